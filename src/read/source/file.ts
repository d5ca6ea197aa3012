import { constants, createReadStream, openSync, read, readSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { platform } from 'node:os';
import type { FileHandle } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { promisify } from 'node:util';
import { isPipe } from './kind.ts';
import { PipeSource } from './pipe.ts';

/** Reads of 1 MiB: with Node's default of 64 KiB, each a round trip to the thread pool, they cost more than the scan. */
const BLOCK = 1 << 20;
/** The first one is smaller: most files of a folder are. */
const FIRST = 1 << 16;
/** Blocks that are used in turn: one that is read into, one that is looked at, and two that were looked at last. */
const TURNS = 4;

/** What the system has in its memory is read here in this time, and costs a tenth less than where the thread pool reads it. What takes longer comes from a disk. */
const AT_ONCE_MS = 1;
/** Blocks that are read by the thread pool, each while the one before is looked at, before it is tried again here. */
const SLOW_FOR = 64;
/** Blocks that are read here until others of this thread (signals, timers, messages) have their turn: some ten milliseconds. */
const OTHERS_AFTER = 8;

interface Readable extends Pick<FileHandle, 'read' | 'fd'> {
  /** Whether places are counted from the file's beginning; else they are those of the descriptor itself: somebody may have read the beginning. */
  readonly places: boolean;
}

const readAt = promisify(read);
const described = (fd: number): Readable =>
  ({ fd, places: false, read: (block: Buffer, offset: number, length: number) => readAt(fd, block, offset, length, null) }) as Readable;

/**
 * Opened in the usual way a pipe that nobody writes to holds a thread, and with it the end of the process. Opened without waiting Linux tells when
 * somebody writes after all; other systems may say at once that it has ended.
 */
const WAITS_FOR_PIPES = platform() === 'linux';

/**
 * The bytes of a file, block by block: read when they are asked for as long as the system has them in its memory, else the next one while the last one is looked at. A file that grows is read to where it ends when its end
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
    if (WAITS_FOR_PIPES && (await isPipe(this.path))) {
      this.stream = new PipeSource(openSync(this.path, constants.O_RDONLY | constants.O_NONBLOCK));
      return yield* this.stream as PipeSource;
    }
    const file = await open(this.path);
    try {
      const stats = await file.stat();
      // Files of /proc say that they are empty, and are not.
      if (stats.isFile() && stats.size > 0)
        yield* this.read({ fd: file.fd, places: true, read: file.read.bind(file) as FileHandle['read'] });
      else yield* (this.stream = createReadStream('', { fd: file, highWaterMark: BLOCK, autoClose: false }));
    } finally {
      await file.close();
    }
  }

  private async *read(file: Readable): AsyncGenerator<Buffer> {
    let turn = 0;
    let position = 0;
    let sinceOthers = 0;
    let slow = 0;
    const room = (size: number): Buffer => {
      const place = turn++ % TURNS;
      return size === BLOCK && this.blocks ? (this.blocks[place] ??= Buffer.allocUnsafeSlow(BLOCK)) : Buffer.allocUnsafeSlow(size);
    };
    const ask = (size: number): Promise<Buffer> => {
      const block = room(size);
      const asked = file.read(block, 0, size, position).then(({ bytesRead }) => block.subarray(0, bytesRead));
      // It is heard of when its turn comes.
      asked.catch(() => {});
      return asked;
    };
    const readHere = async (): Promise<Buffer> => {
      if (++sinceOthers === OTHERS_AFTER) {
        sinceOthers = 0;
        await setImmediate();
      }
      const block = room(BLOCK);
      const began = performance.now();
      const bytes = block.subarray(0, readSync(file.fd, block, 0, BLOCK, file.places ? position : null));
      if (performance.now() - began > AT_ONCE_MS) slow = SLOW_FOR;
      return bytes;
    };
    let next: Promise<Buffer> | undefined = ask(FIRST);
    try {
      while (!this.stopped) {
        const block = await (next ?? readHere());
        next = undefined;
        if (block.length === 0) return;
        position += block.length;
        // The first block decides how the others are read, so nothing is read before it was looked at.
        if (slow > 0 && position > block.length) {
          slow--;
          next = ask(BLOCK);
        }
        yield block;
      }
    } finally {
      await next?.catch(() => {});
    }
  }
}
