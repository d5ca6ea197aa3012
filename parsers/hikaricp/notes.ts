import type { EventDraft, Rule } from 'leak-stream/plugin';
import { byHikari, hasLayout, poolField, poolName, saidByHikari } from './words.ts';

const poolBefore = (text: string, whole: boolean): { pool?: string } => poolField(poolName(text.replace(/\s-\s?$/, ''), whole));

const created: Rule = {
  pattern: /(?<= - )Added connection (?<connection>\S.{0,999})$/,
  read: (match, record) =>
    saidByHikari(match, record)
      ? { kind: 'connection-created', connection: match.text('connection').trim(), ...poolBefore(match.before, hasLayout(record)) }
      : undefined,
};

/** `{connection}: (reason)`. A connection's own name may hold colons, so the last one counts. */
const closed: Rule = {
  pattern: /(?<= - )Closing connection (?<rest>\S.{0,1200})$/,
  read(match, record) {
    const rest = match.text('rest').trim();
    const at = rest.lastIndexOf(': (');
    if (at < 1 || !saidByHikari(match, record)) return undefined;
    const reason = rest.slice(at + 3).replace(/\)$/, '');
    return { kind: 'connection-closed', connection: rest.slice(0, at), reason, ...poolBefore(match.before, hasLayout(record)) };
  },
};

/** What the pool says of itself or of one connection, and the code under which the judgement knows it. */
const CODES: readonly (readonly [RegExp, string])[] = [
  [/Thread starvation or clock leap detected/, 'clock-leap'],
  [/Retrograde clock change detected|Unusual system clock change detected/, 'retrograde-clock'],
  [/leakDetectionThreshold .{0,100}disabling it/, 'leak-detection-disabled'],
  [/Connection (?<connection>\S.{0,999}?) marked as broken because of/, 'connection-broken'],
  [/Failed to validate connection (?<connection>[^\s(]{1,999})/, 'validation-failed'],
  [/Executed rollback on connection (?<connection>\S.{0,999}?) due to dirty commit state/, 'rollback-on-close'],
  [/Cannot acquire connection from data source|Error thrown while acquiring connection|Connection add failed|Exception during pool initialization/, 'connect-failed'],
]; // prettier-ignore

/** Any other line of HikariCP's: it proves that its logger prints at that severity. */
const note: Rule = {
  pattern: /^(?:(?<pool>\S.{0,99}?) - )?(?<said>.*)$/,
  read(match, record): EventDraft | undefined {
    if (!byHikari(record)) return undefined;
    const said = match.text('said');
    const pool = poolField(match.maybe('pool'));
    for (const [pattern, code] of CODES) {
      const found = pattern.exec(said);
      if (!found) continue;
      const connection = found.groups?.['connection'];
      return { kind: 'pool-note', code, ...pool, ...(connection === undefined ? {} : { connection }) };
    }
    return { kind: 'pool-note', code: 'visible', ...pool };
  },
};

/** `com.zaxxer.hikari.pool.HikariPool`, `PoolBase` and `ProxyConnection`. */
export const noteRules = { 'connection-created': created, 'connection-closed': closed, note };
