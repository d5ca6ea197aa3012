import type { Claims } from './claims.ts';
import type { OpenRecord } from './open-record.ts';
import type { Shape } from './shape.ts';
import type { Layouts } from './stream.ts';

const TIME = /\d{4}-\d\d-|[A-Z][a-z]{2} (?:[A-Z][a-z]{2} {1,2})?\d/;

/** The time that a caption tells, whatever stands before it; else that of the record before. */
export function saidBy(layouts: Layouts, { first, at }: OpenRecord): number | null {
  const start = first.text.search(TIME);
  return (start < 0 ? undefined : layouts.read({ ...first, text: first.text.slice(start) })?.at) ?? at;
}

/** A caption and its table count as one: whatever claims the table's head goes on with it. */
export function headTable(open: OpenRecord, text: string, shape: Shape, claims: Claims): void {
  open.claimants = claims.of(text);
  open.header = text;
  // The heading of a single column is nobody's, nor is the ruler under it; the rows still are to come.
  open.caption = open.claimants.length === 0 && (shape === 'indented' || shape === 'one-blank' || /^[-─═]{3,4000}$/.test(text));
}
