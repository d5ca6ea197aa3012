import type { PoolReport, Reason, Report, Suspect } from '../../../model/report.ts';
import type { JudgeOptions } from '../../knowledge.ts';
import type { ServerSession, ServerState } from '../../state.ts';
import { fingerprintOfStatement } from '../../fingerprint.ts';
import { inTransaction, isPresent, LONG_IDLE_MS } from '../../observe/server/server.ts';
import { isoOrNull, largest, plural, reason, span } from '../words/reasons.ts';
import { remedyFor } from '../suspects/remedy.ts';
import { serverReasons, sessionsOf, shape, squeeze } from './server-join.ts';
import { emptyDraft, type SuspectDraft } from '../suspects/suspect-draft.ts';
import { isTool } from './tools.ts';

const RUNTIME = 'postgresql';
/** So many times as long as the longest one that went on must be idle what is called stuck. */
const OUTLASTS = 2;
/** Fewer that went on after a long idle time tell nothing of the next one. */
const FEWEST_GONE_ON = 5;

/**
 * What the server alone can tell: which application left transactions open and with which statement. It sees no pool, so it never says
 * healthy: leaked rows leave a session plain idle, or active.
 */
export function serverOnly(
  server: ServerState,
  options: JudgeOptions,
): { pools: PoolReport[]; suspects: Suspect[]; victims: Report['victims'] } {
  const { sessions, captures, terminations, toldByClients } = server;
  if ([sessions, captures, terminations, toldByClients].every(({ size }) => size === 0)) return { pools: [], suspects: [], victims: [] };
  const limit = options.thresholdMs ?? LONG_IDLE_MS;
  const byApplication = new Map<string, ServerSession[]>();
  for (const session of sessionsOf(server)) {
    const name = session.applicationName ?? '';
    byApplication.set(name, [...(byApplication.get(name) ?? []), session]);
  }
  if (byApplication.size === 0) byApplication.set('', []);
  const names = [...byApplication.keys()].sort();
  const all = names.map((name) => one(name, byApplication.get(name) ?? [], server, limit, names.length === 1, options));
  return {
    pools: all.map(({ pool }) => pool),
    suspects: all.flatMap(({ suspects }) => suspects).sort((a, b) => b.open - a.open || (a.fingerprint < b.fingerprint ? -1 : 1)).map((suspect, i) => ({ ...suspect, rank: i + 1 })),
    victims: [],
  }; // prettier-ignore
}

function one(name: string, sessions: readonly ServerSession[], server: ServerState, limit: number, alone: boolean, options: JudgeOptions) {
  const id = [RUNTIME, name].filter((part) => part !== '').join(' ');
  const long = sessions.filter((session) => inTransaction(session) && (session.idleForMs ?? 0) > limit);
  const stuck = long.filter((session) => isPresent(server, session));
  const usual = goesOn(sessions);
  const locks = stuck.filter(holdsLock);
  const lock = locks.length === 1 ? locks[0] : undefined;
  const old = stuck.filter((session) => session !== lock && (usual === undefined || (session.idleForMs ?? 0) > OUTLASTS * usual.longestMs));
  const gone = long.length - stuck.length;
  const oldest = Math.max(0, ...stuck.map((session) => session.idleForMs ?? 0));
  const reaped = alone ? serverReasons(server) : [];
  // Seen twice in the same place is stuck; seen once it may be a person at a prompt.
  const again = old.filter((session) => session.captures > 1);
  const tool = isTool(name);
  const leaking = !tool && (again.length > 0 || old.length >= 3);
  const reasons = [
    ...(stuck.length > 0 && tool ? [heldByTool(name, stuck.length, oldest, stuck)] : stuck.length > 0 ? [reason('idle-in-transaction', 'leak', `${plural(stuck.length, 'session')} idle in transaction for more than ${span(limit)}, the oldest for ${span(oldest)}.`, stuck.map((session) => session.evidence))] : server.captures.size === 0 ? [] : [reason('server-sees-nothing', 'inconclusive', `${plural(sessions.length, 'session')} seen, none of them idle in a transaction for long. That is no proof of health: unread rows leave a session plain idle or active.`, sessions.map((session) => session.evidence))]),
    ...(lock !== undefined && !tool ? [lockHeld(lock)] : []),
    ...(usual !== undefined && stuck.length > old.length ? [idleGoesOn(usual)] : []),
    ...(gone > 0 ? [reason('idle-ended', 'inconclusive', `${plural(gone, 'session')} idle in transaction for more than ${span(limit)} in an earlier capture had ended or gone on by the last one.`)] : []),
    ...reaped,
    reason('server-only', 'inconclusive', 'The server sees sessions, not the pool that owns them. The application\'s own log decides.'),
  ]; // prettier-ignore
  const verdict = leaking ? ('leak' as const) : ('inconclusive' as const);
  const pool: PoolReport = {
    id,
    ...(name !== '' && { name }),
    runtime: RUNTIME,
    instance: {},
    verdict,
    confidence: leaking ? 0.7 : 0.5,
    reasons,
    openHolds: stuck.map((session) => ({ connection: `backend ${session.pid}`, since: isoOrNull(session.since) })),
    acquireTimeouts: 0,
  };
  return { pool, suspects: tool ? [] : statementSuspects(id, leaking ? old : stuck, verdict, options) };
}

/** How long sessions of one application were idle in a transaction that then went on, where enough of them did. */
function goesOn(sessions: readonly ServerSession[]): Required<ServerSession>['wentOn'] | undefined {
  const all = sessions.flatMap(({ wentOn }) => wentOn ?? []);
  const long = all.reduce((sum, one) => sum + one.long, 0);
  return long < FEWEST_GONE_ON ? undefined : { long, longestMs: largest(all.map(({ longestMs }) => longestMs)) };
}

const idleGoesOn = ({ long, longestMs }: Required<ServerSession>['wentOn']): Reason =>
  reason('idle-goes-on', 'long-hold', `${plural(long, 'time')} a session was idle in a transaction for as long, up to ${span(longestMs)}, and went on with other work: slow work inside a transaction, as a call to another service, looks like that. What is idle for no more than twice as long is not called lost.`); // prettier-ignore

/** Its last statement does nothing but take a lock. */
const holdsLock = ({ query = '' }: ServerSession): boolean =>
  /^\s*(?:LOCK\s|SELECT\s+pg_(?:try_)?advisory_(?:xact_)?lock\b)/i.test(query.slice(0, 200));

const lockHeld = (session: ServerSession): Reason =>
  reason('lock-held', 'inconclusive', `One session took a lock with its last statement and sits idle in the transaction: what changes the schema (Flyway) and what elects a leader keep one connection for that, as long as others do the work. More of them would be forgotten ones.`, [session.evidence]); // prettier-ignore

/** Nobody's leak, but worth knowing. */
const heldByTool = (name: string, n: number, oldestMs: number, stuck: readonly ServerSession[]): Reason =>
  reason('held-by-tool', 'inconclusive', `${name} is a person's client or a program of maintenance, and no pool of an application. ${plural(n, 'session')} of it ${n === 1 ? 'holds its transaction' : 'hold their transactions'} open, the oldest idle for ${span(oldestMs)}: until it ends, its locks stay and vacuum cannot take away what was deleted since.`, stuck.map((session) => session.evidence)); // prettier-ignore

function statementSuspects(
  id: string,
  stuck: readonly ServerSession[],
  verdict: 'leak' | 'inconclusive',
  options: JudgeOptions,
): Suspect[] {
  const byQuery = new Map<string, ServerSession[]>();
  for (const session of stuck) {
    if (session.query === undefined) continue;
    const form = shape(session.query);
    byQuery.set(form, [...(byQuery.get(form) ?? []), session]);
  }
  return [...byQuery].map(([form, sessions], i): Suspect => {
    const query = squeeze(sessions[0]?.query ?? form);
    const draft: SuspectDraft = { ...emptyDraft(fingerprintOfStatement(RUNTIME, form), RUNTIME, 'server-side'), statement: query };
    const times = sessions.flatMap((session) => session.since ?? []).sort((a, b) => a - b);
    return {
      rank: i + 1,
      fingerprint: draft.fingerprint,
      verdict,
      confidence: verdict === 'leak' ? 0.6 : 0.4,
      leaked: verdict === 'leak' ? sessions.length : 0,
      open: sessions.length,
      returnedLate: 0,
      callSite: null,
      via: [],
      statement: query,
      attribution: { method: 'server-side', score: 0.6, parts: { sessions: sessions.length } },
      firstSeen: isoOrNull(times[0] ?? null),
      lastSeen: isoOrNull(times.at(-1) ?? null),
      pools: [id],
      instances: { count: 1, of: 1 },
      reasons: [
        reason(
          'last-statement',
          verdict,
          `${plural(sessions.length, 'session')} ran this statement last and then sat idle in the transaction.`,
        ),
      ],
      evidence: sessions.map((session) => session.evidence).slice(0, 10),
      serverSide: sessions.slice(0, 50).map((session) => ({
        pid: session.pid,
        state: session.state,
        ...(session.applicationName !== undefined && { applicationName: session.applicationName }),
        ...(session.idleForMs !== undefined && { idleForMs: session.idleForMs }),
        lastQuery: squeeze(session.query ?? query),
      })),
      remedy: remedyFor(draft, options.knowledge),
    };
  });
}
