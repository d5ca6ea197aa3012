import type { Process } from '../../state.ts';

interface Found {
  readonly from: readonly unknown[];
  readonly value: unknown;
}

/**
 * What was found of streams, for whoever concludes again and again while few of them change. A conclusion with it is the same as one without, as long as
 * it is told of each stream that has changed.
 */
export class Memo {
  private readonly streams = new WeakMap<ReadonlyMap<string, Process>, unknown>();
  private readonly found = new WeakMap<object, Map<string, Found>>();

  /** More was observed in a stream. */
  changed(processes: ReadonlyMap<string, Process>): void {
    this.streams.delete(processes);
  }

  /** What is made of a stream alone. */
  ofStream<T>(processes: ReadonlyMap<string, Process>, make: () => T): T {
    if (!this.streams.has(processes)) this.streams.set(processes, make());
    return this.streams.get(processes) as T;
  }

  /** What is made of a pool. @param from everything that it is made of beside, to be held against that of the last time one by one */
  of<T>(pool: object, what: string, from: readonly unknown[], make: () => T): T {
    let all = this.found.get(pool);
    if (all === undefined) this.found.set(pool, (all = new Map<string, Found>()));
    const known = all.get(what);
    if (known?.from.length === from.length && known.from.every((one, i) => Object.is(one, from[i]))) return known.value as T;
    const value = make();
    all.set(what, { from, value });
    return value;
  }
}
