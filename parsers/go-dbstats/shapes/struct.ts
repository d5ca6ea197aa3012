import { goDurationMs } from 'leak-stream/plugin';
import type { EventDraft, Match, RecordView } from 'leak-stream/plugin';
import { nameIn, nameInText } from './names.ts';

/** `%v` of a DBStats: nine figures, eight before Go 1.15 (no MaxIdleTimeClosed). */
export const POSITIONAL =
  /\{(?<max>\d{1,9}) (?<open>\d{1,9}) (?<inUse>\d{1,9}) (?<idle>\d{1,9}) (?<waitCount>\d{1,15}) (?<wait>(?:\d{1,12}(?:\.\d{1,9})?(?:h|ms|m|s|ns|µs|μs|us)){1,3}) (?<a>\d{1,15}) (?<b>\d{1,15})(?: (?<c>\d{1,15}))?\}/;

/** The sample in a DBStats printed by `%v`, undefined where the figures cannot be one. */
export function positional(match: Match, record: RecordView): EventDraft | undefined {
  const [open, inUse, idle] = [match.number('open'), match.number('inUse'), match.number('idle')];
  // All three come from one lock: what does not add up is another struct.
  if (inUse + idle !== open) return undefined;
  const waitDurationMs = goDurationMs(match.text('wait'));
  const c = match.maybeNumber('c');
  const [a, b] = [match.number('a'), match.number('b')];
  const pool = (record.fields && nameIn(record.fields)) ?? nameInText(record.raw);
  return {
    kind: 'pool-snapshot', inUse, idle, open, max: match.number('max'), waitCount: match.number('waitCount'),
    ...(waitDurationMs === undefined ? {} : { waitDurationMs }),
    counters: c === undefined ? { maxIdleClosed: a, maxLifetimeClosed: b } : { maxIdleClosed: a, maxIdleTimeClosed: b, maxLifetimeClosed: c },
    ...(pool ? { pool } : {}),
  }; // prettier-ignore
}
