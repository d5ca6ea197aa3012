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

/** Chance below which "it just happened never to leak through this caller" is given up. */
const UNLIKELY = 0.05;

/**
 * A frame is plumbing if others use it and are innocent: callers whose runs came back so often that, were this frame the one that
 * forgets, some of them would have leaked; or, where only waiting callers show (they prove nothing singly), two or more that never leak.
 */
export function isPlumbing(node: CallerNode): boolean {
  const callers = [...node.callers.values()];
  const guilty = callers.filter((caller) => caller.leaked > 0);
  const innocent = callers.filter((caller) => caller.leaked === 0);
  if (guilty.length === 0 || innocent.length === 0) return false;
  const leaked = guilty.reduce((sum, caller) => sum + caller.leaked, 0);
  const runs = leaked + guilty.reduce((sum, caller) => sum + caller.returned, 0);
  const acquitted = innocent.reduce((sum, caller) => sum + caller.returned, 0);
  if (acquitted > 0 && (1 - leaked / (runs + 1)) ** acquitted < UNLIKELY) return true;
  // A caller that only waited was refused the connection that it could have lost. It shows a shared frame, no more: ask for two.
  const waiting = innocent.filter((caller) => caller.returned === 0).length;
  return waiting >= 2 || (waiting === 1 && callers.length >= 3);
}
