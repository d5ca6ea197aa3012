import type { TimedEvent, TimedEventOf } from '../../../model/event.ts';
import type { Evidence } from '../../../model/report.ts';
import { evidenceOf } from '../../lives.ts';
import type { Ends, ServerSession, ServerState } from '../../state.ts';

const MAX_SESSIONS = 20_000;

/** How far two captures' clocks, and the ages that they print, may differ for one and the same moment. */
const SLACK_MS = 2000;

const byPlace = (a: Evidence, b: Evidence): number => (a.source === b.source ? a.line - b.line : a.source < b.source ? -1 : 1);

/** @returns whether a row is of a later moment than another, by its time, else by where it stands */
const isLater = (a: ServerSession, b: ServerSession): boolean => {
  if (a.at !== null && b.at !== null && a.at !== b.at) return a.at > b.at;
  return byPlace(a.evidence, b.evidence) >= 0;
};

/** A pid is used again, and a session works on, but neither goes idle twice at the same instant. */
const sameSpell = (a: ServerSession, b: ServerSession): boolean => {
  if (a.state !== b.state || a.query !== b.query || a.applicationName !== b.applicationName) return false;
  if (a.since !== null && b.since !== null) return Math.abs(a.since - b.since) <= SLACK_MS;
  const [later, earlier] = isLater(a, b) ? [a, b] : [b, a];
  return (later.idleForMs ?? 0) >= (earlier.idleForMs ?? 0);
};

/** Counts rows for a capture. @returns its name */
function captureOf(server: ServerState, { source, at }: TimedEvent, name: string, rows: number): string {
  const capture = `${source}\u0001${name}`;
  const seen = server.captures.get(capture);
  if (seen) seen.rows += rows;
  else if (server.captures.size < MAX_SESSIONS) server.captures.set(capture, { at, rows });
  server.newest.set(source, capture);
  return capture;
}

/**
 * The name of a row's capture. Rows that a program logs one by one name none: those of one moment, each of another backend, are one result.
 */
function nameOf(server: ServerState, event: TimedEventOf<'server-session'>, known: ServerSession | undefined): string {
  if (event.capture !== undefined) return event.capture;
  const newest = server.newest.get(event.source);
  const at = newest === undefined ? undefined : server.captures.get(newest)?.at;
  if (newest === undefined || at === undefined || at === null || event.at === null) return `${event.line}`;
  const together = event.at >= at && event.at - at <= SLACK_MS && known?.seenIn.get(event.source) !== newest;
  return together ? newest.slice(event.source.length + 1) : `${event.line}`;
}

/** A query over the server's sessions found none: those of the capture before are gone or have gone on. */
export function onEmptyCapture(server: ServerState, event: TimedEventOf<'pool-note'>): void {
  captureOf(server, event, `empty ${event.line}`, 0);
}

/** Whether a session was still so in the last capture of a source that showed it. */
export const isPresent = (server: ServerState, session: ServerSession): boolean =>
  [...session.seenIn].some(([source, capture]) => server.newest.get(source) === capture);

export function onSession(server: ServerState, event: TimedEventOf<'server-session'>): void {
  // two servers use the same numbers for their backends, but hardly for the same application
  const key = `${event.pid}\u0001${event.applicationName ?? ''}`;
  const known = server.sessions.get(key);
  const capture = captureOf(server, event, nameOf(server, event, known), 1);
  if (!known && server.sessions.size >= MAX_SESSIONS) return;
  const session: ServerSession = {
    pid: event.pid,
    state: event.state,
    applicationName: event.applicationName,
    query: event.query,
    waitEvent: event.waitEvent,
    since: event.at !== null && event.idleForMs !== undefined ? event.at - event.idleForMs : null,
    idleForMs: event.idleForMs,
    at: event.at,
    captures: 1,
    seenIn: new Map([[event.source, capture]]),
    lastCapture: capture,
    evidence: evidenceOf(event),
  };
  server.sessions.set(key, known ? brought(known, session, event.source) : session);
}

/** Idle in a transaction for longer than any interactive service waits between two statements. */
export const LONG_IDLE_MS = 60_000;

export const inTransaction = ({ state }: ServerSession): boolean => state.startsWith('idle in transaction');

/** The earlier spell is over, and its session still there: whoever had it went on. */
function goneOn(known: ServerSession, row: ServerSession): Pick<ServerSession, 'wentOn'> {
  const earlier = isLater(row, known) ? known : row;
  const idle = inTransaction(earlier) ? (earlier.idleForMs ?? 0) : 0;
  const { long, longestMs } = known.wentOn ?? { long: 0, longestMs: 0 };
  if (idle === 0) return known.wentOn ? { wentOn: known.wentOn } : {};
  return { wentOn: { long: long + (idle > LONG_IDLE_MS ? 1 : 0), longestMs: Math.max(longestMs, idle) } };
}

/** Two rows of one pid: the later one tells, and counts the other where both show the same spell. */
function brought(known: ServerSession, row: ServerSession, source: string): ServerSession {
  const told = isLater(row, known) ? row : known;
  if (!sameSpell(known, row)) return { ...told, ...goneOn(known, row) };
  const again = known.seenIn.get(source) === row.lastCapture;
  return {
    ...told,
    ...(known.wentOn && { wentOn: known.wentOn }),
    captures: known.captures + (again ? 0 : 1),
    seenIn: known.seenIn.set(source, row.lastCapture),
  };
}

/** An end that the server's log tells and one that a program tells may be the same: they are counted apart. */
export function onTermination(server: ServerState, event: TimedEventOf<'server-termination'>): void {
  const ends = event.runtime === 'postgresql' ? server.terminations : server.toldByClients;
  const known = ends.get(event.reason) ?? { count: 0, firstAt: null, lastAt: null, evidence: [] };
  ends.set(event.reason, known);
  known.count += 1;
  if (event.at !== null) {
    known.firstAt = Math.min(known.firstAt ?? event.at, event.at);
    known.lastAt = Math.max(known.lastAt ?? event.at, event.at);
  }
  // the same five whatever the order of the sources
  known.evidence.push(evidenceOf(event));
  known.evidence.sort(byPlace).splice(5);
}

/** How often sessions ended so: as the server's log or the programs' tell it, whichever tells more. */
export function endsOf({ terminations, toldByClients }: ServerState, reason: string): Ends | undefined {
  const told = terminations.get(reason);
  const heard = toldByClients.get(reason);
  return heard !== undefined && heard.count > (told?.count ?? 0) ? heard : told;
}
