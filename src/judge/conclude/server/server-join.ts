import type { Suspect } from '../../../model/report.ts';
import type { ServerSession, ServerState } from '../../state.ts';
import { endsOf } from '../../observe/server/server.ts';
import { plural, reason, span } from '../words/reasons.ts';
import type { SuspectDraft } from '../suspects/suspect-draft.ts';
import { verdictOf } from '../suspects/suspect-draft.ts';

/** Sessions of one query of one application. */
interface SessionGroup {
  readonly query: string;
  readonly application: string | undefined;
  readonly sessions: ServerSession[];
}

/** Clocks of server and application, and the time between checkout and last statement, differ by this much at most. */
const CLOCK_SLACK_MS = 2000;

/** Only what is idle although a client holds it, or might hold it, says something about leaks. */
const held = (session: ServerSession): boolean => /^idle/.test(session.state);

export const squeeze = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** Statements are compared without literals, placeholders and case: drivers send them in different shapes. psql cuts them. */
export const shape = (sql: string): string =>
  squeeze(sql)
    .toLowerCase()
    .replace(/'(?:[^']|'')*'|\$\d+|%\(\w+\)s|%s|:\w+|\?|\b\d+(?:\.\d+)?\b/g, '?')
    .replace(/\s*([(),=])\s*/g, '$1');

const sameStatement = (a: string, b: string): boolean => {
  const [x, y] = [shape(a), shape(b)];
  const short = Math.min(x.length, y.length);
  // pg_stat_activity captures usually keep the first 80 characters
  return short >= 12 && x.slice(0, short) === y.slice(0, short);
};

/** All sessions in the order of their lines, whatever the order in which the sources came. */
export const sessionsOf = (server: ServerState): ServerSession[] =>
  [...server.sessions.values()].sort(({ evidence: a }, { evidence: b }) =>
    a.source === b.source ? a.line - b.line : a.source < b.source ? -1 : 1,
  );

const groups = (server: ServerState): SessionGroup[] => {
  const byQuery = new Map<string, SessionGroup>();
  for (const session of sessionsOf(server)) {
    if (!held(session) || session.query === undefined) continue;
    const key = `${session.applicationName ?? ''}\u0001${shape(session.query)}`;
    const group = byQuery.get(key) ?? { query: squeeze(session.query), application: session.applicationName, sessions: [] };
    group.sessions.push(session);
    byQuery.set(key, group);
  }
  return [...byQuery.values()].sort((a, b) => b.sessions.length - a.sessions.length || (a.query < b.query ? -1 : 1));
};

/** How many of a group's sessions went idle within reach of one of the suspect's lost checkouts, each checkout used once. */
function coinciding(draft: SuspectDraft, group: SessionGroup): number {
  const free = [...draft.times].sort((a, b) => a - b);
  let hits = 0;
  for (const session of group.sessions) {
    if (session.since === null) continue;
    const index = free.findIndex((at) => Math.abs(at - (session.since as number)) <= CLOCK_SLACK_MS);
    if (index < 0) continue;
    free.splice(index, 1);
    hits += 1;
  }
  return hits;
}

/** Joins the server's idle sessions to suspects: by statement where the log shows it, else by the moment they went idle. */
export function joinServer(drafts: readonly SuspectDraft[], server: ServerState): void {
  const leaks = drafts.filter((draft) => verdictOf(draft) === 'leak');
  for (const group of groups(server)) {
    const byStatement = leaks.filter((draft) => draft.statement !== undefined && sameStatement(draft.statement, group.query));
    const byTime = leaks
      .map((draft) => ({ draft, hits: coinciding(draft, group) }))
      .filter(({ hits }) => hits >= 2 && hits >= 0.5 * group.sessions.length)
      .sort((a, b) => b.hits - a.hits);
    const best =
      byStatement.length === 1 ? byStatement[0] : byTime[0] && byTime[0].hits > (byTime[1]?.hits ?? 0) ? byTime[0].draft : undefined;
    if (best) attach(best, group);
  }
}

function attach(draft: SuspectDraft, group: SessionGroup): void {
  const rows = [...group.sessions].sort((a, b) => (b.idleForMs ?? 0) - (a.idleForMs ?? 0) || a.pid - b.pid).slice(0, 50);
  draft.server = [...(draft.server ?? []), ...rows.map(sessionRow)];
  draft.statement ??= group.query;
  const oldest = rows[0]?.idleForMs;
  const text = `${plural(group.sessions.length, 'server session')} of ${group.application ?? 'the application'} left "${rows[0]?.state ?? 'idle'}" by the same statement${oldest === undefined ? '' : `, the oldest for ${span(oldest)}`}.`;
  draft.reasons.push(
    reason(
      'server-sessions',
      'leak',
      text,
      rows.map((row) => row.evidence),
    ),
  );
}

const sessionRow = (session: ServerSession): NonNullable<Suspect['serverSide']>[number] => ({
  pid: session.pid,
  state: session.state,
  ...(session.applicationName !== undefined && { applicationName: session.applicationName }),
  ...(session.idleForMs !== undefined && { idleForMs: session.idleForMs }),
  ...(session.query !== undefined && { lastQuery: squeeze(session.query) }),
});

/** How the server's own log supports a leak, as reasons for a pool. */
export function serverReasons(server: ServerState): ReturnType<typeof reason>[] {
  const reaped = endsOf(server, 'idle-in-transaction-timeout');
  const left = endsOf(server, 'eof-in-transaction');
  return [
    ...(reaped ? [reason('server-reaped', 'leak', `The server ended ${plural(reaped.count, 'session')} that sat idle in a transaction. The application's pool gets nothing back by that.`, reaped.evidence)] : []),
    ...(left ? [reason('eof-in-transaction', 'leak', `${plural(left.count, 'transaction')} still open when the client went away.`, left.evidence)] : []),
  ]; // prettier-ignore
}
