import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { conclude, emptyState, observe, type JudgeOptions } from '../../src/judge/index.ts';
import type { Instance, TimedEvent, TimedEventOf } from '../../src/model/event.ts';
import type { InputSummary, PoolReport, Report } from '../../src/model/report.ts';
import { reportJsonSchema } from '../../src/model/schema.ts';
import type { StackFrame } from '../../src/model/stack-frame.ts';

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
/** All worlds begin here; times in tests count from it. */
export const START = Date.UTC(2026, 2, 2, 8);

type Kind = TimedEvent['kind'];
type Stamped = 'at' | 'source' | 'line' | 'byte' | 'parser' | 'rule' | 'runtime' | 'text' | 'kind';
type More<K extends Kind> = Partial<Omit<TimedEventOf<K>, Stamped>>;
/** Milliseconds since the world began, null for a line without a time. */
type When = number | null;

/** What all lines of a view of a log have in common. */
export interface Common {
  readonly pool?: string;
  readonly thread?: string;
  readonly request?: string;
  readonly instance?: Instance;
  readonly runtime?: string;
  readonly severity?: TimedEvent['severity'];
}

/** A log under construction. Lines are numbered as they are written, which need not be the order of their times. */
export class World {
  readonly #common: Common;
  readonly #events: TimedEvent[];
  readonly #source: string;
  /** Lines of a stack that stand before the next line. */
  #stack = 0;

  constructor(source = 'app.log', common: Common = {}, events: TimedEvent[] = []) {
    this.#source = source;
    this.#common = common;
    this.#events = events;
  }

  get events(): readonly TimedEvent[] {
    return this.#events;
  }

  /** The same log, written by somebody in particular: `log.by({ thread: 'http-1' })`. */
  by(common: Common): World {
    return new World(this.#source, { ...this.#common, ...common }, this.#events);
  }

  pod(pod: string): World {
    return this.by({ instance: { ...this.#common.instance, pod } });
  }

  pid(pid: string): World {
    return this.by({ instance: { ...this.#common.instance, pid } });
  }

  /** Lines of a stack, which belong to the record before. */
  stack(lines: number): this {
    this.#stack = lines;
    return this;
  }

  line<K extends Kind>(kind: K, at: When, more: object): this {
    const line = (this.#events.at(-1)?.line ?? 0) + 1 + this.#stack;
    this.#stack = 0;
    const own = { kind, at: at === null ? null : START + at, source: this.#source, line, byte: line * 100, text: `${kind} ${line}` };
    this.#events.push({ ...own, runtime: 'sqlalchemy', parser: 'test', rule: kind, ...this.#common, ...more } as TimedEvent);
    return this;
  }

  out(at: When, connection: string | null, more: More<'checkout'> = {}): this {
    return this.line('checkout', at, { connection, origin: 'pool', ...more });
  }

  back(at: When, connection: string | null, more: More<'checkin'> = {}): this {
    return this.line('checkin', at, { connection, reason: 'returned', origin: 'pool', ...more });
  }

  unleaked(at: When, connection: string, more: More<'checkin'> = {}): this {
    return this.line('checkin', at, { connection, reason: 'unleaked', severity: 'info', ...more });
  }

  alarm(at: When, connection: string | null, stack: readonly StackFrame[] = [], more: More<'leak-reported'> = {}): this {
    return this.line('leak-reported', at, { connection, stack, severity: 'warn', ...more });
  }

  created(at: When, connection: string, more: More<'connection-created'> = {}): this {
    return this.line('connection-created', at, { connection, ...more });
  }

  closed(at: When, connection: string, more: More<'connection-closed'> = {}): this {
    return this.line('connection-closed', at, { connection, ...more });
  }

  sample(at: When, inUse: number, more: More<'pool-snapshot'> = {}): this {
    return this.line('pool-snapshot', at, { inUse, ...more });
  }

  timeout(at: When, more: More<'acquire-timeout'> = {}): this {
    return this.line('acquire-timeout', at, more);
  }

  /** The pool is configured. */
  set(at: When, more: More<'pool-configuration'>): this {
    return this.line('pool-configuration', at, { severity: 'debug', ...more });
  }

  begins(at: When, more: More<'pool-lifecycle'> = {}): this {
    return this.line('pool-lifecycle', at, { phase: 'started', severity: 'info', ...more });
  }

  note(at: When, code: string, more: More<'pool-note'> = {}): this {
    return this.line('pool-note', at, { code, ...more });
  }

  /** An ordinary line. */
  says(at: When, template: string, more: More<'context'> = {}): this {
    return this.line('context', at, { template, severity: 'info', ...more });
  }

  /** An access line: the request is over. */
  served(at: When, route: string, more: More<'context'> = {}): this {
    return this.line('context', at, { route, access: true, severity: 'info', status: 200, ...more });
  }

  session(at: When, pid: number, more: More<'server-session'> = {}): this {
    return this.line('server-session', at, { pid, state: 'idle in transaction', runtime: 'postgresql', ...more });
  }

  ended(
    at: When,
    reason: TimedEventOf<'server-termination'>['reason'],
    more: More<'server-termination'> & Pick<Common, 'runtime'> = {},
  ): this {
    return this.line('server-termination', at, { reason, runtime: 'postgresql', ...more });
  }

  /**
   * Honest work, one after the other.
   * @param times how often
   * @param from when the first begins
   * @param heldMs how long each lasts
   * @param everyMs from the beginning of one to that of the next
   */
  work(times: number, { from = 0, heldMs = 20, everyMs = 100, connection = 'w', route, ...more }: Work = {}): this {
    for (let i = 0; i < times; i++) {
      const at = from + i * everyMs;
      this.out(at, connection, more).back(at + heldMs, connection, more);
      if (route !== undefined) this.served(at + heldMs, route, more);
    }
    return this;
  }
}

export interface Work {
  from?: number;
  heldMs?: number;
  everyMs?: number;
  connection?: string;
  route?: string;
  thread?: string;
  stack?: StackFrame[];
}

export const world = (source?: string, common?: Common): World => new World(source, common);
/** A log of HikariCP: it warns of holds, and says so when they come back. */
export const hikari = (source = 'app.log', common: Common = {}): World => new World(source, { runtime: 'hikaricp', ...common });

export interface Seen extends Report {
  /** The only pool. */
  readonly pool: PoolReport;
  /** Codes of the reasons of the only pool. */
  readonly codes: readonly string[];
}

const addAllFormats = addFormats as unknown as (ajv: Ajv2020) => void;
const ajv = new Ajv2020({ strict: false, allErrors: true });
addAllFormats(ajv);
const isReport = ajv.compile(reportJsonSchema());

const options: JudgeOptions = { knowledge: { remedies: new Map(), recipes: new Map() }, tool: { name: 'leak-stream', version: '0.0.0' } };

function inputOf(events: readonly TimedEvent[]): InputSummary {
  const times = events.flatMap(({ at }) => at ?? []);
  const iso = (ms: number): string => new Date(Math.floor(ms)).toISOString();
  const [from, to] = [times.reduce((a, b) => Math.min(a, b), Infinity), times.reduce((a, b) => Math.max(a, b), -Infinity)];
  const sources = [...new Set(events.map(({ source }) => source))].sort();
  return {
    sources: sources.map((name) => ({ name, bytes: 1, lines: 1, envelopes: [] })),
    timeRange: times.length === 0 ? null : { from: iso(from), to: iso(to) },
    lines: { total: events.length, recognised: events.length, context: 0, ignored: 0, clipped: 0 },
    parsers: {},
    notices: [],
  };
}

/** The judge's report of bare events. Every report of every test is held against the published JSON Schema, and against the one that the judge makes once more. */
export function report(events: readonly TimedEvent[], more: Partial<JudgeOptions> = {}): Report {
  const state = emptyState();
  for (const event of events) observe(state, event);
  const found = conclude(state, inputOf(events), { ...options, ...more });
  const again = conclude(state, inputOf(events), { ...options, ...more });
  if (JSON.stringify(again) !== JSON.stringify(found)) throw new Error('concluding changed the state');
  if (!isReport(JSON.parse(JSON.stringify(found)))) throw new Error(`no valid report: ${ajv.errorsText(isReport.errors)}`);
  return found;
}

/** Judges one log or several. */
export function judge(logs: World | readonly World[], more: Partial<JudgeOptions> = {}): Seen {
  const found = report(
    [logs].flat().flatMap(({ events }) => events),
    more,
  );
  const [pool] = found.pools;
  return { ...found, pool: pool as PoolReport, codes: pool?.reasons.map(({ code }) => code) ?? [] };
}

/** A stack of hand-made frames, innermost first: `frames('pool:HikariPool.getConnection', 'OrderRepo.find')`. */
export const frames = (...names: readonly string[]): StackFrame[] =>
  names.map((name, i): StackFrame => {
    const [role, full] = name.includes(':') ? (name.split(':') as [StackFrame['role'], string]) : (['application', name] as const);
    const [module, method] = full.split('.') as [string, string];
    return { function: method, module: `shop.${module}`, file: `${module}.java`, line: 10 + i, language: 'java', role: role ?? 'application', key: `shop.${module}.${method}` };
  }); // prettier-ignore
