import { stat } from 'node:fs/promises';
import type { Reading } from '../entry.ts';
import { rawHead } from './found-again.ts';
import { FollowedFile } from '../source/follow.ts';
import type { Turn } from '../source/follow.ts';

/** How often a file is asked for more, and time for each file: many of them are asked less often. */
const POLL_MS = 50;
const A_FILE_MS = 2;
/** Files that are followed at a time; each is held open. */
const MOST = 1000;
/** Files that are known again by another reading. */
const KNOWN = 10_000;

export const TURNS: Readonly<Record<Turn, string>> = {
  rotated: 'was renamed and a new file took its name; both were read, as one log',
  truncated: 'was emptied while it was followed; what was written just before may be missing',
  'moved-on': 'is where the log went on; it was read as one log with the file before',
};

/** The files that are followed, and those that were read: one that is renamed is not a new one. */
export class FollowedFiles {
  readonly files = new Map<string, FollowedFile>();
  /** By device and number: how they begin. */
  private readonly known: Map<string, string>;
  private readonly ids = new Map<string, string>();
  private readonly reading: Reading;
  private readonly once: boolean;

  /**
   * @param once files are read to where they end now
   * @param known files of an earlier reading, by device and number, with their first bytes: a number may be given to another file
   */
  constructor(reading: Reading, once: boolean, known: ReadonlyMap<string, string> = new Map()) {
    this.reading = reading;
    this.once = once;
    this.known = new Map(known);
  }

  /** Files that were read and are read no more, by device and number, with their first bytes; the latest ones. */
  get met(): ReadonlyMap<string, string> {
    const open = new Set([...this.files.keys()].map((path) => this.ids.get(path)));
    return new Map([...this.known].filter(([id]) => !open.has(id)).slice(-KNOWN));
  }

  /** Whether the file was read, by whatever name. */
  async wasRead(path: string): Promise<boolean> {
    return this.known.has(await idOf(path));
  }

  /** Whether it was read and still begins as it did then. */
  async isSame(path: string): Promise<boolean> {
    const head = this.known.get(await idOf(path));
    return head !== undefined && (await rawHead(path)).startsWith(head);
  }

  /** @param older the log goes on in another file: this one is read to its end */
  async open(path: string, from?: { readonly at: number; readonly head: string }, older = false): Promise<FollowedFile | undefined> {
    const { signal, tally } = this.reading;
    if (!older && this.files.size >= MOST) {
      tally.notice('too-many-files', '', `more than ${MOST} files; the others, from ${path} on, were not followed`);
      return undefined;
    }
    await this.meet(path);
    const file = new FollowedFile(path, {
      signal,
      once: this.once || older,
      ...(from && { from: { at: from.at, head: Buffer.from(from.head, 'latin1') } }),
      pollMs: () => Math.max(POLL_MS, A_FILE_MS * this.files.size),
      onTurn: (turn, name) => {
        tally.notice(`log-${turn}`, name, `${name} ${TURNS[turn]}`);
        void this.meet(name);
      },
    });
    if (!older) this.files.set(path, file);
    return file;
  }

  /** The log goes on in another file of its own name. */
  moveOn(from: string, to: string): void {
    const file = this.files.get(from);
    if (file === undefined) return;
    file.next = to;
    this.files.delete(from);
    this.files.set(to, file);
  }

  /** It was read, or need not be. */
  async meet(path: string): Promise<void> {
    const id = await idOf(path);
    this.ids.set(path, id);
    if (id !== '') this.known.set(id, await rawHead(path));
  }
}

const idOf = (path: string): Promise<string> =>
  stat(path).then(
    ({ dev, ino }) => `${dev}:${ino}`,
    () => '',
  );
