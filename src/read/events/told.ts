import type { Plugin, RecordView } from '../../plugin/contract.ts';
import type { Reading } from '../../plugin/read-record.ts';
import { sharedTails } from '../../plugin/shared.ts';
import type { HintIndex } from '../hints/index.ts';
import { timeOf, type SeenLine } from '../layout/known/seen-lines.ts';
import type { LogRecord } from '../types.ts';
import { candidatesFor } from './candidates.ts';
import { flatten } from '../intern.ts';
import type { ContextFields } from './own.ts';

/** What was found out about a record, and holds for every other one with the same text but for its time. */
export interface Told {
  readonly tail: readonly string[];
  readonly logger: string | undefined;
  readonly plugins: readonly Plugin[];
  /** What plug-ins read in it, with all that they were shown beside its text. */
  readings: (Shown & { readonly all: readonly Reading[] }) | undefined;
  /** What it tells of the work around it, in memory of its own; null where that is nothing, undefined where nobody asked. */
  context: ContextFields | null | undefined;
}

type Shown = Pick<RecordView, 'thread' | 'severity' | 'timed'>;

/** A tail that is longer is not compared. */
const MOST_LINES = 60;
const MOST_CHARS = 8_000;

/** Remembers what was found out about records whose first line came before, the latest one for each such line. */
export class ToldBefore {
  private readonly hints: HintIndex;
  private readonly known = new WeakMap<SeenLine, Told>();
  /** The time of the latest line, and whether a hint stands in it. */
  private time = '';
  private hinted = false;

  constructor(hints: HintIndex) {
    this.hints = hints;
  }

  /** Undefined where the record's first line did not come before, or where the time may be a part of what is looked for. */
  of(record: LogRecord): Told | undefined {
    const { seen, tail, logger } = record;
    if (seen === undefined || this.inTime(record.raw, seen)) return undefined;
    const known = this.known.get(seen);
    if (known !== undefined && known.logger === logger && isSame(known.tail, tail)) return known;
    if (tail.length > MOST_LINES || tail.reduce((sum, { length }) => sum + length, 0) > MOST_CHARS) return undefined;
    const plugins = candidatesFor(record, this.hints);
    const told: Told = { tail: sharedTails.has(tail) ? tail : tail.map(flatten), logger, plugins, readings: undefined, context: undefined };
    this.known.set(seen, told);
    return told;
  }

  /** Whether a hint stands in the line's time, or begins in it: the next line's is another one. */
  private inTime(raw: string, seen: SeenLine): boolean {
    const { timely, beginsInTime } = this.hints;
    if (beginsInTime) return true;
    const time = timeOf(raw, seen);
    if (time !== this.time) {
      this.time = time;
      this.hinted = timely.some((hint) => time.includes(hint));
    }
    return this.hinted;
  }
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
