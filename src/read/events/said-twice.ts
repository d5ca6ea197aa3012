import { NO_NAME } from '../../model/no-address.ts';
import type { EventDraft } from '../../model/event.ts';
import type { Reading } from '../../plugin/read-record.ts';
import { handledIn, toldBefore } from './failed-handler.ts';
import { PoorFirst, tellsMore } from './poor-first.ts';
import { saySame, saySameOrdinary } from './same-words.ts';
import { sameInstant, sameMoment, sameStream } from './same.ts';
import type { LogRecord } from '../types.ts';

/** Records that are looked back at: threads that log at the same time come between the two prints of one record. */
const BACK = 16;
/** Ordinary ones are compared with these only. */
const BACK_ORDINARY = 4;
/** So many doubled records, and this share of all, prove that two handlers print everything. */
const PROOF = { least: 3, share: 0.8 };

/** What is kept of a record that was read. */
interface Said {
  readonly record: LogRecord;
  /** What was read of it: of equal words one may be a loan and one its return, where the logger's name tells them apart. */
  readonly drafts: readonly EventDraft[];
  /** The one connection that it speaks of. */
  readonly connection: string | undefined;
  readonly reclaimed: boolean;
  /** Nothing but the pool's figures. */
  readonly figures: boolean;
  /** It is held back: its double tells more, and is about to come. */
  held: boolean;
  /** The line after it and its doubles. */
  next: number;
  doubles: number;
}

/**
 * Finds records that say once more what was just said: two handlers of one logger, or a logger that hands records on to its parent's handler, print each record
 * twice, in one layout or in two. What names a connection cannot happen twice at one instant; figures, timeouts and ordinary records may, so they
 * are taken for doubles only in one thread at one instant of less than a second, or once the source has proved that it prints everything twice.
 */
export class SaidTwice {
  /** Records that were found to be doubles, but for those that a library itself says twice. */
  private count = 0;
  /** Of records that prove something: those that were doubles, or would have been with more proof, and the others. */
  private doubled = 0;
  private once = 0;
  private readonly poor = new PoorFirst();
  private readonly window: Said[] = [];
  private readonly ordinary: { readonly record: LogRecord; next: number }[] = [];

  /** Whether a record that rules have read repeats one before it. */
  repeats(record: LogRecord, readings: readonly Reading[]): boolean {
    const said = saidBy(record, readings);
    const { doubled } = this;
    if (said.connection === undefined && this.toldByHandler(record)) return true;
    for (let i = this.window.length - 1; i >= 0; i--) {
      const before = this.window[i] as Said;
      if (!sameStream(before.record, record)) continue;
      if (sameWords(before, said)) {
        if (!this.isDouble(before, said)) break;
        if (said.connection !== undefined && tellsMore(said.record, before.record)) this.poor.proves(record);
        if (before.held) {
          // what was held back is said by this one, which tells more
          this.poor.came(before.record);
          this.window[i] = { ...said, doubles: 1 };
          this.count++;
          return false;
        }
        before.next = said.next;
        before.doubles++;
        if (!said.reclaimed) this.count++;
        return true;
      }
      // Something happened to the connection, or the thread went on, between the two: the second is news.
      if (said.connection !== undefined && before.connection === said.connection) break;
      if (said.connection === undefined && record.thread !== undefined && before.record.thread === record.thread) break;
    }
    if (this.doubled === doubled && telling(said)) this.once++;
    said.held = said.connection !== undefined && this.poor.holds(record);
    if (this.window.push(said) > BACK) this.window.shift();
    return said.held;
  }

  /** Whether an error handler that failed itself tells once more the error that it handled: `Uncaught exception in write_error` of Tornado. */
  private toldByHandler(record: LogRecord): boolean {
    const trace = handledIn(record);
    const before =
      trace && this.window.findLast((one) => one.doubles === 0 && sameStream(one.record, record) && toldBefore(one.record, record, trace));
    if (before) before.doubles++;
    return before !== undefined;
  }

  /** Records that were held back for a double that has not come. They are to be read now, before `next`; all of them where nothing follows. */
  missed(next?: LogRecord): readonly LogRecord[] {
    return this.poor.missed(next);
  }

  /** Whether an ordinary record repeats one before it, in a source that prints everything twice. */
  repeatsOrdinary(record: LogRecord): boolean {
    const before = this.proved && this.ordinary.findLast((one) => sameOrdinary(one.record, record) && adjacent(one.next, record));
    if (before) {
      before.next = record.line + record.lines;
      return true;
    }
    if (this.ordinary.push({ record, next: record.line + record.lines }) > BACK_ORDINARY) this.ordinary.shift();
    return false;
  }

  /** Says what there is to say when the source has ended. */
  tell(source: string, notice: (code: string, subject: string, text: string) => void): void {
    if (this.count === 0) return;
    const what = this.count === 1 ? 'one record says' : `${this.count} records say`;
    notice(
      'said-twice',
      source,
      `${source}: ${what} again what the one before it said, as two handlers of one logger print it, or a program that repeats itself; each counts once`,
    );
  }

  /** Another one that knows the same. */
  copy(): SaidTwice {
    const copy = new SaidTwice();
    copy.doubled = this.doubled;
    copy.once = this.once;
    copy.poor.follow(this.poor);
    for (const said of this.window) copy.window.push({ ...said });
    return copy;
  }

  private get proved(): boolean {
    return this.doubled >= PROOF.least && this.doubled >= PROOF.share * this.once;
  }

  private isDouble(before: Said, said: Said): boolean {
    if (said.reclaimed) return true;
    const [a, b] = [before.record, said.record];
    if (a.thread !== undefined && b.thread !== undefined && a.thread !== b.thread) return false;
    const instant = sameInstant(a, b);
    const near = adjacent(before.next, b) && sameMoment(a, b);
    const timed = a.at !== null || b.at !== null;
    if (said.connection !== undefined) {
      if (!instant && !near && !(timed && this.proved && sameMoment(a, b))) return false;
      this.doubled++;
      // Without any time the two may as well be forked workers' whose connections have equal addresses.
      return timed || this.proved;
    }
    if (instant && a.thread !== undefined && b.thread !== undefined) {
      this.doubled++;
      return true;
    }
    // Figures that are sampled twice a second may repeat in earnest.
    if (!near || b.at === null || before.doubles > 0) return false;
    if (said.figures) this.doubled++;
    return this.proved;
  }
}

function saidBy(record: LogRecord, readings: readonly Reading[]): Said {
  let connection: string | undefined;
  let several = false;
  let reclaimed = false;
  let figures = true;
  // nearly always one plug-in has read it
  const [only] = readings;
  const drafts = readings.length === 1 && only !== undefined ? only.drafts : readings.flatMap((reading) => reading.drafts);
  for (const draft of drafts) {
    figures &&= draft.kind === 'pool-snapshot';
    if ('connection' in draft && typeof draft.connection === 'string' && draft.connection !== NO_NAME) {
      several ||= connection !== undefined && connection !== draft.connection;
      connection = draft.connection;
    }
    reclaimed ||= draft.kind === 'checkin' && draft.reason === 'reclaimed';
  }
  return {
    record,
    drafts,
    connection: several ? undefined : connection,
    reclaimed: reclaimed && !several,
    figures,
    held: false,
    next: record.line + record.lines,
    doubles: 0,
  };
}

/** Whoever waits in vain may do so twice in a second; connections and figures prove more. */
const telling = ({ connection, figures }: Said): boolean => connection !== undefined || figures;

/** A library may say of a connection that the collector found in a log line and again in a warning. */
const sameWords = (before: Said, said: Said): boolean =>
  saySame(before, said) || (before.reclaimed && said.reclaimed && before.connection !== undefined && before.connection === said.connection);

const sameOrdinary = (a: LogRecord, b: LogRecord): boolean =>
  a.at !== null && a.thread === b.thread && sameMoment(a, b) && sameStream(a, b) && saySameOrdinary(a, b);

/** Nothing stands between the two but a blank line. */
const adjacent = (next: number, { line }: LogRecord): boolean => line - next <= 1;
