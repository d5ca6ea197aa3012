import type { OpenRecord } from './open-record.ts';
import type { Layouts } from './stream.ts';

const TIME = /\d{4}-\d\d-|[A-Z][a-z]{2} (?:[A-Z][a-z]{2} {1,2})?\d/;

/** The time that a caption tells, whatever stands before it; else that of the record before. */
export function saidBy(layouts: Layouts, { first, at }: OpenRecord): number | null {
  const start = first.text.search(TIME);
  return (start < 0 ? undefined : layouts.read({ ...first, text: first.text.slice(start) })?.at) ?? at;
}
