import type { TimedEventOf } from '../../model/event.ts';
import { evidenceOf } from '../lives.ts';
import type { ServerState } from '../state.ts';

const MAX_SESSIONS = 20_000;
const MAX_TIMES = 1000;

export function onSession(server: ServerState, event: TimedEventOf<'server-session'>): void {
  const capture = `${event.source}\u0001${event.capture ?? event.line}`;
  const seen = server.captures.get(capture);
  if (seen) seen.rows += 1;
  else if (server.captures.size < MAX_SESSIONS) server.captures.set(capture, { at: event.at, rows: 1 });
  // A pid is used again, but not by a session that went idle at the same instant.
  const since = event.at !== null && event.idleForMs !== undefined ? event.at - event.idleForMs : null;
  const key = `${event.pid}`;
  const known = server.sessions.get(key);
  if (!known && server.sessions.size >= MAX_SESSIONS) return;
  server.sessions.set(key, {
    pid: event.pid,
    state: event.state,
    applicationName: event.applicationName,
    query: event.query,
    waitEvent: event.waitEvent,
    since,
    idleForMs: event.idleForMs,
    captures: known?.lastCapture === capture ? known.captures : (known?.captures ?? 0) + 1,
    lastCapture: capture,
    evidence: evidenceOf(event),
  });
  if (event.applicationName) server.applications.set(event.applicationName, (server.applications.get(event.applicationName) ?? 0) + 1);
}

export function onTermination(server: ServerState, event: TimedEventOf<'server-termination'>): void {
  const known = server.terminations.get(event.reason) ?? { count: 0, times: [], evidence: [], pids: [] };
  server.terminations.set(event.reason, known);
  known.count += 1;
  if (known.times.length < MAX_TIMES) known.times.push(event.at);
  if (known.evidence.length < 5) known.evidence.push(evidenceOf(event));
  if (event.pid !== undefined && known.pids.length < MAX_TIMES) known.pids.push(event.pid);
}
