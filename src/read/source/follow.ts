import { open, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';

/** What happened to a log while it was followed. */
export type Turn = 'rotated' | 'truncated' | 'moved-on';

export interface FollowOptions {
  /** How often to look for more. Milliseconds. */
  readonly pollMs: () => number;
  readonly onTurn: (turn: Turn, path: string) => void;
  /** Nothing more will be read; what is there when it aborts still is. */
  readonly signal: AbortSignal | undefined;
  /** Ends where the file ends now; nothing is waited for. */
  readonly once?: boolean;
  /** Bytes at its beginning that were read before, and how it began then. */
  readonly from?: { readonly at: number; readonly head: Buffer };
}

/** A place in a file, and how to know the file again. */
export interface FilePlace {
  readonly path: string;
  readonly dev: number;
  readonly ino: number;
  /** Its first bytes, one character each: at most 256, and none that were not read. */
  readonly head: string;
  readonly at: number;
}

/** A file among those that a log was read from. */
interface Stretch {
  readonly path: string;
  readonly dev: number;
  readonly ino: number;
  head: Buffer;
  /** Which byte of all stands at its first one that was read, and which one of the file that is. */
  readonly begins: number;
  readonly first: number;
  /** How far it was read. */
  at: number;
}

const BLOCK = 256 * 1024;
/** First bytes by which a file that was emptied and has grown again is told from one that has only grown. */
export const HEAD = 256;
const LF = 10;
const STRETCHES = 100;

/**
 * The bytes of a log that is still being written, without end: what is there, and what comes. Where the file is renamed and a new one takes its
 * name, the old one is read to its end first. Where it is emptied (`copytruncate`), reading begins anew; what came between the last look and
 * the emptying is lost, as it is to every reader. A file that goes away is waited for.
 */
export class FollowedFile implements AsyncIterable<Buffer> {
  /** Where the log goes on once this file has been read: another file of the same log, with a name of its own. */
  next: string | undefined;
  path: string;
  private readonly options: FollowOptions;
  private readonly over = new AbortController();
  private file: FileHandle | undefined;
  private at = 0;
  private head: Buffer = Buffer.alloc(0);
  private last = LF;
  /** Bytes that were given, those of all files together. */
  private given = 0;
  private readonly stretches: Stretch[] = [];

  constructor(path: string, options: FollowOptions) {
    this.path = path;
    this.options = options;
    if (options.from) Object.assign(this, options.from);
    options.signal?.addEventListener('abort', () => this.over.abort(), { once: true });
    if (options.signal?.aborted === true) this.over.abort();
  }

  /** Ends the bytes. */
  destroy(): void {
    this.over.abort();
  }

  /** @throws where the file cannot be opened at the beginning, or breaks off */
  async *[Symbol.asyncIterator](): AsyncGenerator<Buffer> {
    this.file = await open(this.path, 'r');
    try {
      await this.begin();
      while (!this.over.signal.aborted) {
        // first of all, or what has grown anew past the old place would be read from there
        if ((await this.turned()) === 'truncated') {
          yield* this.lineEnd();
          if (await this.take('truncated')) this.options.onTurn('truncated', this.path);
        }
        yield* this.rest();
        if (this.options.once === true) return;
        // Somebody who writes to a file that was renamed may need a moment to notice.
        const turn = await this.turned();
        await wait(this.options.pollMs(), undefined, { signal: this.over.signal }).catch(() => {});
        if (turn === undefined) continue;
        if (turn !== 'truncated') yield* this.rest();
        yield* this.lineEnd();
        if (await this.take(turn)) this.options.onTurn(turn, this.path);
      }
      yield* this.rest();
    } finally {
      await this.file.close().catch(() => {});
    }
  }

  /**
   * Where in which file the byte stands that is the given one of all that were given.
   * @returns undefined where no file was opened yet
   */
  placeOf(given: number): FilePlace | undefined {
    const stretch = this.stretches.findLast(({ begins }) => begins <= given);
    return stretch && placeIn(stretch, Math.min(stretch.first + given - stretch.begins, stretch.at));
  }

  /** The first of the files, as far as it was read. */
  get firstPlace(): FilePlace | undefined {
    const [stretch] = this.stretches;
    return stretch && placeIn(stretch, stretch.at);
  }

  private async begin(): Promise<void> {
    const { dev, ino } = await (this.file as FileHandle).stat();
    this.stretches.push({ path: this.path, dev, ino, head: this.head, begins: this.given, first: this.at, at: this.at });
    // Where a reading is taken up again, only the last ones are asked for.
    if (this.stretches.length > STRETCHES) this.stretches.shift();
  }

  private *lineEnd(): Generator<Buffer> {
    if (this.last === LF) return;
    this.last = LF;
    this.given++;
    yield Buffer.from('\n');
  }

  /** What the open file holds behind the place that was read last. */
  private async *rest(): AsyncGenerator<Buffer> {
    const { file } = this;
    if (file === undefined) return;
    for (;;) {
      // A block of its own each time: whoever gets it may keep it.
      const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(BLOCK), 0, BLOCK, this.at);
      if (bytesRead === 0) return;
      // emptied and written anew while it was being read: these bytes are none that follow the last ones
      if (this.at > 0 && (await this.isEmptied(file))) return;
      const bytes = buffer.subarray(0, bytesRead);
      if (this.at < HEAD) this.head = Buffer.concat([this.head.subarray(0, this.at), bytes.subarray(0, HEAD - this.at)]);
      this.at += bytesRead;
      this.given += bytesRead;
      this.last = bytes[bytesRead - 1] as number;
      Object.assign(this.stretches.at(-1) as Stretch, { at: this.at, head: this.head });
      yield bytes;
    }
  }

  private async turned(): Promise<Turn | undefined> {
    const { file } = this;
    if (file === undefined) return undefined;
    // At once: each question is a way to another thread and back.
    const [mine, named, emptied] = await Promise.all([file.stat(), stat(this.path).catch(() => undefined), this.isEmptied(file)]);
    if (named !== undefined && (named.ino !== mine.ino || named.dev !== mine.dev)) return 'rotated';
    if (emptied) return 'truncated';
    return this.next === undefined ? undefined : 'moved-on';
  }

  private async isEmptied(file: FileHandle): Promise<boolean> {
    const [{ size }, same] = await Promise.all([file.stat(), this.beginsAsBefore(file)]);
    return size < this.at || !same;
  }

  private async beginsAsBefore(file: FileHandle): Promise<boolean> {
    const now = Buffer.alloc(this.head.length);
    const { bytesRead } = await file.read(now, 0, now.length, 0);
    return bytesRead === now.length && now.equals(this.head);
  }

  /** @returns whether the log goes on: a name that is not there yet is tried again */
  private async take(turn: Turn): Promise<boolean> {
    const path = turn === 'moved-on' ? (this.next as string) : this.path;
    const file = turn === 'truncated' ? this.file : await open(path, 'r').catch(() => undefined);
    if (file === undefined) return false;
    if (file !== this.file) await this.file?.close().catch(() => {});
    if (turn === 'moved-on') this.next = undefined;
    Object.assign(this, { file, path, at: 0, head: Buffer.alloc(0), last: LF });
    await this.begin();
    return true;
  }
}

const placeIn = ({ path, dev, ino, head }: Stretch, at: number): FilePlace => ({
  path,
  dev,
  ino,
  head: head.toString('latin1', 0, at),
  at,
});
