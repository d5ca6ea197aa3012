import type { InputSummary, Notice, SourceSummary } from '../model/report.ts';
import type { LineCount } from './lines.ts';
import type { Part } from './located.ts';

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

/** What was read and what was not understood: the report's `input`. Silence is never zero. */
export class Tally {
  readonly sources: SourceTally[] = [];
  /** By the name of a rotated set: its files. */
  readonly parts = new Map<string, readonly Part[]>();
  private readonly parsers = new Map<string, { events: number; records: number }>();
  private readonly notices = new Map<string, Notice>();
  private readonly repeats = new Map<string, number>();
  private from = Infinity;
  private to = -Infinity;

  begin(name: string): SourceTally {
    const source: SourceTally = { name, compression: undefined, encoding: undefined, envelopes: [], lines: 0, bytes: 0, clipped: 0, recognised: 0, context: 0, clippedRecords: 0 }; // prettier-ignore
    this.sources.push(source);
    return source;
  }

  claimed(parser: string, events: number): void {
    const count = this.parsers.get(parser) ?? { events: 0, records: 0 };
    count.events += events;
    count.records++;
    this.parsers.set(parser, count);
  }

  seen(at: number): void {
    if (at < this.from) this.from = at;
    if (at > this.to) this.to = at;
  }

  /** Adds a notice; one of the same code and subject is only counted. */
  notice(code: string, subject: string, text: string, evidence?: Notice['evidence']): void {
    const key = `${code}\n${subject}`;
    this.repeats.set(key, (this.repeats.get(key) ?? 0) + 1);
    if (!this.notices.has(key) && this.notices.size < NOTICES)
      this.notices.set(key, { code, text, ...(subject !== '' && { subject }), ...(evidence ? { evidence } : {}) });
  }

  summary(): InputSummary {
    const sum = (pick: (source: SourceTally) => number): number => this.sources.reduce((total, source) => total + pick(source), 0);
    const total = sum((source) => source.lines);
    const recognised = Math.min(
      total,
      sum((source) => source.recognised),
    );
    const context = Math.min(
      total - recognised,
      sum((source) => source.context),
    );
    const timed = this.from <= this.to && Number.isFinite(this.from);
    return {
      sources: this.sources.map(sourceSummary),
      timeRange: timed ? { from: iso(this.from), to: iso(this.to) } : null,
      lines: {
        total,
        recognised,
        context,
        ignored: total - recognised - context,
        // A record of which a line was cut is among both.
        clipped: sum((source) => Math.max(source.clipped, source.clippedRecords)),
      },
      parsers: Object.fromEntries([...this.parsers].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, count]) => [id, { ...count }])),
      notices: [...this.notices].map(([key, notice]) => {
        const times = this.repeats.get(key) ?? 1;
        return times > 1 ? { ...notice, text: `${notice.text} (${times} times)` } : notice;
      }),
    };
  }
}

const iso = (at: number): string => new Date(Math.floor(at)).toISOString();

const sourceSummary = (source: SourceTally): SourceSummary => ({
  name: source.name,
  bytes: source.bytes,
  lines: source.lines,
  envelopes: [...source.envelopes],
  ...(source.compression !== undefined ? { compression: source.compression } : {}),
  ...(source.encoding !== undefined ? { encoding: source.encoding } : {}),
});
