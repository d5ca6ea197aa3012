import { verdictOf, type SuspectDraft } from './suspect-draft.ts';

const ORDER = { leak: 0, inconclusive: 1, 'long-hold': 2 } as const;

/** Connections that stay lost: what was taken back by force is room for others again. */
const gone = ({ leaked, reclaimed, blameConfidence }: SuspectDraft): number => (leaked - reclaimed) * blameConfidence;

/** Leaks first, by how many connections they cost for good, then at all, and how sure that is; equal ones by fingerprint, so that the order never depends on the input's. */
export const byCost = (a: SuspectDraft, b: SuspectDraft): number =>
  ORDER[verdictOf(a)] - ORDER[verdictOf(b)] ||
  gone(b) - gone(a) ||
  b.leaked * b.blameConfidence - a.leaked * a.blameConfidence ||
  b.undecided - a.undecided ||
  b.returnedLate - a.returnedLate ||
  (a.fingerprint < b.fingerprint ? -1 : 1);
