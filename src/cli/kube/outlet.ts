import { Readable } from 'node:stream';

/** Lines on their way to the reader, no faster than it takes them. */
export class Outlet {
  readonly stream: Readable;
  /** Lines that were passed on. */
  lines = 0;
  private ended = false;
  private roomFor: (() => void) | undefined;

  /** @param onClosed the reader wants no more */
  constructor(onClosed: () => void) {
    this.stream = new Readable({
      read: () => this.roomFor?.(),
      destroy: (error, done) => {
        onClosed();
        done(error);
      },
    });
  }

  /** A line with its end. @returns a promise where the reader has enough for now */
  push(line: Buffer): Promise<void> | undefined {
    if (this.ended || this.stream.destroyed) return undefined;
    this.lines++;
    if (this.stream.push(line)) return undefined;
    return new Promise((resolve) => {
      const others = this.roomFor;
      this.roomFor = () => {
        this.roomFor = undefined;
        others?.();
        resolve();
      };
    });
  }

  end(): void {
    if (this.ended) return;
    this.ended = true;
    this.roomFor?.();
    if (!this.stream.destroyed) this.stream.push(null);
  }
}
