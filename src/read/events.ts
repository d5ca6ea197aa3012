import type { EventDraft, TimedEvent } from '../model/event.ts';
import { PluginFault } from '../plugin/match.ts';
import { asksForContext, readRecord, type Reading } from '../plugin/read-record.ts';
import type { Plugin, RecordView } from '../plugin/contract.ts';
import { Arrival } from './events/arrival.ts';
import { candidatesFor, readingsBy } from './events/candidates.ts';
import { ContextGate } from './events/context-gate.ts';
import { LogGoesOn, speaksOfPool } from './events/goes-on.ts';
import { SaidTwice } from './events/said-twice.ts';
import { bareStampOf, stampContext, stampDraft, stampOf, type ContextFields, type Stamp } from './events/stamp.ts';
import type { Interner } from './events/intern.ts';
import type { HintIndex } from './hints.ts';
import { mixedText } from './record/mixed.ts';
import { Tally, type SourceTally } from './tally.ts';
import type { LogRecord } from './types.ts';
import type { Fate, Witness } from './witness.ts';
import { viewOf } from './view.ts';

export interface EventsOptions {
  readonly hints: HintIndex;
  readonly intern: Interner;
  readonly contextOf: (record: LogRecord) => ContextFields | undefined;
  readonly time: (text: string) => number | undefined;
  /** Epoch milliseconds; events before and after are left out. A record without a time goes with its neighbours. */
  readonly since?: number;
  readonly until?: number;
  readonly witness?: Witness | undefined;
}

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

  constructor(options: EventsOptions, tally: Tally, source: SourceTally) {
    this.options = options;
    this.tally = tally;
    this.source = source;
  }

  read(record: LogRecord, out: TimedEvent[]): void {
    this.out = out;
    if (record.clipped) this.source.clippedRecords++;
    this.arrival.saw(record);
    if (record.at !== null) this.near = record.at;
    const plugins = candidatesFor(record, this.options.hints);
    const readings = this.readings(record, plugins);
    if (readings.length === 0) {
      if (this.twice.repeatsOrdinary(record)) return this.tell(record, 'again');
      const within = this.within(record.at);
      if (within) this.tally.unread.saw(record, plugins.length > 0);
      if (this.gate.runtime === undefined) this.gate.hold(record);
      else if (this.context(record, this.gate.runtime, within, out)) return this.tell(record, 'context');
      if (within) this.goesOn.ordinary(record);
      return this.tell(record, !within ? 'outside' : this.gate.runtime === undefined ? 'held' : 'ordinary');
    }
    if (this.twice.repeats(record, readings)) {
      if (this.within(record.at)) this.count('recognised', record);
      return this.tell(record, 'again', readings);
    }
    if (record.mixed) this.tally.notice('stacks-mixed', this.source.name, mixedText(this.source.name));
    const needy = this.gate.runtime === undefined ? readings.find(asksForContext) : undefined;
    if (needy) {
      const { runtime } = needy.plugin;
      for (const before of this.gate.open(runtime)) this.context(before, runtime, this.inside(before.at ?? this.near), out);
    }
    const stamp = stampOf(record, this.options.intern);
    let kept = 0;
    for (const reading of readings) kept += this.claim(reading, stamp, record, out);
    if (kept > 0) {
      this.count('recognised', record);
      this.arrival.claimed(record, readings.flatMap(({ drafts }) => drafts)); // prettier-ignore
    }
    const pool = kept > 0 && readings.find(speaksOfPool);
    if (pool) this.goesOn.spoke(record, pool.plugin.runtime);
    this.tell(record, kept > 0 ? 'read' : 'outside', readings);
  }

  /** The source has ended: what is still to be said of its streams. */
  end(out: TimedEvent[]): void {
    const { name, envelopes } = this.source;
    this.out = out;
    this.goesOn.end();
    this.twice.tell(name, this.tally.notice.bind(this.tally));
    this.arrival.tell(name, envelopes, this.tally.notice.bind(this.tally));
  }

  /** A reader that knows the same; what it reads is remembered nowhere else. */
  ahead(): EventReader {
    const tally = new Tally();
    const ahead = new EventReader(this.options, tally, tally.begin(this.source.name));
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

  private readings(record: LogRecord, plugins: readonly Plugin[]): readonly Reading[] {
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

  /** A context event that says no more than when and where; its record is not counted as kept for attribution. */
  private tellGoesOn(record: LogRecord, runtime: string): void {
    this.out.push({ kind: 'context', ...bareStampOf(record, this.options.intern), runtime, parser: 'core', rule: 'log-goes-on' });
    if (record.at !== null) this.tally.seen(record.at);
  }

  private within(at: number | null): boolean {
    return this.inside(at ?? this.near);
  }

  private inside(at: number | null): boolean {
    const { since, until } = this.options;
    if (since === undefined && until === undefined) return true;
    return at !== null && (since === undefined || at >= since) && (until === undefined || at <= until);
  }

  private count(what: 'recognised' | 'context', record: LogRecord): void {
    this.source[what] += record.line === this.counted ? record.lines - 1 : record.lines;
    this.counted = record.line;
  }

  private fault(error: unknown, subject: string, record: LogRecord): void {
    const what = error instanceof PluginFault ? `${error.plugin}/${error.rule}` : subject;
    const why = error instanceof Error ? error.message : String(error);
    this.tally.notice('plugin-fault', what, `The plug-in ${what} broke on a record, which was left to the others: ${why}`, [
      { source: record.source, line: record.line, byte: record.byte, text: record.raw.slice(0, 400) },
    ]);
  }
}
