import { goDurationMs } from '../duration.ts';

/** What a group's text is made into. Numbers with a unit in their name come out as milliseconds. */
export const FORMS = ['text', 'number', 'duration', 'nanoseconds', 'microseconds', 'milliseconds', 'seconds', 'minutes'] as const;
export type Form = (typeof FORMS)[number];

const UNIT_MS: Readonly<Partial<Record<Form, number>>> = {
  nanoseconds: 1e-6,
  microseconds: 1e-3,
  milliseconds: 1,
  seconds: 1000,
  minutes: 60_000,
};

const WORDS: readonly (readonly [RegExp, string])[] = [
  [/^(?:ns|nanos?|nanoseconds?)$/, 'ns'],
  [/^(?:us|µs|μs|micros?|microseconds?)$/, 'us'],
  [/^(?:ms|msecs?|millis?|milliseconds?)$/, 'ms'],
  [/^(?:s|secs?|seconds?)$/, 's'],
  [/^(?:m|mins?|minutes?)$/, 'm'],
  [/^(?:h|hrs?|hours?)$/, 'h'],
];
const CLOCK = /^(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2}(?:[.,]\d{1,9})?)$/;
const PARTS = /^(?:(?:\d{1,15}(?:\.\d{1,9})?) ?[a-zµμ]{1,12}[ ,]{0,2}){1,6}$/i;
const PART = /(\d{1,15}(?:\.\d{1,9})?) ?([a-zµμ]{1,12})/gi;

/** Milliseconds of `1m2.5s`, `850 ms`, `3 seconds`, `0:01:02.500` or `PT1M2.5S`; undefined where the text is no duration. */
export function durationMs(text: string): number | undefined {
  const trimmed = text.trim();
  const clock = CLOCK.exec(trimmed);
  if (clock) return (Number(clock[1] ?? 0) * 3600 + Number(clock[2]) * 60 + Number((clock[3] as string).replace(',', '.'))) * 1000;
  const plain = trimmed.replace(/^P(?=T?\d)T?/, '');
  if (!PARTS.test(plain)) return undefined;
  let written = '';
  for (const [, amount, word] of plain.matchAll(PART)) {
    const unit = WORDS.find(([form]) => form.test((word as string).toLowerCase()))?.[1];
    if (unit === undefined) return undefined;
    written += `${amount}${unit}`;
  }
  return goDurationMs(written);
}

const numberOf = (text: string): number | undefined => {
  const value = /^[+-]?(?:\d{1,18}(?:\.\d{0,18})?|\.\d{1,18})(?:e[+-]?\d{1,3})?$/i.test(text) ? Number(text) : NaN;
  return Number.isFinite(value) ? value : undefined;
};

/** A group's text as a value, undefined where it is none of that form. */
export function valueOf(text: string, form: Form): string | number | undefined {
  if (form === 'text') return text;
  if (form === 'duration') return durationMs(text);
  const number = numberOf(text.trim());
  return number === undefined ? undefined : number * (UNIT_MS[form] ?? 1);
}
