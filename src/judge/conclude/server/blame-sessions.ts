import type { Evidence, Reason } from '../../../model/report.ts';
import { matchMoments, type MomentMatch } from '../../cooccurrence/index.ts';
import { fingerprintOfRoute, fingerprintOfTemplate } from '../../fingerprint.ts';
import { isPresent } from '../../observe/server/server.ts';
import { STARVING_MS } from '../../starving.ts';
import type { ServerSession, ServerState } from '../../state.ts';
import { claim, type Claim } from '../claims/claim.ts';
import type { PoolCase } from '../case/pool-case.ts';
import { plural, reason } from '../words/reasons.ts';
import { sessionsOf } from './server-join.ts';
import { emptyDraft, keepOut, lose, seen, witness, type SuspectDraft } from '../suspects/suspect-draft.ts';
import { isTool } from './tools.ts';

/** A session that has been idle for less may be between two statements of honest work. */
const LEAST_IDLE_MS = 10_000;
/** Lost connections that convict where in-use alone leaves doubt. */
const FEWEST = 3;

export interface SessionBlame {
  readonly matches: readonly MomentMatch[];
  readonly sessions: readonly ServerSession[];
  /** Sessions in a transaction that went idle as work ended, and have been so for long enough to starve others. */
  readonly claim: Claim | undefined;
}

/**
 * Holds the instants at which the server's sessions went idle for good against the lines of the process: right after the last statement on a lost
 * connection comes the last line of the work that lost it.
 */
export function matchSessions({ pool }: PoolCase, server: ServerState): SessionBlame | undefined {
  if (!pool.intervals) return undefined;
  const sessions = sessionsOf(server).filter(
    (session) =>
      session.since !== null &&
      /^idle/.test(session.state) &&
      (session.idleForMs ?? 0) >= LEAST_IDLE_MS &&
      isPresent(server, session) &&
      !isTool(session.applicationName),
  );
  if (sessions.length < FEWEST) return undefined;
  const matches = matchMoments(pool.intervals, sessions.map(({ since }) => since as number)); // prettier-ignore
  if (matches.length === 0) return undefined;
  const stuck = matches
    .flatMap(({ group, hits }) => (group.keys.some((key) => key.ended) ? hits.flatMap((i) => sessions[i] ?? []) : []))
    .filter(isStuck);
  return { matches, sessions, claim: stuck.length >= FEWEST ? stuckClaim(stuck) : undefined };
}

const isStuck = ({ state, idleForMs }: ServerSession): boolean =>
  state.startsWith('idle in transaction') && (idleForMs ?? 0) >= STARVING_MS;

const stuckClaim = (stuck: readonly ServerSession[]): Claim =>
  claim('leak', 0.9, reason('sessions-after-work', 'leak', `${plural(stuck.length, 'server session')} went idle in a transaction in the very moment in which work ended that this log shows, and stayed so: that work gave nothing back.`, stuck.map(({ evidence }) => evidence))); // prettier-ignore

/** Names suspects by sessions where lines between samples name nobody. @returns whether it named one */
export function blameSessions(poolCase: PoolCase, { matches, sessions }: SessionBlame, drafts: SuspectDraft[], sureness: number): boolean {
  for (const { group, hits, confidence, gain } of matches) {
    const key = group.keys.find(({ route }) => route !== undefined) ?? group.keys[0];
    const template = group.keys.find((one) => one.template !== undefined)?.template;
    const name = key?.route ?? template;
    if (key === undefined || name === undefined) continue;
    const { runtime } = poolCase.life;
    const fingerprint = key.route !== undefined ? fingerprintOfRoute(runtime, key.route) : fingerprintOfTemplate(runtime, name);
    let draft = drafts.find((other) => other.fingerprint === fingerprint);
    if (!draft) drafts.push((draft = emptyDraft(fingerprint, runtime, 'server-side')));
    draft.route = key.route;
    draft.template ??= template;
    lose(draft, poolCase, hits.length, sureness);
    keepOut(draft, poolCase, hits.length);
    draft.checkouts = (draft.checkouts ?? 0) + (group.keys[0]?.total ?? 0);
    draft.blameConfidence = Math.min(draft.blameConfidence, confidence);
    draft.parts = { confidence: Number(confidence.toFixed(3)), gain: Number(gain.toFixed(2)), sessions: hits.length };
    draft.cases.add(poolCase);
    for (const i of hits) seen(draft, sessions[i]?.since ?? null);
    for (const line of linesAt(group.keys[0], hits.map((i) => sessions[i]?.since ?? 0))) witness(draft, line); // prettier-ignore
    draft.reasons.push(sessionReason(hits, sessions));
  }
  return matches.length > 0;
}

const sessionReason = (hits: readonly number[], sessions: readonly ServerSession[]): Reason =>
  reason('goes-with-sessions', 'leak', `Its lines stand where ${plural(hits.length, 'server session')} went idle for good; no other line does so nearly as often.`, hits.flatMap((i) => sessions[i]?.evidence ?? [])); // prettier-ignore

/** The kept lines of a key that stand near one of the moments, else its first. */
function linesAt(key: MomentMatch['group']['keys'][number] | undefined, moments: readonly number[]): Evidence[] {
  if (!key) return [];
  const kept = [key.first, ...key.raised.map(({ line }) => line), key.last].map(({ at, ...line }) => ({ at, line }));
  const near = kept.filter(({ at }) => at !== null && moments.some((moment) => Math.abs(at - moment) <= 2000));
  const lines = (near.length > 0 ? near : kept.slice(0, 1)).map(({ line }) => line);
  return lines.filter((line, i) => lines.findIndex((other) => other.source === line.source && other.byte === line.byte) === i);
}
