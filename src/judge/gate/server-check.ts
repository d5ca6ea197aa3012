import type { GateCheck } from '../../model/gate.ts';
import { plural, span } from '../conclude/words/reasons.ts';
import { endsOf } from '../observe/server/server.ts';
import type { ServerState } from '../state.ts';

/** A transaction between two statements of one request is no leak; one that waits for so long is. */
const PATIENCE_MS = 1000;

const IDLE_IN_TRANSACTION = /^idle in transaction/;

/** Whether the server had sessions idle in transaction in its last capture, or ended some for it. Nothing where no server was asked. */
export function serverChecks(server: ServerState): GateCheck[] {
  const killed = endsOf(server, 'idle-in-transaction-timeout');
  if (server.captures.size === 0 && killed === undefined) return [];
  const about = (status: GateCheck['status'], text: string, evidence: GateCheck['evidence'] = []): GateCheck[] => [
    { check: 'server-sessions', status, subject: 'server', text, evidence: evidence.slice(0, 5) },
  ];
  if (killed !== undefined)
    return about(
      'fail',
      `The server ended ${plural(killed.count, 'session')} that ${killed.count === 1 ? 'was' : 'were'} idle in transaction for too long.`,
      killed.evidence,
    );
  const captures = [...server.captures].map(([name, { at, rows }], order) => ({ name, at, rows, order }));
  const last = captures.reduce((a, b) => ((b.at ?? -Infinity) > (a.at ?? -Infinity) || (a.at === b.at && b.order > a.order) ? b : a));
  const rows = [...server.sessions.values()].filter(({ lastCapture }) => lastCapture === last.name);
  const idle = rows.filter(({ state }) => IDLE_IN_TRANSACTION.test(state));
  const old = idle.filter(({ idleForMs }) => idleForMs === undefined || idleForMs > PATIENCE_MS);
  if (old.length > 0) {
    const longest = Math.max(...old.map(({ idleForMs }) => idleForMs ?? 0));
    const since = longest > 0 ? `, the longest for ${span(longest)}` : '';
    return about('fail', `${plural(old.length, 'session')} of ${rows.length} idle in transaction in the last capture${since}.`, old.map(({ evidence }) => evidence)); // prettier-ignore
  }
  return about(
    'pass',
    `None of ${plural(last.rows, 'session')} was idle in transaction in the last capture. That alone is no proof: leaked result sets leave a session idle.`,
  );
}
