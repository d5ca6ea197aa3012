import { goDurationMs, type RecordView } from 'leak-stream/plugin';

const UNITS: Readonly<Record<string, number>> = {
  ms: 1,
  milli: 1,
  millisecond: 1,
  s: 1000,
  sec: 1000,
  second: 1000,
  m: 60_000,
  min: 60_000,
  minute: 60_000,
  h: 3_600_000,
  hour: 3_600_000,
};
/** `8.6s`, `12 seconds`, as a part of a pattern; {@link inMs} takes its groups. */
export const AMOUNT = String.raw`(?<amount>\d{1,9}(?:\.\d{1,6})?) ?(?<unit>ms|millisecond|milli|sec|second|s|min|minute|m|hour|h)s?\b`;
export const inMs = ({ amount, unit = '' }: Readonly<Record<string, string | undefined>>): number =>
  Number(amount) * (UNITS[unit.toLowerCase()] as number);

/** `checked out 8.6s ago`, `held for 12 seconds`, `still checked out after 12.3s`, `returned after 9.0 s`. */
const HELD = new RegExp(
  String.raw`\b(?:checked out|held|out|open|use|for|after|since|than|over)(?: for| about| after| since)?"?[=:]? ?"?[>~]? ?${AMOUNT}`,
);

/** The same as a key with its value: `held_ms=31.5`, `"hold_s": 2`. */
const KEYED =
  /(?:^|[^a-z])(?:held|hold(?:[_-]?time)?|age|duration|elapsed)[_-]?(?<unit>ms|s|sec|second)s?"?[=:] ?(?<amount>\d{1,9}(?:\.\d{1,6})?)\b/i;

/** `held_ms`, `heldMs`, `hold_seconds`, `age_s`: without case and marks. A bare number of no unit tells nothing. */
const KEY = /^(?:held(?:for)?|hold(?:time)?|age|out(?:for)?|duration|elapsed)(?<unit>ms|millis|milliseconds|s|sec|secs|seconds)?$/;
const MOST_KEYS = 200;

function inFields(fields: Readonly<Record<string, unknown>> | undefined, deep = true): number | undefined {
  if (fields === undefined) return undefined;
  for (const [key, value] of Object.entries(fields).slice(0, MOST_KEYS)) {
    if (deep && typeof value === 'object' && value !== null) {
      const within = inFields(value as Readonly<Record<string, unknown>>, false);
      if (within !== undefined) return within;
    }
    const found = KEY.exec(key.replace(/[_.-]/g, '').toLowerCase());
    if (found === null) continue;
    const unit = found.groups?.['unit'];
    const held = unit === undefined ? inUnits(value) : Number(value) * (unit.startsWith('m') ? 1 : 1000);
    if (held !== undefined && held >= 0) return held;
  }
  return undefined;
}

/** `12.5ms`, `0.015 s`, Go's `1m2.5s`. */
const inUnits = (value: unknown): number | undefined =>
  typeof value !== 'string' || /^\d*\.?\d*$/.test(value) ? undefined : goDurationMs(value.replace(' ', ''));

/** How long a connection has been out, as a program's own line tells it: in its words, or in a field. Milliseconds. */
export function heldMs(record: RecordView): { heldMs: number } | undefined {
  const found = (HELD.exec(record.message) ?? KEYED.exec(record.message))?.groups;
  const held = found ? inMs(found) : inFields(record.fields);
  return held === undefined ? undefined : { heldMs: held };
}
