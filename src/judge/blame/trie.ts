import { lnChoose, lnFactorial } from '../likelihood.ts';

/** Which callers reach a frame, and how their runs ended. Built over application frames from the innermost outward. */
export interface CallerNode {
  /** Runs that ended in a leak. */
  leaked: number;
  /** Runs that gave the connection back. */
  returned: number;
  /** Runs that never got a connection: they show who shares a frame, and prove nobody innocent. */
  waited: number;
  readonly callers: Map<string, CallerNode>;
}

export type RunKind = 'leaked' | 'returned' | 'waited';

export const emptyNode = (): CallerNode => ({ leaked: 0, returned: 0, waited: 0, callers: new Map() });

/** Deeper than any blame reaches; keeps the trie small under recursion. */
const MAX_DEPTH = 40;

/** @param keys identities of the application frames, innermost first */
export function addRun(root: CallerNode, keys: readonly string[], kind: RunKind, runs: number): void {
  let node = root;
  node[kind] += runs;
  for (const key of keys.slice(0, MAX_DEPTH)) {
    let next = node.callers.get(key);
    if (!next) {
      next = emptyNode();
      node.callers.set(key, next);
    }
    next[kind] += runs;
    node = next;
  }
}

/** So sure must it be that a caller and not the frame below is at fault. */
const CLEARED = 0.8;
/** Of code that leaks through a shared helper, the share in which one more caller forgets as well: mistakes are copied, but seldom. */
const ONE_MORE = 0.05;
/** What is learned of waiting callers alone. */
const BY_WAITERS = 0.9;
/** However large the numbers are: callers may differ in more than in being at fault. */
const SUREST = 0.95;

/** What the runs of a frame's callers say of it. */
export interface Clearance {
  /** `cleared`: its callers are at fault. `convicted`: it is itself, since what it lost falls on its callers as their runs do. */
  readonly verdict: 'cleared' | 'convicted' | 'open';
  /** The chance that a caller is at fault; undefined where nothing tells. */
  readonly innocent: number | undefined;
}

/** More leaks than this say no more. */
const MOST = 1000;

/**
 * Holds two stories against each other, with even odds beforehand. If the frame itself forgets, its losses fall on its callers in proportion to
 * their runs; if callers forget, all losses are theirs alone, whoever they are, and shared among them in any way.
 */
export function clearanceOf(node: CallerNode): Clearance {
  const callers = [...node.callers.values()];
  const ran = callers.filter((caller) => caller.leaked + caller.returned > 0);
  const guilty = ran.filter((caller) => caller.leaked > 0);
  if (guilty.length === 0) return { verdict: 'open', innocent: undefined };
  const innocents = callers.filter((caller) => caller.leaked === 0);
  if (ran.length < 2) return byWaiters(innocents, callers.length);
  const runs = ran.reduce((sum, caller) => sum + caller.leaked + caller.returned, 0);
  const scale = Math.min(1, MOST / guilty.reduce((sum, caller) => sum + caller.leaked, 0));
  let [lost, ownFault] = [0, 0];
  for (const { leaked, returned } of guilty) {
    const n = Math.max(1, Math.round(leaked * scale));
    // one run more for each: few runs tell a share only roughly
    ownFault += n * Math.log((leaked + returned + 1) / (runs + ran.length)) - lnFactorial(n);
    lost += n;
  }
  ownFault += lnFactorial(lost);
  const theirs =
    Math.log((1 - ONE_MORE) * ONE_MORE ** (guilty.length - 1)) -
    lnChoose(ran.length, guilty.length) -
    lnChoose(lost + guilty.length - 1, guilty.length - 1);
  const innocent = 1 / (1 + Math.exp(Math.min(700, ownFault - theirs)));
  if (innocent >= CLEARED) return { verdict: 'cleared', innocent: Math.min(SUREST, innocent) };
  const waiters = byWaiters(innocents, callers.length);
  if (waiters.verdict === 'cleared' && guilty.length === 1 && innocent > 1 - CLEARED) return waiters;
  return { verdict: innocent <= 1 - CLEARED && guilty.length > 1 ? 'convicted' : 'open', innocent };
}

/** A caller that only waited was refused the connection that it could have lost. It shows a shared frame, no more: ask for two. */
function byWaiters(innocents: readonly CallerNode[], callers: number): Clearance {
  const waiting = innocents.filter((caller) => caller.returned === 0 && caller.waited > 0).length;
  return waiting >= 2 || (waiting === 1 && callers >= 3)
    ? { verdict: 'cleared', innocent: BY_WAITERS }
    : { verdict: 'open', innocent: undefined };
}
