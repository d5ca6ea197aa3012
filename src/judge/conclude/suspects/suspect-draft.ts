import type { Evidence, Reason, Suspect } from '../../../model/report.ts';
import type { StackFrame } from '../../../model/stack-frame.ts';
import type { Blame } from '../../blame/blame.ts';
import type { Finding } from '../fates/finding.ts';
import { hasEnded, type PoolCase } from '../case/pool-case.ts';

/** A suspect while its findings are being gathered. */
export interface SuspectDraft {
  readonly fingerprint: string;
  readonly runtime: string;
  readonly method: Suspect['attribution']['method'];
  blame: Blame | undefined;
  stack: readonly StackFrame[] | undefined;
  route: string | undefined;
  template: string | undefined;
  statement: string | undefined;
  /** The only status with which the route loses connections, where others do not. */
  status: number | undefined;
  /** Requests with that status, where `checkouts` has all of the route's. */
  withStatus: number | undefined;
  /** Where the exception was raised that ended such work. */
  raisedAt: StackFrame | undefined;
  leaked: number;
  reclaimed: number;
  /** Of those, given up only as their process ended. */
  swept: number;
  open: number;
  /** Of those, of lives that have ended since. */
  ended: number;
  undecided: number;
  /** Taken when the process began and never given back: by design, perhaps. */
  kept: number;
  returnedLate: number;
  checkouts: number | undefined;
  /** Sum over leaked connections of the probability that each is one. */
  sureness: number;
  /** The chance that the blame is right, given a leak. */
  blameConfidence: number;
  parts: Record<string, number | string>;
  firstSeen: number | null;
  lastSeen: number | null;
  /** Some of these times are those of a line that told of it later: a sample, a report, a dump. */
  orEarlier: boolean;
  /** Beginnings of the leaked holds, for joining with the server's view. Bounded. */
  readonly times: number[];
  readonly cases: Set<PoolCase>;
  /** Leaked connections by pool. */
  readonly leakedIn: Map<PoolCase, number>;
  readonly findings: Finding[];
  readonly evidence: Evidence[];
  readonly reasons: Reason[];
  server: Suspect['serverSide'];
}

export const emptyDraft = (fingerprint: string, runtime: string, method: SuspectDraft['method']): SuspectDraft => ({
  fingerprint,
  runtime,
  method,
  blame: undefined,
  stack: undefined,
  route: undefined,
  template: undefined,
  statement: undefined,
  status: undefined,
  withStatus: undefined,
  raisedAt: undefined,
  leaked: 0,
  reclaimed: 0,
  swept: 0,
  open: 0,
  ended: 0,
  undecided: 0,
  kept: 0,
  returnedLate: 0,
  checkouts: undefined,
  sureness: 0,
  blameConfidence: 1,
  parts: {},
  firstSeen: null,
  lastSeen: null,
  orEarlier: false,
  times: [],
  cases: new Set(),
  leakedIn: new Map(),
  findings: [],
  evidence: [],
  reasons: [],
  server: undefined,
});

/** Counts leaked connections of one pool. */
export function lose(draft: SuspectDraft, poolCase: PoolCase, connections: number, confidence: number): void {
  draft.leaked += connections;
  draft.sureness += connections * confidence;
  draft.leakedIn.set(poolCase, (draft.leakedIn.get(poolCase) ?? 0) + connections);
}

/** In how many places it was seen; of a leak, where it leaks: where all comes back, however late, nothing is lost and nothing has to be restarted. */
export function placesIn({ cases, leakedIn }: SuspectDraft): number {
  const losing = [...leakedIn].filter(([, lost]) => lost > 0).map(([poolCase]) => poolCase);
  return new Set((losing.length > 0 ? losing : [...cases]).map(({ place }) => place)).size;
}

/** Counts connections of one pool that are not back at the end of the log. */
export function keepOut(draft: SuspectDraft, poolCase: PoolCase, connections: number): void {
  draft.open += connections;
  if (hasEnded(poolCase)) draft.ended += connections;
}

const MAX_TIMES = 10_000;
const MAX_EVIDENCE = 10;

/** @param told later than it happened */
export function seen(draft: SuspectDraft, at: number | null, told: 'later' | 'then' = 'then'): void {
  if (at === null) return;
  if (told === 'later') draft.orEarlier = true;
  if (draft.firstSeen === null || at < draft.firstSeen) draft.firstSeen = at;
  if (draft.lastSeen === null || at > draft.lastSeen) draft.lastSeen = at;
  if (draft.times.length < MAX_TIMES) draft.times.push(at);
}

/** One record may tell of several connections; it is shown once. */
export function witness({ evidence }: SuspectDraft, told: Evidence): void {
  const isKnown = evidence.some(({ source, line }) => source === told.source && line === told.line);
  if (evidence.length < MAX_EVIDENCE && !isKnown) evidence.push(told);
}

/** Of those that were taken back, how many no line tells so. */
export const unsaidIn = ({ findings }: SuspectDraft): number => findings.filter(({ unsaid }) => unsaid === true).length;

export const verdictOf = (draft: SuspectDraft): Suspect['verdict'] =>
  draft.leaked > 0 ? 'leak' : draft.undecided + draft.kept > 0 ? 'inconclusive' : 'long-hold';
