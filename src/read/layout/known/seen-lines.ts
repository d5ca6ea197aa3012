import { flatten } from '../../intern.ts';
import { Recurring } from '../../recurring.ts';
import type { ReadTime } from '../../time/index.ts';
import type { KnownHead } from './known-heads.ts';
import type { Prefix, Shown } from '../parts.ts';

/** A line that came before, but for its time. There is one object for each, so what is found out about it can be remembered for it. */
export interface SeenLine {
  readonly prefix: Prefix;
  readonly message: string;
  /** All that stands behind the time, in memory of its own; it begins with a blank. */
  readonly rest: string;
  /** What the stream had shown of its loggers, on which the reading depends. */
  readonly shown: number;
}

/**
 * Remembers lines by what stands behind their time. A pool has few connections and says the same few sentences of each, a program begins and ends its transactions in
 * the same words: of a log of them most lines came before.
 */
export class SeenLines {
  /** A line that came once may never come again: only of the second one more is kept. */
  private readonly lines = new Recurring<SeenLine | 'once'>();
  /** What was asked for last, where it came before and nothing is known of it. */
  private again: string | undefined;
  /** Whether what was asked for last did not come before. */
  private first = false;

  find(text: string, time: ReadTime, shown: Shown): SeenLine | undefined {
    this.again = undefined;
    this.first = false;
    if (!isPlain(text, time)) return undefined;
    const rest = text.slice(time.end);
    const seen = this.lines.find(rest);
    if (typeof seen === 'object' && seen.shown === numberOf(shown)) return seen;
    if (seen === undefined) this.first = true;
    else this.again = rest;
    return undefined;
  }

  /** Remembers the line that was asked for last. @param known what it says; where its message begins is told from the line's beginning */
  learn(text: string, known: KnownHead, shown: Shown): void {
    if (this.first) this.lines.learn('once');
    if (this.again === undefined) return;
    const own = flatten(this.again);
    const message = flatten(own.slice(own.length - (text.length - known.start)));
    this.lines.set(own, { prefix: known.prefix, message, rest: own, shown: numberOf(shown) });
  }
}

/** The time with which a line began that came before, in memory of its own: many lines of a dense log begin with the same, and have the same text then. */
export function timeOf(raw: string, { rest }: SeenLine): string {
  const length = raw.length - rest.length;
  if (latest.length !== length || !raw.startsWith(latest)) latest = flatten(raw.slice(0, length));
  return latest;
}

let latest = '';

const numberOf = ({ dash, colon }: Shown): number => (dash ? 1 : 0) + (colon ? 2 : 0);

/** Whether the time consists of digits, marks of dates and times, a blank or `T`, and ends with a digit or `Z` before a blank. */
function isPlain(text: string, { end, zoned }: ReadTime): boolean {
  const mark = text.charCodeAt(4);
  if ((mark !== 45 && mark !== 47) || text.charCodeAt(7) !== mark || text.charCodeAt(end) !== 32) return false;
  const last = text.charCodeAt(end - 1);
  return zoned ? last === 90 : last >= 48 && last <= 57;
}
