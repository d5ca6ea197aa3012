import type { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import type { TimedEvent } from '../../model/event.ts';
import { readEntry, readParts } from '../entry.ts';
import type { Reading } from '../entry.ts';
import { Merged } from './merged.ts';
import { FollowedFiles, TURNS } from './followed-files.ts';
import { filesOfLog, foundAgain } from './found-again.ts';
import type { KnownPlace } from './found-again.ts';
import type { LiveSources } from './live-sources.ts';
import { inOrder } from '../sets/rotated.ts';
import type { Note } from '../source/doubles.ts';
import { entriesOf } from '../source/inputs.ts';
import { isPipe } from '../source/kind.ts';
import type { Entry, EntrySet } from '../source/entry.ts';
import type { Failure, Input } from '../source/inputs.ts';
import { rotatedSets } from '../source/sets.ts';

/** How often folders and globs are asked for new files. */
const SEARCH_MS = 1000;

type LiveReading = Reading & { readonly live: LiveSources };

/** How the reading goes on from an earlier one. */
export interface Earlier {
  /** Everything is read to its end, and nothing waited for. */
  readonly once?: boolean;
  /** Files of an earlier reading, by device and number, with their first bytes: a number may be given to another file. */
  readonly known?: ReadonlyMap<string, string> | undefined;
  /** Told once of inputs that are not there yet and are waited for. */
  readonly onAwaited?: ((missing: readonly Failure[]) => void) | undefined;
}

/** The files and pipes that are followed at the same time. */
export class Following {
  private readonly merged = new Merged<TimedEvent[]>();
  private readonly followed: FollowedFiles;
  private readonly inputs: readonly string[];
  private readonly reading: LiveReading;
  private readonly once: boolean;
  private readonly earlier: ReadonlyMap<string, string> | undefined;
  private readonly onAwaited: Earlier['onAwaited'];
  private readonly takenUp = new Set<string>();
  private readonly streams: readonly { readonly name: string; readonly stream: Readable }[];

  constructor(
    inputs: readonly Input[],
    reading: LiveReading,
    stdin: Readable | undefined,
    { once = false, known, onAwaited }: Earlier = {},
  ) {
    this.once = once;
    this.onAwaited = onAwaited;
    this.earlier = known;
    this.followed = new FollowedFiles(reading, once, known);
    this.inputs = inputs.filter((input) => typeof input === 'string').filter((input) => input !== '-');
    this.reading = reading;
    this.streams = inputs.flatMap((input) => {
      if (input === '-') return stdin === undefined ? [] : [{ name: '<stdin>', stream: stdin }];
      if (typeof input === 'string') return [];
      return 'stream' in input ? [input] : [{ name: '<stream>', stream: input }];
    });
  }

  /** Ends when the signal aborts, or when the pipes have ended and there are no files. */
  async *batches(): AsyncGenerator<TimedEvent[]> {
    for (const { name, stream } of this.streams) this.merged.add(readEntry({ name, found: false, open: () => stream }, this.reading));
    if (this.inputs.length === 0) this.merged.close();
    else void this.search().finally(() => this.merged.close());
    yield* this.merged;
  }

  /** Batches that nobody has taken yet. */
  drain(): TimedEvent[][] {
    return this.merged.drain();
  }

  /** Files that were read and are read no more, by device and number, with their first bytes; the latest ones. */
  get met(): ReadonlyMap<string, string> {
    return this.followed.met;
  }

  private async search(): Promise<void> {
    const { tally, failures, signal, zone } = this.reading;
    const missing: Failure[] = [];
    const fresh: (() => Promise<void>)[] = [];
    const note: Note = (code, subject, text) => {
      // What an earlier reading has said of its files is not said twice.
      if (this.earlier === undefined || !tally.noted(code, subject)) tally.notice(code, subject, text);
    };
    for (const entry of await entriesOf(this.inputs, undefined, missing, note)) {
      const parts = 'parts' in entry ? await inOrder(entry, zone) : undefined;
      if (await this.takeUp(entry, parts)) continue;
      if (parts !== undefined) fresh.push(() => this.followSet(entry as EntrySet, parts));
      else
        for (const part of 'parts' in entry ? entry.parts : [entry])
          if (!(await this.takeUp(part, undefined))) fresh.push(() => this.followNew(part));
    }
    await this.takeUpRenamed();
    for (const follow of fresh) await follow();
    if (this.once) {
      failures.push(...missing);
      return;
    }
    if (missing.length > 0) this.onAwaited?.(missing);
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
    const sets = rotatedSets([...new Set([...this.followed.files.keys(), ...files.map(({ name }) => name)])]);
    for (const file of files) {
      if (this.followed.files.has(file.name) || (await this.followed.wasRead(file.name))) continue;
      const set = sets.get(file.name);
      const before = set?.doubtful === false ? set.paths.findLast((path) => this.followed.files.has(path)) : undefined;
      if (set === undefined || before === undefined) await this.follow(file);
      else {
        // A packed copy of what was read as it was written, or the file in which the log goes on.
        await this.followed.meet(file.name);
        if (set.paths.indexOf(file.name) > set.paths.indexOf(before)) this.followed.moveOn(before, file.name);
      }
    }
    return missing;
  }

  /** Goes on with a log of an earlier reading. @returns whether it is one whose place was found */
  private async takeUp(entry: Entry | EntrySet, parts: readonly Entry[] | undefined): Promise<boolean> {
    const place = this.reading.live.known(entry.name)?.place;
    if (place === undefined) return false;
    const paths = parts?.map(({ name }) => name) ?? (await filesOfLog(entry.name));
    const found = await foundAgain(place, paths);
    if (found === undefined) return false;
    this.takenUp.add(entry.name);
    for (const path of found.read) await this.followed.meet(path);
    await this.goOn(entry.name, found.place, found.paths);
    return true;
  }

  /** Logs of an earlier reading that have no file of their name any more. */
  private async takeUpRenamed(): Promise<void> {
    for (const { source, place } of this.reading.live.earlier) {
      if (place === undefined || this.takenUp.has(source.name) || this.followed.files.has(source.name)) continue;
      const found = await foundAgain(place, [place.path]);
      if (found !== undefined) await this.goOn(source.name, found.place, found.paths.slice(0, 1));
    }
  }

  /** @param paths the file in which the place is, and those in which the log goes on */
  private async goOn(name: string, { path: before, plain, at, head }: KnownPlace, paths: readonly string[]): Promise<void> {
    const { reading } = this;
    const entries: Entry[] = [];
    for (const [i, path] of paths.entries()) {
      const file = await this.followed.open(path, i === 0 && plain ? { at, head } : undefined, i < paths.length - 1);
      if (file) entries.push({ name: path, found: false, open: () => file, ...(i === 0 && { from: { plain, at } }) });
      if (i > 0) {
        const turn = path === before ? 'rotated' : 'moved-on';
        reading.tally.notice(`log-${turn}`, path, `${path} ${TURNS[turn]}`);
      }
    }
    const [only, ...others] = entries;
    if (only === undefined) return;
    this.merged.add(
      others.length === 0 ? readEntry({ ...only, name }, reading) : readParts({ name, parts: entries, doubtful: false }, entries, reading),
    );
  }

  /** A file, unless an earlier reading has read it under another name. */
  private async followNew(entry: Entry): Promise<void> {
    if (this.earlier === undefined || !(await this.followed.isSame(entry.name))) await this.follow(entry);
  }

  private async follow(entry: Entry): Promise<void> {
    // It has no place to come back to, and is no other one when it is written to again.
    if (await isPipe(entry.name)) {
      await this.followed.meet(entry.name);
      return this.merged.add(readEntry(entry, this.reading));
    }
    const file = await this.followed.open(entry.name);
    if (file) this.merged.add(readEntry({ ...entry, open: () => file }, this.reading));
  }

  /** The older files of a log are read to their end, and the newest is followed. */
  private async followSet(set: EntrySet, parts: readonly Entry[]): Promise<void> {
    const all: Entry[] = [];
    for (const [i, part] of parts.entries()) {
      const file = await this.followed.open(part.name, undefined, i < parts.length - 1);
      if (file) all.push({ ...part, open: () => file });
    }
    this.merged.add(readParts(set, all, this.reading));
  }
}
