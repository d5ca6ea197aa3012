import { forget } from '../../lives.ts';
import type { ClosedHold, Hold, Life, RequestLine } from '../../state.ts';
import { foldClaim, unfoldClaim } from './sites.ts';

/*
 * Where nothing names the requester (one event loop, no ids), order still tells: each request's line follows the return of its
 * connection. In order of return, every return claims the nearest request line after it that is still free. What a leaked checkout is
 * owed is then the first free line, after it, of a route that uses the database.
 *
 * Some servers log a request before they give its connection back (a hook that runs when the answer is out). Checkouts with nothing else in between tell which
 * of the two a program does; there every return claims the latest free line before it.
 */

/** Returns that wait are the latest so many; the others go so many at a time. */
const MAX_WAITING = 5000;
const GONE_AT_ONCE = 500;
const MAX_UNCLAIMED = 50_000;
/** The oldest free lines go so many at a time: taking one off the front of a long list moves all of them. */
const FORGOTTEN_AT_ONCE = 5000;

const count = (map: Map<string, number>, key: string): void => void map.set(key, (map.get(key) ?? 0) + 1);

const linesComeFirst = ({ claims: { inside, behind } }: Life): boolean => inside > behind;

/** Keeps the list of free lines as short as the oldest open checkout allows. */
export function claimCheckout(life: Life, hold: Hold): void {
  life.claims.since = { lines: 0, returns: 0 };
  life.claims.awaited = false;
  if (life.open.size === 1 && life.reclaimed.length === 0)
    life.claims.unclaimed = life.claims.unclaimed.filter((line) => line.order > hold.order);
}

export function claimReturn(life: Life, hold: ClosedHold): void {
  const { since } = life.claims;
  if (hold.order === life.lastCheckout && since.returns === 0) {
    if (since.lines === 1) life.claims.inside += 1;
    life.claims.awaited = since.lines === 0;
  }
  since.returns += 1;
  if (linesComeFirst(life)) return claimLatest(life, hold);
  life.claims.waiting.push(hold);
  if (life.claims.waiting.length >= MAX_WAITING + GONE_AT_ONCE) waitingIn(life);
}

/** The returns that wait for their line: those before them are no longer among them. */
function waitingIn({ claims: { waiting } }: Life): ClosedHold[] {
  if (waiting.length > MAX_WAITING) waiting.splice(0, waiting.length - MAX_WAITING);
  return waiting;
}

function claimLatest(life: Life, hold: ClosedHold): void {
  const { unclaimed } = life.claims;
  const line = unclaimed.at(-1);
  if (line === undefined || line.order < hold.order) return;
  unclaimed.pop();
  taken(life, hold, line);
}

function taken(life: Life, hold: ClosedHold, line: RequestLine): void {
  count(life.claims.claimed, line.route);
  hold.claimed = line;
  foldClaim(life, hold, line.route);
}

/** The return was the garbage collector's: it claims nothing, and a line that it took is free again. */
export function unclaimReturn(life: Life, hold: ClosedHold): void {
  const { claims } = life;
  claims.waiting = waitingIn(life).filter((other) => other !== hold);
  const line = hold.claimed;
  if (!line) return;
  hold.claimed = undefined;
  claims.claimed.set(line.route, (claims.claimed.get(line.route) ?? 1) - 1);
  unfoldClaim(life, hold, line.route);
  const at = claims.unclaimed.findIndex((other) => other.order > line.order);
  claims.unclaimed.splice(at < 0 ? claims.unclaimed.length : at, 0, line);
}

export function claimLine(life: Life, line: RequestLine): void {
  const { claims } = life;
  count(claims.lines, line.route);
  if (claims.awaited) claims.behind += 1;
  claims.awaited = false;
  claims.since.lines += 1;
  const returned = linesComeFirst(life) ? undefined : waitingIn(life).shift();
  if (returned) return taken(life, returned, line);
  if (life.open.size === 0 && life.reclaimed.length === 0) return;
  claims.unclaimed.push(line);
  if (claims.unclaimed.length > MAX_UNCLAIMED) {
    claims.unclaimed.splice(0, FORGOTTEN_AT_ONCE);
    forget(life, 'request lines', FORGOTTEN_AT_ONCE);
  }
}

/** The two lines of one request stand no further apart. */
const SOON = 64;

/** Another line of a request that has one: where nobody has claimed that yet, this one, which comes after all of the work, stands for it. */
export function moveLine(life: Life, line: RequestLine): void {
  const { unclaimed } = life.claims;
  const at = unclaimed.findLastIndex(({ route, order }) => route === line.route && line.order - order <= SOON);
  if (at < 0) return;
  const [before] = unclaimed.splice(at, 1);
  const template = before?.template ?? line.template;
  const returned = linesComeFirst(life) ? undefined : waitingIn(life).shift();
  if (returned) taken(life, returned, line);
  else unclaimed.push({ ...line, template });
}

/** A route uses the database if at least this share of its lines was claimed by a return; health checks are not. */
const DATABASE_SHARE = 0.2;

/** Request lines for holds that never came back, by their order of checkout. */
export function claimRoutes(life: Life, holds: readonly Hold[]): Map<Hold, RequestLine> {
  const { lines, claimed, unclaimed } = life.claims;
  const usesDatabase = (route: string): boolean => (claimed.get(route) ?? 0) >= DATABASE_SHARE * (lines.get(route) ?? 0);
  const free = unclaimed.filter((line) => usesDatabase(line.route));
  const routes = new Map<Hold, RequestLine>();
  for (const hold of [...holds].sort((a, b) => a.order - b.order)) {
    const at = free.findIndex((line) => line.order > hold.order);
    const [line] = at < 0 ? [] : free.splice(at, 1);
    if (line) routes.set(hold, line);
  }
  return routes;
}
