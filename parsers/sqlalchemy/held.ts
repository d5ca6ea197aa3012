import type { RecordView } from 'leak-stream/plugin';

const UNITS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  sec: 1000,
  second: 1000,
  m: 60_000,
  min: 60_000,
  minute: 60_000,
  h: 3_600_000,
  hour: 3_600_000,
};
/** `checked out 8.6s ago`, `held for 12 seconds`, `still checked out after 12.3s`, `returned after 9.0 s`. */
const HELD =
  /\b(?:checked out|held|out|open|use|for|after|since|than|over)(?: for| about| after| since)? ?[>~]? ?(?<amount>\d{1,9}(?:\.\d{1,6})?) ?(?<unit>ms|sec|second|s|min|minute|m|hour|h)s?\b/;

const inFields = (record: RecordView): number | undefined => {
  for (const [key, scale] of [['held_ms', 1], ['held_s', 1000], ['held_seconds', 1000], ['age_s', 1000], ['age_ms', 1]] as const) {
    const value = Number(record.fields?.[key] ?? Number.NaN);
    if (value >= 0) return value * scale;
  } // prettier-ignore
  return undefined;
};

/** How long a connection has been out, as a program's own line tells it: in its words, or in a field. Milliseconds. */
export function heldMs(record: RecordView): { heldMs: number } | undefined {
  const found = HELD.exec(record.message)?.groups;
  const held = found ? Number(found['amount']) * (UNITS[found['unit'] as string] as number) : inFields(record);
  return held === undefined ? undefined : { heldMs: held };
}
