import { stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import type { TimedEvent } from '../model/event.ts';
import { readEntry, readParts } from './entry.ts';
import type { Reading } from './entry.ts';
import { Merged } from './merged.ts';
import { inOrder } from './rotated.ts';
import { FollowedFile } from './source/follow.ts';
import type { Turn } from './source/follow.ts';
import { entriesOf } from './source/inputs.ts';
import type { Entry, EntrySet } from './source/entry.ts';
import type { Failure } from './source/inputs.ts';
import { rotatedSets } from './source/sets.ts';

/** How often a file is asked for more, and how many files are asked so often; more of them are asked less often. */
const POLL_MS = 100;
const POLLED = 50;
/** How often folders and globs are asked for new files. */
const SEARCH_MS = 1000;
/** Files that are followed at a time; each is held open. */
const MOST = 1000;

const TURNS: Readonly<Record<Turn, string>> = {
  rotated: 'was renamed and a new file took its name; both were read, as one log',
  truncated: 'was emptied while it was followed; what was written just before may be missing',
  'moved-on': 'is where the log went on; it was read as one log with the file before',
};

/** The files and pipes that are followed at the same time. */
export class Following {
  private readonly merged = new Merged<TimedEvent[]>();
  private readonly files = new Map<string, FollowedFile>();
  /** Files that were read, by device and number: one that is renamed is not a new one. */
  private readonly known = new Set<string>();
  private readonly inputs: readonly string[];
  private readonly reading: Reading;
  private readonly stdin: Readable | undefined;

  constructor(inputs: readonly string[], reading: Reading, stdin: Readable | undefined) {
    this.inputs = inputs.filter((input) => input !== '-');
    this.reading = reading;
    this.stdin = inputs.includes('-') ? stdin : undefined;
  }

  /** Ends when the signal aborts, or when the pipe has ended and there are no files. */
  async *batches(): AsyncGenerator<TimedEvent[]> {
    const { stdin } = this;
    if (stdin) this.merged.add(readEntry({ name: '<stdin>', found: false, open: () => stdin }, this.reading));
    if (this.inputs.length === 0) this.merged.close();
    else void this.search().finally(() => this.merged.close());
    yield* this.merged;
  }

  private async search(): Promise<void> {
    const { tally, failures, signal, zone } = this.reading;
    const missing: Failure[] = [];
    for (const entry of await entriesOf(this.inputs, undefined, missing, tally.notice.bind(tally))) {
      const parts = 'parts' in entry ? await inOrder(entry, zone) : undefined;
      if (!('parts' in entry)) await this.follow(entry);
      else if (parts === undefined) for (const part of entry.parts) await this.follow(part);
      else await this.followSet(entry, parts);
    }
    let still: readonly Failure[] = missing;
    while (signal?.aborted !== true) {
      await wait(SEARCH_MS, undefined, signal && { signal }).catch(() => {});
      still = await this.searchAgain();
    }
    failures.push(...still);
  }

  /** @returns inputs that are not there */
  private async searchAgain(): Promise<readonly Failure[]> {
    const missing: Failure[] = [];
    const entries = await entriesOf(this.inputs, undefined, missing);
    const files = entries.flatMap((entry) => ('parts' in entry ? entry.parts : [entry]));
    const sets = rotatedSets([...new Set([...this.files.keys(), ...files.map(({ name }) => name)])]);
    for (const file of files) {
      if (this.files.has(file.name) || this.known.has(await idOf(file.name))) continue;
      const set = sets.get(file.name);
      const before = set?.doubtful === false ? set.paths.findLast((path) => this.files.has(path)) : undefined;
      if (set === undefined || before === undefined) await this.follow(file);
      else {
        // A packed copy of what was read as it was written, or the file in which the log goes on.
        await this.meet(file.name);
        if (set.paths.indexOf(file.name) > set.paths.indexOf(before)) this.moveOn(before, file.name);
      }
    }
    return missing;
  }

  private async follow(entry: Entry): Promise<void> {
    const file = await this.opened(entry.name);
    if (file) this.merged.add(readEntry({ ...entry, open: () => file }, this.reading));
  }

  /** The older files of a log are read to their end, and the newest is followed. */
  private async followSet(set: EntrySet, parts: readonly Entry[]): Promise<void> {
    for (const { name } of parts.slice(0, -1)) await this.meet(name);
    const newest = parts.at(-1) as Entry;
    const file = await this.opened(newest.name);
    if (file) this.merged.add(readParts(set, [...parts.slice(0, -1), { ...newest, open: () => file }], this.reading));
  }

  private async opened(path: string): Promise<FollowedFile | undefined> {
    const { signal, tally } = this.reading;
    if (this.files.size >= MOST) {
      tally.notice('too-many-files', '', `more than ${MOST} files; the others, from ${path} on, were not followed`);
      return undefined;
    }
    await this.meet(path);
    const file = new FollowedFile(path, {
      signal,
      pollMs: () => POLL_MS * Math.max(1, Math.ceil(this.files.size / POLLED)),
      onTurn: (turn, name) => {
        tally.notice(`log-${turn}`, name, `${name} ${TURNS[turn]}`);
        void this.meet(name);
      },
    });
    this.files.set(path, file);
    return file;
  }

  private moveOn(from: string, to: string): void {
    const file = this.files.get(from);
    if (file === undefined) return;
    file.next = to;
    this.files.delete(from);
    this.files.set(to, file);
  }

  private async meet(path: string): Promise<void> {
    this.known.add(await idOf(path));
  }
}

const idOf = (path: string): Promise<string> =>
  stat(path).then(
    ({ dev, ino }) => `${dev}:${ino}`,
    () => '',
  );
