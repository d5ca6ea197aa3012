import type { TimedEvent } from '../model/event.ts';
import { asksForContext, type Reading } from '../plugin/read-record.ts';
import { Arrival } from './events/arrival.ts';
import { candidatesFor } from './events/candidates.ts';
import { ContextGate } from './events/context-gate.ts';
import { LogGoesOn, speaksOfPool, stampGoesOn, tellsOfWork } from './events/goes-on.ts';
import type { Kept, Outcome } from './events/kept.ts';
import { MissingLines } from './events/missing.ts';
import { OneRequest } from './events/one-request.ts';
import { isInside, type EventsOptions } from './events/options.ts';
import { addEvents, readingsOf } from './events/plugins-say.ts';
import { SaidTwice } from './events/said-twice.ts';
import { ownContext } from './events/own.ts';
import { stampContext, stampOf } from './events/stamp.ts';
import { ToldBefore, type Told } from './events/told.ts';
import { mixedText } from './record/mixed.ts';
import { Tally, type SourceTally } from './tally.ts';
import type { LogRecord } from './types.ts';
import type { Fate } from './witness.ts';

/**
 * Makes events of one source's records, in order. Here stands only in which order things are asked of a record; each answer has a file of its own in `events/`:
 *
 * | question | file |
 * | --- | --- |
 * | whose literals stand in it | candidates |
 * | what do the plug-ins read, and what do their drafts become | plugins-say, stamp |
 * | was it said before, by another handler | said-twice, poor-first |
 * | is the request that it tells of told already | one-request |
 * | is it an ordinary line that is needed to tell who it was | context-gate |
 * | did one with the same text come before, and what was found out then | told |
 * | does it only show that the log went on | goes-on |
 * | are the source's lines complete, and of one process | arrival |
 * | are lines missing before it | missing |
 * | was it read before, as an open end | kept |
 */
export class EventReader {
  private readonly options: EventsOptions;
  private readonly tally: Tally;
  private readonly source: SourceTally;
  /** What was read of open records before, where they are read ahead. */
  private readonly kept: Kept | undefined;

  private readonly told: ToldBefore;
  private readonly gate = new ContextGate();
  private readonly arrival = new Arrival();
  private readonly missing: MissingLines;
  private twice = new SaidTwice();
  private requests = new OneRequest();
  private goesOn = new LogGoesOn((record, runtime) => this.tellGoesOn(record, runtime));

  /** The newest time seen, for records without one. */
  private near: number | null = null;
  /** The line that was counted last: several records can come of one, which counts once. */
  private counted = 0;
  /** Where the events of the record go that is being read. */
  private out: TimedEvent[] = [];

  /** @param tally of all sources @param source this one's part of it @param kept only where the reader looks ahead */
  constructor(options: EventsOptions, tally: Tally, source: SourceTally, kept?: Kept) {
    this.options = options;
    this.tally = tally;
    this.source = source;
    this.kept = kept;
    this.told = new ToldBefore(options.hints);
    this.missing = new MissingLines(options.intern, () => tally.parts.get(source.name));
  }

  /** Adds a record's events, and those that it makes due. */
  read(record: LogRecord, out: TimedEvent[]): void {
    this.out = out;
    if (record.at !== null) this.near = record.at;
    const { kept, gate } = this;
    const missing = this.missing.filesBefore(record, this.goesOn.runtime ?? gate.runtime);
    if (missing !== undefined) out.push(missing);
    const goesOn = kept === undefined ? this.eventsOf(record) : kept.again(record, gate, out, () => this.eventsOf(record));
    if (goesOn === undefined) return;
    if (goesOn.runtime === undefined) this.goesOn.ordinary(record);
    else this.goesOn.spoke(record, goesOn.runtime);
  }

  /** @returns whether the record shows that the log goes on */
  private eventsOf(record: LogRecord): Outcome['goesOn'] {
    if (record.clipped) this.source.clippedRecords++;
    this.arrival.saw(record);
    this.tellMissed(record);
    const told = this.told.of(record);
    const candidates = told?.plugins ?? candidatesFor(record, this.options.hints);
    const readings = readingsOf(record, candidates, this.tally, this.options.intern, told);
    if (readings.length === 0) return this.ordinary(record, candidates.length > 0, told);
    if (this.twice.repeats(record, readings)) {
      if (this.within(record.at)) this.count('recognised', record);
      return void this.tell(record, 'again', readings);
    }
    return this.claim(record, readings);
  }

  /** A record that no plug-in read. @param hinted though a hint stands in it */
  private ordinary(record: LogRecord, hinted: boolean, told: Told | undefined): Outcome['goesOn'] {
    if (this.twice.repeatsOrdinary(record)) return void this.tell(record, 'again');
    const within = this.within(record.at);
    if (within) this.tally.unread.saw(record, hinted);
    const { runtime } = this.gate;
    if (this.context(record, runtime, within, told)) return void this.tell(record, 'context');
    if (runtime === undefined) this.gate.hold(record);
    this.tell(record, !within ? 'outside' : runtime === undefined ? 'held' : 'ordinary');
    return within ? { runtime: undefined } : undefined;
  }

  /** Makes events of what rules have read. @param counted its lines are counted already @returns the runtime whose pool spoke */
  private claim(record: LogRecord, readings: readonly Reading[], counted = false): Outcome['goesOn'] {
    if (record.mixed) this.tally.notice('stacks-mixed', this.source.name, mixedText(this.source.name));
    this.openGate(readings);
    const stamp = stampOf(record, this.options.intern);
    const before = this.out.length;
    for (const reading of readings) addEvents(this.out, reading, record, stamp, this.near, this.options, this.tally);
    const anything = this.out.length > before;
    this.tell(record, anything ? 'read' : 'outside', readings);
    if (!anything) return undefined;
    if (!counted) this.count('recognised', record);
    if (this.gate.runtime !== undefined && readings.every(tellsOfWork)) this.context(record, this.gate.runtime, true, undefined, true);
    this.arrival.claimed(record, readings.flatMap(({ drafts }) => drafts)); // prettier-ignore
    return readings.filter(speaksOfPool).map(({ plugin }) => ({ runtime: plugin.runtime }))[0];
  }

  /** From the first record on that asks for it, ordinary ones count; those before it are told now. */
  private openGate(readings: readonly Reading[]): void {
    const needy = this.gate.runtime === undefined ? readings.find(asksForContext) : undefined;
    if (needy === undefined) return;
    const { runtime } = needy.plugin;
    for (const before of this.gate.open(runtime)) this.context(before, runtime, this.within(before.at));
  }

  /** Records that were held back for a double that did not come. @param next the one that came instead */
  private tellMissed(next?: LogRecord): void {
    for (const missed of this.twice.missed(next))
      this.claim(missed, readingsOf(missed, candidatesFor(missed, this.options.hints), this.tally, this.options.intern), true);
  }

  /** The source has ended: what is still to be said of its streams. */
  end(out: TimedEvent[]): void {
    const { name, envelopes } = this.source;
    this.out = out;
    this.tellMissed();
    this.goesOn.end();
    this.twice.tell(name, this.tally.notice.bind(this.tally));
    this.arrival.tell(name, envelopes, this.tally.notice.bind(this.tally));
  }

  /** A reader that knows the same; what it reads is remembered nowhere else. @param kept what others like it have read of the same records */
  ahead(kept: Kept): EventReader {
    const tally = new Tally();
    const ahead = new EventReader(this.options, tally, tally.begin(this.source.name), kept);
    ahead.gate.runtime = this.gate.runtime;
    ahead.near = this.near;
    ahead.twice = this.twice.copy();
    ahead.requests = this.requests.copy();
    ahead.goesOn = this.goesOn.copy((record, runtime) => ahead.tellGoesOn(record, runtime));
    return ahead;
  }

  private tell(record: LogRecord, fate: Fate, readings: readonly Reading[] = []): void {
    const { witness, hints } = this.options;
    witness?.record(record, fate, readings, candidatesFor(record, hints).map(({ id }) => id)); // prettier-ignore
  }

  /** @param runtime whose attribution needs ordinary records; where none does, those count that tell of missing lines @returns whether it made an event */
  private context(record: LogRecord, runtime: string | undefined, within: boolean, told = this.told.of(record), counted = false): boolean {
    if (!within) return false;
    const event = runtime === undefined ? this.missing.saidIn(record, this.goesOn.runtime) : this.needed(record, runtime, told);
    if (event === undefined) return false;
    this.out.push(event);
    if (record.at !== null) this.tally.seen(record.at);
    if (!counted) this.count('context', record);
    return true;
  }

  private needed(record: LogRecord, runtime: string, told: Told | undefined): TimedEvent | undefined {
    const fields = told?.context === undefined ? ownContext(this.options.contextOf(record), this.options.intern) : told.context;
    if (told !== undefined) told.context = fields;
    if (fields === null) return undefined;
    return stampContext(fields, stampOf(record, this.options.intern), runtime, this.requests.tells(record, fields));
  }

  private tellGoesOn(record: LogRecord, runtime: string): void {
    const make = (): TimedEvent => stampGoesOn(record, runtime, this.options.intern);
    this.out.push(this.kept?.thatItGoesOn(record, make) ?? make());
    if (record.at !== null) this.tally.seen(record.at);
  }

  private within(at: number | null): boolean {
    return isInside(this.options, at ?? this.near);
  }

  private count(what: 'recognised' | 'context', record: LogRecord): void {
    this.source[what] += record.line === this.counted ? record.lines - 1 : record.lines;
    this.counted = record.line;
  }
}
