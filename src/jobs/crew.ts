import type { State } from '../judge/state.ts';
import type { Ahead, ReadAhead, SoFar } from '../read/ahead.ts';
import type { Entry, EntrySet } from '../read/source/entry.ts';
import { toldFor } from './ask.ts';
import { filesOf } from './files.ts';
import type { Word, Work } from './protocol.ts';
import type { Reader } from './reader.ts';
import { Task } from './task.ts';

export interface CrewOptions {
  readonly work: Work;
  readonly signal: AbortSignal | undefined;
  /** How many shall read inputs of these sizes; with less than two the crew takes nothing upon itself. */
  readonly readersFor: (sizes: readonly number[]) => number;
  /** Begins the reader of this number, 0 the first. */
  readonly start: (work: Work, number: number) => Reader;
  /** Takes what was observed of an input, in the order of the inputs; false where it has to be read in its turn. */
  readonly accept: (pools: State) => boolean;
}

/**
 * Several readers, each at one input at a time. What they find is told in the order of the inputs. Whoever is free takes the first input that
 * is not done, else the largest: the first one need not wait for its turn, so that those who do always get it.
 */
export class Crew implements Ahead {
  private readonly options: CrewOptions;
  private readonly tasks: Task[] = [];
  private readonly byEntry = new Map<Entry | EntrySet, Task>();
  /** What each reader is at. */
  private readonly readers = new Map<Reader, Task | undefined>();
  /** Those of them that are ready to read. */
  private readonly free = new Set<Reader>();
  private bySize: Task[] = [];
  /** The first one that is not done stands here or later. */
  private head = 0;
  /** Events that wait for their turn, of all tasks. */
  private waiting = 0;
  private readonly onAbort = (): void => this.stop();

  constructor(options: CrewOptions) {
    this.options = options;
  }

  async begin(entries: readonly (Entry | EntrySet)[]): Promise<void> {
    const { work, signal, accept, readersFor, start } = this.options;
    const isTold = toldFor(work.ask);
    const files = await Promise.all(entries.map(filesOf));
    const count = readersFor(files.flatMap((found) => found?.size ?? []));
    if (count < 2 || signal?.aborted === true) return;
    for (const [index, entry] of entries.entries()) {
      const found = files[index];
      if (found === undefined) continue;
      const task = new Task({ ...found, number: this.tasks.length, isTold, accept });
      task.onTaken = (events) => this.taken(task, events);
      this.tasks.push(task);
      this.byEntry.set(entry, task);
    }
    this.bySize = this.tasks.toSorted((a, b) => a.size - b.size);
    signal?.addEventListener('abort', this.onAbort, { once: true });
    for (let number = 0; number < count; number++) this.engage(start(work, number));
  }

  take(entry: Entry | EntrySet): ReadAhead | undefined {
    return this.byEntry.get(entry);
  }

  open(): SoFar['sources'] {
    return this.tasks.flatMap(({ over, sources }) => (over ? [] : sources));
  }

  async end(): Promise<void> {
    this.options.signal?.removeEventListener('abort', this.onAbort);
    await Promise.all([...this.readers.keys()].map((reader) => reader.close()));
    this.readers.clear();
  }

  private engage(reader: Reader): void {
    this.readers.set(reader, undefined);
    reader.listen(
      (word) => this.heard(reader, word),
      (why) => this.lost(reader, why),
    );
  }

  private heard(reader: Reader, word: Word): void {
    const task = this.readers.get(reader);
    if (word.told === 'events') {
      this.waiting += word.events.length;
      return task?.came(word.events);
    }
    if (word.told === 'so-far') return void (task && (task.sources = word.sources));
    if (word.told === 'end') task?.end(word);
    else if (word.told === 'back') task?.end('back');
    else if (word.told === 'broken') task?.end(word.error);
    this.readers.set(reader, undefined);
    this.free.add(reader);
    this.assign();
  }

  /** A reader that ended unasked. What it could not begin with is for the others. */
  private lost(reader: Reader, why: string | Error): void {
    const task = this.readers.get(reader);
    this.readers.delete(reader);
    this.free.delete(reader);
    if (typeof why === 'string') task?.fail(why);
    else task?.end(why);
    if (this.readers.size === 0) this.giveBack();
    this.assign();
  }

  private taken(task: Task, events: number): void {
    this.waiting -= events;
    for (const [reader, current] of this.readers) if (current === task) reader.post({ do: 'taken', task: task.number, events });
    this.assign();
  }

  /** Gives each free reader an input, as far as not too much waits for its turn already. */
  private assign(): void {
    for (const reader of this.free) {
      const task = this.next();
      if (task === undefined) return;
      this.free.delete(reader);
      task.state = 'running';
      this.readers.set(reader, task);
      reader.post({ do: 'read', task: task.number, input: task.input });
    }
  }

  private next(): Task | undefined {
    while (this.tasks[this.head]?.state === 'done') this.head++;
    const head = this.tasks[this.head];
    if (head === undefined || head.state === 'waiting') return head;
    if (this.waiting > this.readers.size * this.options.work.ahead) return undefined;
    while (this.bySize.at(-1) !== undefined && this.bySize.at(-1)?.state !== 'waiting') this.bySize.pop();
    return this.bySize.pop();
  }

  private stop(): void {
    for (const reader of this.readers.keys()) reader.post({ do: 'stop' });
    this.giveBack();
  }

  private giveBack(): void {
    for (const task of this.tasks) if (task.state === 'waiting') task.end('back');
  }
}
