import type { InputSummary, Notice, SourceSummary } from '../model/report.ts';
import type { LineCount } from './line-stages.ts';
import type { Part } from './sets/located.ts';
import { YEARLESS_UNTIL_MS } from './time/index.ts';
import { Unread } from './unread.ts';
import type { UnreadPart } from './unread.ts';

/** A source while it is read: its summary, growing. */
export interface SourceTally extends LineCount {
  readonly name: string;
  compression: string | undefined;
  encoding: string | undefined;
  envelopes: readonly string[];
  /** Physical lines of records that gave an event. */
  recognised: number;
  context: number;
  /** Records of which something was cut. */
  clippedRecords: number;
}

const NOTICES = 1_000;

/** What was read of one input, as plain data. */
export interface TallyPart {
  readonly sources: readonly SourceTally[];
  readonly parts: ReadonlyMap<string, readonly Part[]>;
  readonly parsers: ReadonlyMap<string, { readonly events: number; readonly records: number }>;
  readonly notices: readonly { readonly key: string; readonly notice: Notice; readonly times: number }[];
  readonly unread: UnreadPart;
  readonly from: number;
  readonly to: number;
}

/** What was read and what was not understood: the report's `input`. Silence is never zero. */
export class Tally {
  readonly sources: SourceTally[] = [];
  /** By the name of a rotated set: its files. */
  readonly parts = new Map<string, readonly Part[]>();
  private readonly parsers = new Map<string, { events: number; records: number }>();
  private readonly notices = new Map<string, Notice>();
  private readonly repeats = new Map<string, number>();
  /** Records that speak of a pool and that no rule read. */
  readonly unread = new Unread();
  private from = Infinity;
  private to = -Infinity;

  /** All of it, as plain data that is its own: to be written before it changes. */
  memory(): object {
    return { ...this, unread: this.unread.part() };
  }

  /** Goes on from what another one remembered. */
  recall(memory: object): void {
    const { unread, ...rest } = memory as { unread: UnreadPart };
    Object.assign(this, rest);
    this.unread.add(unread);
  }

  /** Whether there is such a notice. */
  noted(code: string, subject: string): boolean {
    return this.notices.has(`${code}\n${subject}`);
  }

  begin(name: string): SourceTally {
    const source: SourceTally = { name, compression: undefined, encoding: undefined, envelopes: [], lines: 0, bytes: 0, clipped: 0, recognised: 0, context: 0, clippedRecords: 0 }; // prettier-ignore
    this.sources.push(source);
    return source;
  }

  claimed(parser: string, events: number): void {
    this.count(parser, events, 1);
  }

  private count(parser: string, events: number, records: number): void {
    const count = this.parsers.get(parser);
    if (count === undefined) this.parsers.set(parser, { events, records });
    else {
      count.events += events;
      count.records += records;
    }
  }

  seen(at: number): void {
    // A time whose year nothing tells says nothing beside one that has its year.
    if (at < YEARLESS_UNTIL_MS && this.to >= YEARLESS_UNTIL_MS) return;
    if (at >= YEARLESS_UNTIL_MS && this.from < YEARLESS_UNTIL_MS) this.from = at;
    if (at < this.from) this.from = at;
    if (at > this.to) this.to = at;
  }

  /** Adds a notice; one of the same code and subject is only counted. */
  notice(code: string, subject: string, text: string, evidence?: Notice['evidence']): void {
    this.keep(`${code}\n${subject}`, { code, text, ...(subject !== '' && { subject }), ...(evidence ? { evidence } : {}) }, 1);
  }

  private keep(key: string, notice: Notice, times: number): void {
    if (!this.notices.has(key)) {
      if (this.notices.size >= NOTICES) return;
      this.notices.set(key, notice);
    }
    this.repeats.set(key, (this.repeats.get(key) ?? 0) + times);
  }

  part(): TallyPart {
    const notices = [...this.notices].map(([key, notice]) => ({ key, notice, times: this.repeats.get(key) ?? 1 }));
    return {
      sources: this.sources,
      parts: this.parts,
      parsers: this.parsers,
      notices,
      unread: this.unread.part(),
      from: this.from,
      to: this.to,
    };
  }

  /** Counts what another tally did of a later input: the same as if this one had. */
  add({ sources, parts, parsers, notices, unread, from, to }: TallyPart): void {
    this.sources.push(...sources);
    for (const [name, places] of parts) this.parts.set(name, places);
    for (const [parser, count] of parsers) this.count(parser, count.events, count.records);
    for (const { key, notice, times } of notices) this.keep(key, notice, times);
    this.unread.add(unread);
    for (const at of [from, to]) if (Number.isFinite(at)) this.seen(at);
  }

  summary(): InputSummary {
    const sources = this.sources.map(sourceSummary);
    const sum = (what: Counts): number => sources.reduce((total, source) => total + source[what], 0);
    const unread = this.unread.top();
    const timed = this.from <= this.to && Number.isFinite(this.from);
    return {
      sources,
      timeRange: timed ? { from: iso(this.from), to: iso(this.to) } : null,
      lines: {
        total: sum('lines'),
        recognised: sum('recognised'),
        context: sum('context'),
        ignored: sum('ignored'),
        clipped: sum('clipped'),
      },
      parsers: Object.fromEntries([...this.parsers].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, count]) => [id, { ...count }])),
      ...(unread.length > 0 ? { unread } : {}),
      notices: [...this.notices].map(([key, notice]) => {
        const times = this.repeats.get(key) ?? 1;
        return times > 1 ? { ...notice, text: `${notice.text} (${times} times)` } : notice;
      }),
    };
  }
}

const iso = (at: number): string => new Date(Math.floor(at)).toISOString();

type Counts = 'lines' | 'recognised' | 'context' | 'ignored' | 'clipped';

function sourceSummary(source: SourceTally): SourceSummary & Record<Counts, number> {
  const { name, bytes, lines, compression, encoding } = source;
  const recognised = Math.min(lines, source.recognised);
  const context = Math.min(lines - recognised, source.context);
  return {
    name,
    bytes,
    lines,
    recognised,
    context,
    ignored: lines - recognised - context,
    // A record of which a line was cut is among both.
    clipped: Math.max(source.clipped, source.clippedRecords),
    envelopes: [...source.envelopes],
    ...(compression !== undefined ? { compression } : {}),
    ...(encoding !== undefined ? { encoding } : {}),
  };
}
