import { createReadStream, read } from 'node:fs';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { promisify } from 'node:util';

/** Reads of 1 MiB: each is a round trip to the thread pool, and with Node's default of 64 KiB they cost more than the scan. */
const BLOCK = 1 << 20;
/** The first one is smaller: most files of a folder are. */
const FIRST = 1 << 16;
/** Blocks that are used in turn: one that is read into, one that is looked at, and two that were looked at last. */
const TURNS = 4;

const readAt = promisify(read);
/** Places are those of the descriptor itself: somebody may have read the beginning. */
const described = (fd: number): Pick<FileHandle, 'read'> =>
  ({ read: (block: Buffer, offset: number, length: number) => readAt(fd, block, offset, length, null) }) as Pick<FileHandle, 'read'>;

/**
 * The bytes of a file, block by block; the next one is read while the last one is looked at. A file that grows is read to where it ends when its end
 * is met. What is no plain file (a named pipe, a device) is read as a stream.
 */
export class FileSource implements AsyncIterable<Buffer> {
  private readonly path: string | number;
  private blocks: (Buffer | undefined)[] | undefined;
  private stream: { destroy(): unknown } | undefined;
  private stopped = false;

  /** @param path or the descriptor of a plain file, which is read from where it stands and not closed */
  constructor(path: string | number) {
    this.path = path;
  }

  /**
   * Uses the same few blocks again and again from here on: new ones would cost more than reading. A block then is good until the third one after it
   * is asked for.
   */
  reuseBlocks(): void {
    this.blocks ??= new Array<undefined>(TURNS).fill(undefined);
  }

  /** The bytes end here. */
  destroy(): void {
    this.stopped = true;
    this.stream?.destroy();
  }

  /** @throws where the file cannot be opened or read */
  async *[Symbol.asyncIterator](): AsyncGenerator<Buffer> {
    if (typeof this.path === 'number') return yield* this.read(described(this.path));
    const file = await open(this.path);
    try {
      const stats = await file.stat();
      // Files of /proc say that they are empty, and are not.
      if (stats.isFile() && stats.size > 0) yield* this.read(file);
      else yield* (this.stream = createReadStream('', { fd: file, highWaterMark: BLOCK, autoClose: false }));
    } finally {
      await file.close();
    }
  }

  private async *read(file: Pick<FileHandle, 'read'>): AsyncGenerator<Buffer> {
    let turn = 0;
    let position = 0;
    const ask = (size: number): Promise<Buffer> => {
      const place = turn++ % TURNS;
      const block = size === BLOCK && this.blocks ? (this.blocks[place] ??= Buffer.allocUnsafeSlow(BLOCK)) : Buffer.allocUnsafeSlow(size);
      const asked = file.read(block, 0, size, position).then(({ bytesRead }) => block.subarray(0, bytesRead));
      // It is heard of when its turn comes.
      asked.catch(() => {});
      return asked;
    };
    let next = ask(FIRST);
    try {
      while (!this.stopped) {
        const block = await next;
        if (block.length === 0) return;
        position += block.length;
        // The first block decides how the others are read, so nothing is read before it was looked at.
        if (position === block.length) {
          yield block;
          next = ask(BLOCK);
        } else {
          next = ask(BLOCK);
          yield block;
        }
      }
    } finally {
      await next.catch(() => {});
    }
  }
}
