import type { TimedEvent } from '../../../src/model/event.ts';
import { MINUTE, SECOND, world, type World } from '../world.ts';
import { between, logBetween, normal, pick, whole, type Random } from './random.ts';

export const CONTEXTS = ['request', 'thread', 'none', 'apart'] as const;
/**
 * What ties lines together. `apart`: checkouts carry their thread, access lines that of the server; `none`: no line carries anything, and
 * requests run at once.
 */
export type PairContext = (typeof CONTEXTS)[number];

export interface PairWish {
  readonly context: PairContext;
  /** How many routes leak, 0 to 2. */
  readonly leaking: number;
  /** The share of their requests that leak. */
  readonly rate: number;
  /** Requests end before the log does, by two minutes. */
  readonly quiet: boolean;
}

export interface PairWorld {
  readonly wish: PairWish;
  readonly events: readonly TimedEvent[];
  readonly guilty: ReadonlySet<string>;
  /** Checkouts in the log that will never come back. */
  readonly leaked: number;
  /** When the first and the last of them went out, before the end, ms. */
  readonly ages: readonly number[];
  /** Honest ones that are out where the log ends. */
  readonly inFlight: number;
}

/** Hold times of one route: exponential, log-normal or Pareto, with a median between 2 ms and half a second. */
function holdTimes(random: Random): () => number {
  const median = logBetween(random, 2, 500);
  const kind = whole(random, 0, 2);
  if (kind === 0) return () => (-median * Math.log(1 - random())) / Math.LN2;
  const sigma = between(random, 0.4, 1.5);
  if (kind === 1) return () => median * Math.exp(sigma * normal(random));
  const alpha = between(random, 1.2, 2.5);
  // heavy, but no request outlives half an hour: gateways, statement timeouts
  return () => Math.min(30 * MINUTE, median * 2 ** (-1 / alpha) * (1 - random()) ** (-1 / alpha));
}

interface Piece {
  readonly at: number;
  readonly write: (log: World) => void;
}

/** Arrivals over the length of the log: even, or in bursts. */
function arrivals(random: Random, count: number, lengthMs: number): number[] {
  const bursts = random() < 0.3 ? Array.from({ length: whole(random, 2, 6) }, () => random() * lengthMs) : [];
  const times = Array.from({ length: count }, () => {
    if (bursts.length === 0 || random() < 0.4) return random() * lengthMs;
    return Math.min(lengthMs, Math.max(0, pick(random, bursts) + 0.02 * lengthMs * normal(random)));
  });
  return times.sort((a, b) => a - b);
}

/** A service whose pool logs every checkout and every return, cut at a random point. */
export function pairWorld(random: Random, wish: PairWish): PairWorld {
  const requests = Math.round(logBetween(random, 300, 3000));
  const lengthMs = requests * logBetween(random, 40, 4000);
  const routes = Array.from({ length: whole(random, 3, 15) }, (_, i) => ({
    route: `GET /r${i}/{id}`,
    weight: 1 / (1 + whole(random, 0, i)),
    hold: holdTimes(random),
  }));
  const all = routes.reduce((sum, { weight }) => sum + weight, 0);
  const chosen = (): (typeof routes)[number] => {
    let left = random() * all;
    return routes.find(({ weight }) => (left -= weight) <= 0) ?? routes[0]!;
  };
  const guilty = new Set<string>();
  while (guilty.size < wish.leaking) guilty.add(chosen().route);

  const pieces: Piece[] = [];
  const put = (at: number, write: (log: World) => void): void => void pieces.push({ at, write });
  const free = Array.from({ length: 40 }, () => 0);
  const spans: { at: number; until: number; leaks: boolean }[] = [];
  const piece = (at: number, i: number, route: string, heldMs: number, leaks: boolean, thread: string): void => {
    const name = wish.context === 'none' ? {} : wish.context === 'request' ? { request: `q${i}`, thread } : { thread };
    const done = at + heldMs + between(random, 0.2, 3);
    put(at, (log) => log.by(name).out(at, `c${i}`));
    if (!leaks) put(at + heldMs, (log) => log.by(name).back(at + heldMs, `c${i}`));
    put(done, (log) =>
      log
        .by(wish.context === 'apart' ? { thread: 'server' } : name)
        .served(done, route, { status: leaks ? pick(random, [200, 500]) : 200 }),
    );
    spans.push({ at, until: leaks ? Infinity : at + heldMs, leaks });
  };

  arrivals(random, requests, lengthMs).forEach((at, i) => {
    const { route, hold } = chosen();
    const heldMs = hold();
    const worker = Math.max(free.findIndex((until) => until <= at), 0); // prettier-ignore
    free[worker] = at + heldMs + 5;
    piece(at, i, route, heldMs, guilty.has(route) && random() < wish.rate, `http-${worker}`);
    if (i % 9 === 0) put(at + 1, (log) => log.by(wish.context === 'none' ? {} : { thread: 'probe' }).served(at + 1, 'GET /health'));
  });
  // A slow job, seldom, on a thread of its own; now and then there is one of it in the whole log.
  if (random() < 0.5) {
    const everyMs = between(random, lengthMs / 20, lengthMs);
    let at = random() * everyMs;
    for (let n = 0; at < lengthMs; n++) {
      const heldMs = between(random, 10 * SECOND, 5 * MINUTE);
      piece(at, 1_000_000 + n, 'task:reconcile', heldMs, false, 'scheduler');
      at += Math.max(everyMs, heldMs + SECOND);
    }
  }

  const cut = wish.quiet ? lengthMs + 2 * MINUTE : lengthMs * between(random, 0.4, 1);
  if (wish.quiet) put(cut, (log) => log.note(cut, 'visible'));
  const log = world('app.log', { runtime: 'sqlalchemy' });
  for (const { write } of pieces.filter(({ at }) => at <= cut).sort((a, b) => a.at - b.at)) write(log);
  const begun = spans.filter(({ at }) => at <= cut);
  const lost = begun.filter(({ leaks }) => leaks);
  return {
    wish,
    events: log.events,
    guilty,
    leaked: lost.length,
    ages: lost.map(({ at }) => cut - at),
    inFlight: begun.filter(({ leaks, until }) => !leaks && until > cut).length,
  };
}
