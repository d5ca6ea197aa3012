import type { Evidence, Reason, Verdict } from '../../../model/report.ts';

/** An argument. `code` is stable and explained in docs/reasons.md. At most five evidence lines: they are to be looked at. */
export const reason = (code: string, speaksFor: Verdict, text: string, evidence: readonly (Evidence | undefined)[] = []): Reason => ({
  code,
  for: speaksFor,
  text,
  // Those of lines between samples know their time, which is not a report's to tell as a number.
  evidence: evidence.flatMap((one) => (one === undefined ? [] : [ownFields(one)])).slice(0, 5),
});

const ownFields = ({ source, line, byte, text }: Evidence): Evidence => ({ source, line, byte, text });

/** The largest of some numbers, and the smallest: of any number of them, where arguments spread out would overflow the stack. */
export const largest = (values: readonly number[]): number => values.reduce((a, b) => Math.max(a, b), -Infinity);
export const smallest = (values: readonly number[]): number => values.reduce((a, b) => Math.min(a, b), Infinity);

export const earliest = (times: readonly (number | null)[]): number | undefined => {
  const known = times.filter((time) => time !== null);
  return known.length === 0 ? undefined : smallest(known);
};

/** 1234567 as `1,234,567`. */
export const grouped = (n: number): string => String(n).replace(/\B(?=(?:\d{3})+$)/g, ',');

export const plural = (n: number, one: string, many = `${one}s`): string => `${grouped(n)} ${n === 1 ? one : many}`;

export const iso = (ms: number): string => new Date(Math.floor(ms)).toISOString();
export const isoOrNull = (ms: number | null): string | null => (ms === null ? null : iso(ms));

/** A moment as reasons write it: UTC, to the second; of a log without dates only what it tells. */
export const clock = (ms: number): string => {
  const text = iso(ms);
  const time = text.slice(11, 19);
  if (text.startsWith('1970-01-01')) return time;
  return text.startsWith('1970-') ? `${text.slice(5, 10)} ${time}` : `${text.slice(0, 10)} ${time}Z`;
};

/** A duration a person reads at a glance. */
export function span(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${Number((ms / 1000).toPrecision(3))} s`;
  const minutes = Math.round(ms / 60_000);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.round(hours / 24)} days`;
}

/** ` with status 409`, ` with code 14` of gRPC; empty where there is none. */
export const withStatus = (status: number | undefined): string =>
  status === undefined ? '' : ` with ${status >= 100 ? 'status' : 'code'} ${status}`;
