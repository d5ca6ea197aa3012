import type { EventDraft, Match, RecordView } from 'leak-stream/plugin';
import { nameIn, nameInText } from './shapes/names.ts';

/** The limit as programs print it when they start: `max_open_conns=20`, `"maxOpenConns":20`, `DB_MAX_OPEN_CONNS=20`, pgxpool's `pool_max_conns=20`. */
export const LIMIT =
  /(?:max[ _-]?open[ _-]?conn(?:ection)?s?|pool_max_conns)["\\]{0,3}(?: ?[=:] ?| (?:set )?to | is )["\\]{0,3}(?<max>\d{1,7})(?![\w.])/i;

/** The pool's limit, undefined in a sample, which says it itself. */
export function configuration(match: Match, record: RecordView): EventDraft | undefined {
  if (/in[ _-]?use|acquired/i.test(record.raw)) return undefined;
  const pool = (record.fields && nameIn(record.fields)) ?? nameInText(record.raw);
  return { kind: 'pool-configuration', max: match.number('max'), ...(pool ? { pool } : {}) };
}
