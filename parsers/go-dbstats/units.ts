import { goDurationMs } from 'leak-stream/plugin';
import type { RecordView } from 'leak-stream/plugin';
import type { Unit } from './keys.ts';

const FACTOR: Readonly<Record<Unit, number>> = { ns: 1e-6, us: 1e-3, ms: 1, s: 1000 };

/** Three-letter levels of zerolog's console writer. */
const ZEROLOG_CONSOLE = /(?:^|\s)(?:TRC|DBG|INF|WRN|ERR|FTL|PNC)\s/;

/**
 * The unit in which a logging library writes a `time.Duration` that is a bare number, or undefined where that cannot be told. The same
 * key holds nanoseconds, seconds or milliseconds, depending on who encodes it.
 */
function libraryUnit(key: string, value: number, record: RecordView): Unit | undefined {
  // encoding/json and %#v of the struct itself, whatever the library around it.
  if (/(?:^|[.{\s])WaitDuration$/.test(key)) return 'ns';
  if (/^gorm_dbstats/.test(key)) return 'ns';
  const fields = record.fields;
  // As text these libraries print a duration with its units; zerolog's console alone prints the figure.
  if (!fields || !record.raw.startsWith('{')) return ZEROLOG_CONSOLE.test(record.raw) ? 'ms' : undefined;
  const has = (name: string): boolean => Object.hasOwn(fields, name);
  if (has('msg') && has('ts')) return 's'; // zap: SecondsDurationEncoder; go-kit writes text
  if (has('msg') && has('time') && has('level')) return Number.isInteger(value) ? 'ns' : 's'; // slog and logrus; zap with a time key of its own
  if (has('@message')) return 'ns'; // hclog
  if (has('message') && has('level') && !has('msg')) return 'ms'; // zerolog: DurationFieldUnit
  return undefined;
}

/**
 * Milliseconds of a waiting time. The key's suffix decides, then a text's own units, then the library's habit.
 * Undefined where the unit is unknown: then better no figure than one that is wrong by a million.
 */
export function waitMs(key: string, unit: Unit | undefined, value: string | number, record: RecordView): number | undefined {
  const text = String(value).replace(/^\+/, '');
  const amount = typeof value === 'number' ? value : text === '' ? NaN : Number(text);
  if (Number.isNaN(amount)) return positive(goDurationMs(text));
  if (amount === 0) return 0;
  const known = unit ?? libraryUnit(key, amount, record);
  return known === undefined ? undefined : positive(amount * FACTOR[known]);
}

const positive = (ms: number | undefined): number | undefined => (ms !== undefined && Number.isFinite(ms) && ms >= 0 ? ms : undefined);
