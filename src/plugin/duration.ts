const UNITS_MS: Readonly<Record<string, number>> = {
  ns: 1e-6, us: 1e-3, 'µs': 1e-3, 'μs': 1e-3, ms: 1, s: 1000, m: 60_000, h: 3_600_000,
}; // prettier-ignore

const WHOLE =
  /^(?<sign>[+-]?)(?<parts>(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|[µμ]s|ms|s|m|h)(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|[µμ]s|ms|s|m|h)){0,8})$/;
const PART = /(\d+(?:\.\d*)?|\.\d+)(ns|us|[µμ]s|ms|s|m|h)/g;

/** Milliseconds of a Go duration text (`1m2.503s`, `850µs`, `0s`), undefined where the text is none. Source: Go, time/format.go. */
export function goDurationMs(text: string): number | undefined {
  if (text === '0') return 0;
  const whole = WHOLE.exec(text);
  if (!whole?.groups) return undefined;
  let sum = 0;
  for (const [, amount, unit] of (whole.groups['parts'] ?? '').matchAll(PART)) sum += Number(amount) * (UNITS_MS[unit as string] ?? 0);
  return whole.groups['sign'] === '-' ? -sum : sum;
}
