import { plugins } from '../../../parsers/index.ts';
import { reportOf } from '../../../src/analysis.ts';
import { emptyState, observe, type State } from '../../../src/judge/index.ts';
import { linesOf, valueOf } from '../../../src/live/state/graph.ts';
import type { Report } from '../../../src/model/report.ts';
import { followEvents, type LiveOptions, type ReadMemory } from '../../../src/read/follow/live.ts';

/** A reading with its judgement that can be killed and taken up again. */
export class Run {
  readonly done: Promise<void>;
  private readonly state: State;
  private readonly events;
  private readonly stop = new AbortController();

  /** @param kept what an earlier run kept, as text */
  constructor(inputs: readonly string[], kept: string | undefined, options: Partial<LiveOptions> = {}) {
    const earlier = kept === undefined ? undefined : (valueOf(kept.split('\n')) as { read: ReadMemory; judged: State });
    this.state = earlier?.judged ?? emptyState();
    this.events = followEvents(inputs, { plugins, signal: this.stop.signal, earlier: earlier?.read ?? null, ...options });
    this.done = this.read();
  }

  get lines(): number {
    return this.events.summary().lines.total;
  }

  /** What is known, as text. */
  keep(): string | undefined {
    const read = this.events.memory((batch) => batch.forEach((event) => observe(this.state, event)));
    return read && [...linesOf({ read, judged: this.state })].join('\n');
  }

  /** As if the process were killed: what it has in its hands is lost. */
  async kill(): Promise<void> {
    this.stop.abort();
    await this.done;
  }

  async report(): Promise<Report> {
    await this.kill();
    for (const event of this.events.rest()) observe(this.state, event);
    return this.events.located(reportOf(this.state, this.events.summary(), this.events.failures, plugins));
  }

  private async read(): Promise<void> {
    for await (const batch of this.events.batches) for (const event of batch) observe(this.state, event);
  }
}

export async function until(done: () => boolean): Promise<void> {
  const began = Date.now();
  while (!done()) {
    if (Date.now() - began > 20_000) throw new Error('nothing came');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
