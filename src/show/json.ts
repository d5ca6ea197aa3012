import type { Report } from '../model/report.ts';
import type { Reporter } from './reporter.ts';

/** Keys in the order in which a person wants to read them; keys that are not here follow, sorted. */
const ORDER = new Map(
  [
    'schemaVersion tool kind name version verdict summary rank id fingerprint confidence runtime instance namespace pod container host service pid restart',
    'input sources bytes lines envelopes compression encoding timeRange total recognised context ignored clipped parsers notices events records',
    'code for text evidence source line byte leaked reclaimed open returnedLate checkouts callSite calledBy function module file role decidedBy language key',
    'via stack route template statement attribution method score parts firstSeen lastSeen at from to eta since',
    'max inUse first last peak floor series min value slopePerHour connection openHolds acquireTimeouts waits count of totalMs exhaustion holdTime p50Ms p99Ms',
    'p999Ms maxMs threshold recommendedMs basis current advice pools suspects victims ignored instances reasons serverSide state applicationName idleForMs',
    'lastQuery remedy pattern fix containment validate timeouts reason expires',
  ]
    .join(' ')
    .split(' ')
    .map((key, index) => [key, index] as const),
);

const rank = (key: string): number => ORDER.get(key) ?? ORDER.size;
const compare = (a: string, b: string): number => rank(a) - rank(b) || (a < b ? -1 : a > b ? 1 : 0);

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => compare(a, b)).map(([key, item]) => [key, ordered(item)]));
}

/** What JSON allows but a terminal obeys: C1 controls, bidirectional overrides, line separators. */
const OBEYED = /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;
/** JSON text in which those are escapes; the value stays the same. */
export const escaped = (json: string): string => json.replace(OBEYED, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** JSON whose bytes depend on the value alone: the same keys in the same order, nothing in it that a terminal would obey. */
export const stableJson = (value: unknown, indent?: number): string => escaped(JSON.stringify(ordered(value), null, indent));

/** The report as one JSON document, schema `leak-stream schema report`. */
export const json: Reporter = function* (report: Report) {
  yield `${stableJson(report, 2)}\n`;
};
