import { readTimeAt, type ReadTime, type TimeOptions } from '../time/index.ts';
import { looksLikeThread } from './parts.ts';

/** So many heads in a row must end in a thread's name before it is taken off: a message may end in such a word as well. */
const PROOF = 3;
/** Only the first lines of a stream can show it: later ones may be passed over, and what is passed over must not matter. */
const FIRST = 20;
const LONGEST = 90;
/** A line that is stamped twice bears one instant twice. */
const APART_MS = 2000;

/** What a layout put behind a message, and where the message ends. */
export interface PartBehind {
  readonly end: number;
  readonly time?: ReadTime;
  readonly thread?: string;
}

/** Parts of a layout that stand behind the message, of ONE stream: `%level %msg (%thread)`, `%level %msg [%date]`. */
export class Behind {
  #seen = 0;
  /** Lines of the stream so far, as long as they count. */
  #lines = 0;

  /** Whether the line is one of the first, which are read whatever is passed over later. */
  get first(): boolean {
    return this.#lines <= FIRST;
  }

  /** A line comes, whether it begins a record or not. */
  begin(): void {
    if (this.#lines <= FIRST) this.#lines++;
  }

  /**
   * The thread in parentheses with which a message ends. Undefined where none is, or not known yet to be one.
   * @param last the message's last character
   */
  thread(message: string, last: number): PartBehind | undefined {
    if (!this.first && this.#seen < PROOF) return undefined;
    const end = last === 41 ? message.lastIndexOf(' (') : -1;
    const name = end < 0 || message.length - end > LONGEST ? '' : message.slice(end + 2, -1);
    if (!looksLikeThread(name)) {
      if (this.#seen < PROOF) this.#seen = 0;
      return undefined;
    }
    if (this.#seen < PROOF) this.#seen++;
    return this.#seen < PROOF ? undefined : { thread: name, end };
  }

  /** How often a name has stood there, and among how many lines. */
  memory(): readonly [number, number] {
    return [this.#seen, this.#lines];
  }

  recall(memory: readonly [number, number]): void {
    [this.#seen, this.#lines] = memory;
  }
}

/** The full time in brackets with which a message ends, `… [2026-11-23 01:52:09,123]`. One that is not the line's own instant is the message's. */
export function timeBehind(message: string, leading: ReadTime | undefined, options: TimeOptions): PartBehind | undefined {
  const end = message.lastIndexOf(' [');
  if (end < 0 || message.length - end > LONGEST) return undefined;
  const time = readTimeAt(message, end + 2, options);
  if (time?.dated !== true || time.end !== message.length - 1) return undefined;
  if (leading?.ms !== undefined && !(Math.abs(leading.ms - (time.ms ?? NaN)) < APART_MS)) return undefined;
  return { time, end };
}
