import type { PoolEvent } from '../../model/event.ts';
import type { PoolReport, Report } from '../../model/report.ts';
import { MASK, maskEmails, maskPersons, maskSecrets } from './secrets.ts';
import { maskLiterals, maskSqlIn } from './sql-literals.ts';

/** SQL and nothing else. */
const STATEMENTS = new Set(['statement', 'query', 'lastQuery']);
/** Lines of a log and sentences made of them. */
const SENTENCES = new Set(['text', 'summary', 'reason', 'connection', 'template', 'advice', 'basis', 'settings']);
/** Said by the program or its plug-ins, not by a log; and marks that must stay what they are. */
const OWN = new Set([
  'schemaVersion',
  'tool',
  'remedy',
  'fingerprint',
  'code',
  'at',
  'from',
  'to',
  'eta',
  'since',
  'firstSeen',
  'lastSeen',
  'firstAt',
  'lastAt',
  'drySince',
  'kind',
  'verdict',
]);

/** Settings whose whole value is a secret. */
const SECRET_KEY = /pass(?:word|wd|phrase)|secret|token|api_?key|credential/i;

function redacted(text: string, key: string): string {
  if (SECRET_KEY.test(key)) return MASK;
  if (STATEMENTS.has(key)) return maskPersons(maskSecrets(maskLiterals(text)));
  if (SENTENCES.has(key)) return maskPersons(maskSecrets(maskSqlIn(text)));
  // Routes, names, paths: secrets and addresses go, numbers stay.
  return maskEmails(maskSecrets(text));
}

/** A line of a log by the same rules. */
export const redactLine = (text: string): string => redacted(text, 'text');

const redactFields = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).map(([key, item]) => [key, OWN.has(key) ? item : redactValue(item as unknown, key)])) as T;

function redactValue(value: unknown, key: string): unknown {
  if (typeof value === 'string') return redacted(value, key);
  if (Array.isArray(value)) return value.map((item) => redactValue(item, key));
  return value === null || typeof value !== 'object' ? value : redactFields(value);
}

/**
 * A report without what a log should never have held: literals of SQL, passwords of connection strings, tokens and keys, e-mail
 * addresses, card numbers. Routes, call sites and line numbers stay. Idempotent.
 */
export const redact = (report: Report): Report => redactFields(report);

/** The same for reports of one log that grows: a pool's report that is the same object as before is redacted but once. */
export function redactEach(): (report: Report) => Report {
  const known = new WeakMap<PoolReport, PoolReport>();
  const redactPool = (pool: PoolReport): PoolReport => {
    const done = known.get(pool) ?? redactFields(pool);
    known.set(pool, done);
    return done;
  };
  return (report) => ({ ...redactFields({ ...report, pools: [] }), pools: report.pools.map(redactPool) });
}

/** The same for one event of the stream. */
export const redactEvent = (event: PoolEvent): PoolEvent => redactFields(event);
