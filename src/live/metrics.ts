import { FINDINGS, type Finding } from '../model/finding.ts';
import { fingerprintOfPool } from './pool-key.ts';
import type { PoolReport, Report, Suspect } from '../model/report.ts';
import { VERDICTS } from '../model/verdict.ts';
import { outNow, qualifiedName } from '../show/words.ts';
import { exposition, type Family, type Labels, type MetricsFormat, type Sample } from './exposition.ts';

/** What the program knows of itself. */
export interface Health {
  /** Findings told so far, by kind. */
  readonly findings: Readonly<Partial<Record<Finding['kind'], number>>>;
  readonly judgements: number;
  /** Seconds that judging has taken in all. */
  readonly judgeSeconds: number;
  /** Of this process. */
  readonly residentBytes: number;
}

/** Series that grow with what a log holds are kept to the worst so many; how many are left out is a metric too. */
const POOLS = 500;
const SUSPECTS = 100;

/**
 * The judgement as metrics. Pools bear the names of OpenTelemetry's semantic conventions for database clients, with `_` for
 * `.`; what these have no name for begins with `leak_stream_`.
 */
export function metrics(report: Report, health: Health, format: MetricsFormat): string {
  const pools = [...report.pools].sort((a, b) => VERDICTS.indexOf(a.verdict) - VERDICTS.indexOf(b.verdict)).slice(0, POOLS);
  const suspects = report.suspects.slice(0, SUSPECTS);
  const ofPools = (sampleOf: (pool: PoolReport) => number | undefined, more: Labels = {}): Sample[] =>
    pools.map((pool) => [{ ...labelsOf(pool), ...more }, sampleOf(pool)]);
  const { lines, sources, timeRange } = report.input;
  const families: Family[] = [
    ['db_client_connection_count', 'gauge', 'Connections that are out, and those that lie ready, as the log last told.', [...ofPools((pool) => pool.inUse?.last, { db_client_connection_state: 'used' }), ...ofPools(({ idle }) => idle, { db_client_connection_state: 'idle' })]],
    ['db_client_connection_pending_requests', 'gauge', 'Callers that wait for a connection, as the log last told.', ofPools(({ pending }) => pending)],
    ['db_client_connection_max', 'gauge', 'The most connections that the pool may open.', ofPools(({ max }) => (max === 0 ? undefined : max))],
    ['db_client_connection_timeouts_total', 'counter', 'Callers that were turned away.', ofPools((pool) => pool.acquireTimeouts)],
    ['db_client_connection_use_time_seconds', 'summary', 'How long connections were out that came back.', pools.flatMap(useTime)],
    ['leak_stream_pool_floor', 'gauge', 'Connections that never came back, by the floor of in-use.', ofPools((pool) => pool.inUse?.floor.at(-1)?.value)],
    ['leak_stream_pool_waits_total', 'counter', 'Callers that had to wait.', ofPools((pool) => pool.waits?.count)],
    ['leak_stream_pool_full_timestamp_seconds', 'gauge', 'When the pool has no connection left, at the rate of its losses.', ofPools(({ exhaustion }) => (exhaustion && 'eta' in exhaustion ? Date.parse(exhaustion.eta) / 1000 : undefined))],
    ['leak_stream_pool_verdict', 'gauge', '1 for the verdict that the pool has now.', pools.map((pool) => [{ ...labelsOf(pool), verdict: pool.verdict }, 1])],
    ['leak_stream_suspect_leaked', 'gauge', 'Connections judged lost at a place.', suspects.map((suspect) => [labelsOfSuspect(suspect), suspect.leaked])],
    ['leak_stream_suspect_open', 'gauge', 'Connections that a place has not given back yet.', suspects.map((suspect) => [labelsOfSuspect(suspect), outNow(suspect)])],
    ['leak_stream_left_out', 'gauge', 'Pools and suspects beyond those shown here.', [[{ what: 'pools' }, report.pools.length - pools.length], [{ what: 'suspects' }, report.suspects.length - suspects.length]]],
    ['leak_stream_findings_total', 'counter', 'Findings told.', FINDINGS.map((kind) => [{ kind }, health.findings[kind] ?? 0])],
    ['leak_stream_sources', 'gauge', 'Files and pipes that were read.', [[{}, sources.length]]],
    ['leak_stream_lines_total', 'counter', 'Lines read.', [[{}, lines.total]]],
    ['leak_stream_lines_recognised_total', 'counter', 'Lines that told something of a pool.', [[{}, lines.recognised]]],
    ['leak_stream_notices', 'gauge', 'What the report says of its input, by code: what was skipped, cut, forgotten or refused.', byCode(report.input.notices)],
    ['leak_stream_log_timestamp_seconds', 'gauge', 'The newest time in the log.', [[{}, timeRange === null ? undefined : Date.parse(timeRange.to) / 1000]]],
    ['leak_stream_judgements_total', 'counter', 'Judgements made.', [[{}, health.judgements]]],
    ['leak_stream_judge_seconds_total', 'counter', 'Time spent judging.', [[{}, health.judgeSeconds]]],
    ['process_resident_memory_bytes', 'gauge', 'Memory of this process.', [[{}, health.residentBytes]]],
  ]; // prettier-ignore
  return exposition(families, format);
}

/** Ids may be as long as paths and are cut: the fingerprint tells two of them apart that begin alike. */
const labelsOf = (pool: PoolReport): Labels => ({
  db_client_connection_pool_name: pool.name ?? pool.runtime,
  pool: pool.id,
  fingerprint: fingerprintOfPool(pool),
});

/** The place is named as its fingerprint is made: without a line, which every release moves. */
const labelsOfSuspect = ({ fingerprint, verdict, callSite, route, template, statement }: Suspect): Labels => ({
  fingerprint,
  verdict,
  place: callSite === null ? (route ?? template ?? statement ?? '') : qualifiedName(callSite),
});

function useTime(pool: PoolReport): Sample[] {
  const { holdTime } = pool;
  if (holdTime === undefined) return [];
  const labels = labelsOf(pool);
  const quantiles = [['0.5', holdTime.p50Ms], ['0.99', holdTime.p99Ms], ['0.999', holdTime.p999Ms]] as const; // prettier-ignore
  return [...quantiles.map(([quantile, ms]): Sample => [{ ...labels, quantile }, ms / 1000]), [labels, holdTime.count, '_count']];
}

/** Codes are few; subjects and figures stand in the report. */
function byCode(notices: Report['input']['notices']): Sample[] {
  const counts = new Map<string, number>();
  for (const { code } of notices) counts.set(code, (counts.get(code) ?? 0) + 1);
  return [...counts].map(([code, count]) => [{ code }, count]);
}
