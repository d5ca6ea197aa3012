import type { Evidence, Reason, Verdict } from '../../model/report.ts';

/** An argument. `code` is stable and explained in docs/reasons.md. At most five evidence lines: they are to be looked at. */
export const reason = (code: string, speaksFor: Verdict, text: string, evidence: readonly (Evidence | undefined)[] = []): Reason => ({
  code,
  for: speaksFor,
  text,
  evidence: evidence.flatMap((line) => line ?? []).slice(0, 5),
});

/** The largest of some numbers, and the smallest: of any number of them, where arguments spread out would overflow the stack. */
export const largest = (values: readonly number[]): number => values.reduce((a, b) => Math.max(a, b), -Infinity);
export const smallest = (values: readonly number[]): number => values.reduce((a, b) => Math.min(a, b), Infinity);

export const plural = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;

/** A duration a person reads at a glance. */
export function span(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${Number((ms / 1000).toPrecision(3))} s`;
  const minutes = Math.round(ms / 60_000);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.round(hours / 24)} days`;
}
