import type { EventDraft, RecordView } from 'leak-stream/plugin';
import { keyOf } from '../keys.ts';
import { ofOthers, snapshotOf } from '../snapshot.ts';
import type { Pair } from '../snapshot.ts';
import { isName } from './names.ts';

/** First line of an exposition, or of its part about a pool: client_golang's DBStatsCollector, gorm's plug-in, pgxpool, a program's own names. */
export const METRIC =
  /^(?:# (?:HELP|TYPE) )?[a-z][a-z0-9_:]{0,80}?_?(?:in_use|max_open|open_conn|idle_conn|idle|wait_count|wait_duration|max_idle|max_lifetime|connections?_open|acquired|acquire|total_conns|idle_conns|max_conns)[a-z0-9_]{0,60}(?:\{[^{}]{0,2000}\})? /;

const SAMPLE =
  /^(?<name>[A-Za-z_:][\w:]{2,150})(?:\{(?<labels>[^{}]{0,2000})\})? (?<value>[+-]?\d{1,18}(?:\.\d{1,18})?(?:[eE][+-]?\d{1,3})?)(?: (?<time>\d{10,16})(?:\.\d{1,6})?)?$/;
const LABEL = /(?<key>[A-Za-z_]\w{0,60})="(?<value>[^"]{0,200})"/g;
const POOL_LABELS = ['db_name', 'pool', 'pool_name', 'db', 'database', 'name'];
/** XSAM/otelsql keeps open connections apart by a label: `db_sql_connection_open{status="inuse"} 3`. */
const STATUS = /(?:^|,)(?:status|state)="(?<status>inuse|in_use|used|idle)"/;
const MOST = 400;
/** Of Java, and of threads as well: read by whoever knows what its tags tell. */
const VERTX = 'vertx_';

interface Sample {
  readonly name: string | undefined;
  readonly at: string | undefined;
  readonly pairs: Pair[];
  readonly seen: Set<string>;
  /** The line that tells how many are in use. */
  text: string | undefined;
}

function poolLabel(labels: string): string | undefined {
  const found = new Map<string, string>();
  for (const { groups } of labels.matchAll(LABEL)) found.set(groups?.['key'] as string, groups?.['value'] as string);
  return POOL_LABELS.map((key) => found.get(key)).find(isName);
}

const instant = (time: string | undefined): string | undefined => {
  if (time === undefined) return undefined;
  const date = new Date(Number(time) * (time.length <= 10 ? 1000 : 1));
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
};

/**
 * The samples of Prometheus' text exposition: one for each set of labels, and another one whenever a metric comes again. No time is in
 * it, unless the lines carry one.
 */
export function exposition(record: RecordView): EventDraft[] {
  if (ofOthers(record)) return [];
  const done: Sample[] = [];
  const open = new Map<string, Sample>();
  let left = 50_000;
  for (const line of [record.raw, ...record.tail]) {
    if (left-- <= 0 || done.length >= MOST) break;
    const groups = SAMPLE.exec(line.slice(0, 2500).trim())?.groups;
    if (!groups) continue;
    const metric = groups['name'] as string;
    if (metric.startsWith(VERTX)) continue;
    const said = groups['labels'] ?? '';
    const status = /connections?_open$/.test(metric) ? STATUS.exec(said)?.groups?.['status'] : undefined;
    const key = status === undefined ? metric : status === 'idle' ? 'idle' : 'in_use';
    const told = keyOf(key, true);
    if (told === undefined) continue;
    const labels = status === undefined ? said : said.replace(STATUS, '').replace(/^,/, '');
    let sample = open.get(labels);
    if (!sample || sample.seen.has(key)) {
      sample = { name: poolLabel(labels), at: instant(groups['time']), pairs: [], seen: new Set(), text: undefined };
      open.set(labels, sample);
      done.push(sample);
    }
    sample.seen.add(key);
    if (told.quantity === 'inUse') sample.text ??= line.trim();
    sample.pairs.push({ key, value: Number(groups['value']) });
  }
  return done.flatMap(({ name, at, pairs, text }) => {
    const draft = snapshotOf({ name, pairs, metrics: true }, record);
    return draft ? [{ ...draft, ...(at !== undefined && { at }), ...(text !== undefined && { text }) }] : [];
  });
}
