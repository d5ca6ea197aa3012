const UNITS = [
  ['ms|msecs?|milliseconds?', 1],
  ['s|secs?|seconds?', 1000],
  ['m|mins?|minutes?', 60_000],
  ['h|hrs?|hours?', 3_600_000],
  ['d|days?', 86_400_000],
  ['w|weeks?', 604_800_000],
] as const;
const PART = `(\\d{1,12}(?:\\.\\d{1,6})?) ?(${UNITS.map(([names]) => names).join('|')})(?![a-z])`;
const DURATION = new RegExp(`^${PART}(?: ?${PART}){0,5}$`, 'i');

/** Milliseconds of `500ms`, `20s`, `1.5h`, `1h30m`, `2 days`; undefined where it is none of these. A unit stands once, the longest first. */
export function durationMs(text: string): number | undefined {
  const words = text.trim();
  if (words.length > 100 || !DURATION.test(words)) return undefined;
  const parts = [...words.matchAll(new RegExp(PART, 'gi'))].map(([, amount, unit]) => [Number(amount), unitMs(unit as string)] as const);
  return parts.every(([, unit], i) => i === 0 || unit < parts[i - 1]![1]) ? parts.reduce((sum, [n, unit]) => sum + n * unit, 0) : undefined;
}

const unitMs = (name: string): number => UNITS.find(([names]) => new RegExp(`^(?:${names})$`, 'i').test(name))?.[1] ?? 0;
