import type { State } from '../judge/state.ts';
import type { TimedEvent } from '../model/event.ts';
import type { Part, SoFar } from '../read/ahead.ts';
import type { ReadOptions } from '../read/index.ts';
import type { PluginOrigin } from './plugins.ts';

/**
 * What is wanted of the inputs. `pools`: what the judge observes, `events`: the events but for context, `all-events`: context too,
 * `times`: only what the tally counts.
 */
export type Ask = 'pools' | 'events' | 'all-events' | 'times';

/** What a reader has to know before it reads anything. All that crosses is plain data. */
export interface Work {
  readonly ask: Ask;
  /** Events of one input that may be on their way to whoever asked, or wait there for their turn. */
  readonly ahead: number;
  readonly plugins: readonly PluginOrigin[];
  readonly options: Omit<ReadOptions, 'plugins' | 'stdin' | 'signal'>;
}

export interface InputFile {
  readonly path: string;
  readonly found: boolean;
}

/** An input whose files any thread can open. */
export type InputFiles = InputFile | { readonly name: string; readonly doubtful: boolean; readonly parts: readonly InputFile[] };

/** What a reader is told. `taken`: so many events of that task were used, and as many more may be sent. */
export type Order =
  | { readonly do: 'read'; readonly task: number; readonly input: InputFiles }
  | { readonly do: 'taken'; readonly task: number; readonly events: number }
  | { readonly do: 'stop' };

/** What a reader tells. `back`: it cannot tell what it read, and the input has to be read by whoever asked. */
export type Word =
  | { readonly told: 'ready' }
  | { readonly told: 'events'; readonly events: TimedEvent[] }
  | { readonly told: 'so-far'; readonly sources: SoFar['sources'] }
  | { readonly told: 'end'; readonly part: Part; readonly pools: State | undefined }
  | { readonly told: 'back' }
  | { readonly told: 'broken'; readonly error: Error };
