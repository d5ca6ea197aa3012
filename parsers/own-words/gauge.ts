import type { EventDraft, RecordView, Rule } from 'leak-stream/plugin';
import { aboutDatabasePool, MOST } from './about-pool.ts';
import { figuresIn, withInUse, type Figures } from './figures.ts';

/** A pool's own name, where a key says it. */
const NAMED = /(?<![\w.])pool(?:[_-]?name)?["']?[=:] ?["']?(?<name>[A-Za-z][\w.-]{0,60})(?![\w.-]|["']?[=:])/i;

function sample(figures: Figures & { readonly inUse: number }, record: RecordView): EventDraft {
  const pool = NAMED.exec(record.raw.slice(0, MOST))?.groups?.['name'];
  return { kind: 'pool-snapshot', ...figures, occasion: 'periodic', ...(pool !== undefined && { pool }) };
}

const CONNECTIONS = 'conn(?:ection)?s?';
const OF = ' ?(?:/|(?:out )?of) ?';
/** `pool usage 3 of 20`, `utilization: 9/10 (90%)`, `usage 15% (3 of 20)`, `Active connections: 9 / 10`. */
const USAGE = String.raw`\b(?:usage|utili[sz]ation|in use|busy|active)(?: ${CONNECTIONS})?[=:]? ?(?:\d{1,3}(?:\.\d{1,3})? ?% ?\(?)?(?<inUse>\d{1,6})${OF}(?<max>\d{1,6})(?![\w.%/])`;
/** `9 of 10 database connections in use`. */
const SHARE = String.raw`(?<![\w.=/-])(?<inUse>\d{1,6})${OF}(?<max>\d{1,6}) (?:db |database |sql |pooled? )?${CONNECTIONS} (?:are )?(?:in use|used|busy|active|checked out)\b`;

const usage = (pattern: string): Rule => ({
  pattern: new RegExp(pattern, 'i'),
  read(match, record) {
    const [inUse, max] = [match.number('inUse'), match.number('max')];
    if (inUse > max || max === 0 || !aboutDatabasePool(record)) return undefined;
    const { idle, pending } = figuresIn(match.after.slice(0, 200));
    return sample({ inUse, max, ...(idle !== undefined && { idle }), ...(pending !== undefined && { pending }) }, record);
  },
});

/**
 * A pool's figures in a program's own words: what is in use and at least one more, or what tells it. Whose pool it is must stand in the line, for all that is pooled
 * has such figures.
 */
const gauge: Rule = {
  pattern:
    /(?:in[ _-]?use|us(?:ed|ing)|busy|active|acquired|borrowed|checked[ _-]?out)(?:[ _.-]?conn(?:ection)?s?)?["']?[ =:]{1,3}\d|\d (?:conn(?:ection)?s? )?(?:in use|used|busy|active|acquired|borrowed|checked out)\b|(?:idle|free)\w{0,11}(?:\(\))?["']? ?[=:] ?\d/i,
  scope: 'raw',
  read(_match, record) {
    const text = record.raw.slice(0, MOST);
    const figures = withInUse(figuresIn(text), text);
    return figures === undefined || !aboutDatabasePool(record) ? undefined : sample(figures, record);
  },
};

/** What OpenTelemetry calls the figures, several in one line: `db.client.connection.count{state=used} 3`. */
const otel: Rule = {
  pattern:
    /\bdb\.client\.connections?\.(?:usage|count)\{[^{}]{0,300}\bstate="?used"?[^{}]{0,300}\}(?: value)?[ =:]{1,3}(?<inUse>\d{1,6})(?:\.0)?(?![\w.])/,
  scope: 'raw',
  read(match, record) {
    const idle = /\bstate="?idle"?[^{}]{0,300}\}(?: value)?[ =:]{1,3}(\d{1,6})/.exec(record.raw.slice(0, 2 * MOST))?.[1];
    const max = /\bdb\.client\.connections?\.max(?:\{[^{}]{0,300}\})?(?: value)?[ =:]{1,3}(\d{1,6})/.exec(
      record.raw.slice(0, 2 * MOST),
    )?.[1];
    return sample(
      { inUse: match.number('inUse'), ...(idle !== undefined && { idle: Number(idle) }), ...(max !== undefined && { max: Number(max) }) },
      record,
    );
  },
};

export const gaugeRules = { usage: usage(USAGE), share: usage(SHARE), otel, gauge };

/** Literals of which one stands in what {@link gaugeRules} read and the parsers of known pools do not. */
export const gaugeHints: readonly string[] = [
  'pool usage', 'Pool usage', 'tilization', 'tilisation', 'ool usage', 'ctive connections', 'connections in use', 'connections are in use', 'checked out, ', 'checked_out', 'checked-out=',
  'waiting=', 'waiting:', '"waiting"', 'ctiveConn', 'usyConn', 'usedConn', 'asyncpg', 'aiopg', 'aiomysql', 'using=', 'using:', '"using"', 'reeConnections', 'queue=', 'queued=',
  'acquired ', 'borrowed ', '_busy=', 'client.connection',
]; // prettier-ignore
