import type { EventDraft, TimedEvent } from '../model/event.ts';
import { PluginFault } from '../plugin/match.ts';
import { asksForContext, readRecord, type Reading } from '../plugin/read-record.ts';
import type { Plugin, RecordView } from '../plugin/contract.ts';
import { Arrival } from './events/arrival.ts';
import { candidatesFor, readingsBy } from './events/candidates.ts';
import { ContextGate } from './events/context-gate.ts';
import { LogGoesOn, speaksOfPool, stampGoesOn } from './events/goes-on.ts';
import { SaidTwice } from './events/said-twice.ts';
import { stampContext, stampDraft, stampOf, type Stamp } from './events/stamp.ts';
import { isInside, type EventsOptions } from './events/options.ts';
import type { Kept, Outcome } from './events/kept.ts';
import { mixedText } from './record/mixed.ts';
import { Tally, type SourceTally } from './tally.ts';
import type { LogRecord } from './types.ts';
import type { Fate } from './witness.ts';
import { quoted, viewOf } from './view.ts';

/** Makes events of one source's records, in order: hints, then rules, then stamps. */
export class EventReader {
  private readonly options: EventsOptions;
  private readonly tally: Tally;
  private readonly source: SourceTally;
  private readonly gate = new ContextGate();
  private readonly arrival = new Arrival();
  /** The newest time seen, for records without one. */
  private near: number | null = null;
  /** Several records can come of one physical line; it is counted once. */
  private counted = 0;
  private twice = new SaidTwice();
  private goesOn = new LogGoesOn((record, runtime) => this.tellGoesOn(record, runtime));
  private out: TimedEvent[] = [];
  /** What was read of open records before, where they are read ahead. */
  private readonly kept: Kept | undefined;

  constructor(options: EventsOptions, tally: Tally, source: SourceTally, kept?: Kept) {
    [this.options, this.kept, this.tally, this.source] = [options, kept, tally, source];
  }

  read(record: LogRecord, out: TimedEvent[]): void {
    this.out = out;
    const { kept, gate } = this;
    if (kept === undefined) return this.goOn(record, this.eventsOf(record, out));
    const known = kept.of(record, gate.runtime);
    if (known) {
      if (record.at !== null) this.near = record.at;
      gate.runtime = known.needed[1];
      for (const event of known.events) out.push(event);
      return this.goOn(record, known.goesOn);
    }
    const [before, from] = [gate.runtime, out.length];
    const goesOn = this.eventsOf(record, out);
    kept.keep(record, { needed: [before, gate.runtime], events: out.slice(from), goesOn });
    this.goOn(record, goesOn);
  }

  private goOn(record: LogRecord, goesOn: Outcome['goesOn']): void {
    if (goesOn === undefined) return;
    if (goesOn.runtime === undefined) this.goesOn.ordinary(record);
    else this.goesOn.spoke(record, goesOn.runtime);
  }

  /** @returns whether the record shows that the log goes on */
  private eventsOf(record: LogRecord, out: TimedEvent[]): Outcome['goesOn'] {
    if (record.clipped) this.source.clippedRecords++;
    this.arrival.saw(record);
    if (record.at !== null) this.near = record.at;
    for (const missed of this.twice.missed(record)) this.claimAll(missed, this.readings(missed), out, true);
    const plugins = candidatesFor(record, this.options.hints);
    const readings = this.readings(record, plugins);
    if (readings.length === 0) {
      if (this.twice.repeatsOrdinary(record)) return void this.tell(record, 'again');
      const within = this.within(record.at);
      if (within) this.tally.unread.saw(record, plugins.length > 0);
      if (this.gate.runtime === undefined) this.gate.hold(record);
      else if (this.context(record, this.gate.runtime, within, out)) return void this.tell(record, 'context');
      this.tell(record, !within ? 'outside' : this.gate.runtime === undefined ? 'held' : 'ordinary');
      return within ? { runtime: undefined } : undefined;
    }
    if (this.twice.repeats(record, readings)) {
      if (this.within(record.at)) this.count('recognised', record);
      return void this.tell(record, 'again', readings);
    }
    return this.claimAll(record, readings, out);
  }

  /** Makes events of what rules have read. @param counted its lines are counted already @returns the runtime whose pool spoke */
  private claimAll(record: LogRecord, readings: readonly Reading[], out: TimedEvent[], counted = false): Outcome['goesOn'] {
    if (record.mixed) this.tally.notice('stacks-mixed', this.source.name, mixedText(this.source.name));
    const needy = this.gate.runtime === undefined ? readings.find(asksForContext) : undefined;
    if (needy) {
      const { runtime } = needy.plugin;
      for (const before of this.gate.open(runtime)) this.context(before, runtime, this.within(before.at), out);
    }
    const stamp = stampOf(record, this.options.intern);
    let kept = 0;
    for (const reading of readings) kept += this.claim(reading, stamp, record, out);
    if (kept > 0) {
      if (!counted) this.count('recognised', record);
      this.arrival.claimed(record, readings.flatMap(({ drafts }) => drafts)); // prettier-ignore
    }
    const pool = kept > 0 ? readings.find(speaksOfPool) : undefined;
    this.tell(record, kept > 0 ? 'read' : 'outside', readings);
    return pool && { runtime: pool.plugin.runtime };
  }

  /** The source has ended: what is still to be said of its streams. */
  end(out: TimedEvent[]): void {
    const { name, envelopes } = this.source;
    this.out = out;
    for (const missed of this.twice.missed()) this.claimAll(missed, this.readings(missed), out, true);
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
    ahead.goesOn = this.goesOn.copy((record, runtime) => ahead.tellGoesOn(record, runtime));
    return ahead;
  }

  private tell(record: LogRecord, fate: Fate, readings: readonly Reading[] = []): void {
    const { witness, hints } = this.options;
    witness?.record(record, fate, readings, candidatesFor(record, hints).map(({ id }) => id)); // prettier-ignore
  }

  private readings(record: LogRecord, plugins = candidatesFor(record, this.options.hints)): readonly Reading[] {
    if (plugins.length === 0) return [];
    const view = viewOf(record);
    return readingsBy(plugins, (plugin) => this.ask(plugin, view, record));
  }

  private ask(plugin: Plugin, view: RecordView, record: LogRecord): Reading | undefined {
    try {
      return readRecord(plugin, view);
    } catch (error) {
      this.fault(error, plugin.id, record);
      return undefined;
    }
  }

  private claim({ plugin, rule, drafts }: Reading, stamp: Stamp, record: LogRecord, out: TimedEvent[]): number {
    let kept = 0;
    for (const draft of drafts) {
      try {
        const origin = { runtime: plugin.runtime, parser: plugin.id, rule };
        const event = stampDraft(draft as EventDraft, stamp, origin, this.options.intern, this.options.time);
        if (!this.within(event.at)) continue;
        out.push(event);
        kept++;
        if (event.at !== null) this.tally.seen(event.at);
      } catch (error) {
        this.fault(error, `${plugin.id}/${rule}`, record);
      }
    }
    if (kept > 0) this.tally.claimed(plugin.id, kept);
    return kept;
  }

  /** @returns whether it made an event */
  private context(record: LogRecord, runtime: string, within: boolean, out: TimedEvent[]): boolean {
    if (!within) return false;
    const draft = this.options.contextOf(record);
    if (draft === undefined) return false;
    const { intern } = this.options;
    out.push(stampContext(draft, stampOf(record, intern), runtime, intern));
    if (record.at !== null) this.tally.seen(record.at);
    this.count('context', record);
    return true;
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

  private fault(error: unknown, subject: string, record: LogRecord): void {
    const what = error instanceof PluginFault ? `${error.plugin}/${error.rule}` : subject;
    const text = `The plug-in ${what} broke on a record, which was left to the others: ${error instanceof Error ? error.message : String(error)}`;
    this.tally.notice('plugin-fault', what, text, [quoted(record)]);
  }
}
