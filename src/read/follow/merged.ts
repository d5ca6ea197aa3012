/** Batches of several sources that are read at the same time: each source in its own order, whoever has something first. */
export class Merged<T> implements AsyncIterable<T> {
  private readonly waiting: T[] = [];
  private readonly most: number;
  private running = 0;
  private closed = false;
  private wakeReader: () => void = () => {};
  private wakeWriters: (() => void)[] = [];

  /** @param most batches that may wait to be taken; sources are not read on beyond that */
  constructor(most = 64) {
    this.most = most;
  }

  /** Reads one more source. It must not throw. */
  add(source: AsyncIterable<T>): void {
    this.running++;
    void this.pump(source).finally(() => {
      this.running--;
      this.wakeReader();
    });
  }

  /** No further source will be added: the batches end with those that are read now. */
  close(): void {
    this.closed = true;
    this.wakeReader();
  }

  /** All batches that wait to be taken. */
  drain(): T[] {
    const taken = this.waiting.splice(0);
    for (const wake of this.wakeWriters.splice(0)) wake();
    return taken;
  }

  private async pump(source: AsyncIterable<T>): Promise<void> {
    for await (const batch of source) {
      this.waiting.push(batch);
      this.wakeReader();
      while (this.waiting.length >= this.most) await new Promise<void>((resolve) => this.wakeWriters.push(resolve));
    }
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T> {
    for (;;) {
      const batch = this.waiting.shift();
      if (batch !== undefined) {
        for (const wake of this.wakeWriters.splice(0)) wake();
        yield batch;
      } else if (this.closed && this.running === 0) return;
      else await new Promise<void>((resolve) => (this.wakeReader = resolve));
    }
  }
}
