import type { State } from '../judge/state.ts';
import type { TimedEvent } from '../model/event.ts';
import type { Part, ReadAhead, SoFar } from '../read/ahead.ts';
import { Tally } from '../read/tally.ts';
import type { InputFiles } from './protocol.ts';

/** How reading it came out. `back`: whoever asked has to read it. */
type Outcome = { readonly part: Part; readonly pools: State | undefined } | 'back' | Error;

export interface TaskOptions {
  /** Its place among the inputs that are read ahead, from 0. */
  readonly number: number;
  readonly input: InputFiles;
  /** Bytes, roughly: what is large is begun early. */
  readonly size: number;
  readonly isTold: (event: TimedEvent) => boolean;
  /** Takes what was observed; false where it cannot be joined with what was observed before. */
  readonly accept: (pools: State) => boolean;
}

/** One input that is read ahead of its turn. */
export class Task implements ReadAhead {
  readonly number: number;
  readonly input: InputFiles;
  readonly size: number;
  /** Its part is joined with what was read before it, or nobody wants it. */
  over = false;
  state: 'waiting' | 'running' | 'done' = 'waiting';
  /** How far it is; of the sources of a finished one the last word. */
  sources: SoFar['sources'] = [];
  /** Told how many events were used. */
  onTaken: (events: number) => void = () => {};
  private readonly options: TaskOptions;
  private readonly queue: TimedEvent[][] = [];
  private outcome: Outcome | undefined;
  private told = 0;
  private wake: () => void = () => {};

  constructor(options: TaskOptions) {
    this.options = options;
    this.number = options.number;
    this.input = options.input;
    this.size = options.size;
  }

  /** Events that its reader found. */
  came(events: TimedEvent[]): void {
    this.queue.push(events);
    this.wake();
  }

  end(outcome: Outcome): void {
    if (this.state === 'done') return;
    this.state = 'done';
    this.outcome = outcome;
    if (outcome !== 'back' && !(outcome instanceof Error))
      this.sources = outcome.part.tally.sources.map(({ name, bytes }) => ({ name, bytes }));
    this.wake();
  }

  /** Nobody reads it any more, for a reason that lies in the input. */
  fail(why: string): void {
    const { input } = this;
    const name = 'parts' in input ? input.name : input.path;
    this.end({ part: { tally: new Tally().part(), failures: [{ name, message: why }] }, pools: undefined });
  }

  get batches(): AsyncGenerator<TimedEvent[]> {
    return this.tell();
  }

  private async *tell(): AsyncGenerator<TimedEvent[]> {
    for (;;) {
      const batch = this.queue.shift();
      if (batch !== undefined) {
        this.told += batch.length;
        this.onTaken(batch.length);
        yield batch;
      } else if (this.outcome instanceof Error) throw this.outcome;
      else if (this.outcome !== undefined) return;
      else await new Promise<void>((resolve) => (this.wake = resolve));
    }
  }

  finish(): Part | undefined {
    const { outcome } = this;
    this.over = true;
    this.outcome = 'back';
    if (outcome === undefined || outcome === 'back' || outcome instanceof Error) return undefined;
    if (outcome.pools !== undefined && !this.options.accept(outcome.pools)) return undefined;
    return outcome.part;
  }

  async *missing(batches: AsyncIterable<TimedEvent[]>): AsyncGenerator<TimedEvent[]> {
    let known = this.told;
    for await (const batch of batches)
      yield known === 0 ? batch : batch.filter((event) => !(known > 0 && this.options.isTold(event) && known-- > 0));
  }
}
