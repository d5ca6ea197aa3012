import type { Tree } from './tree.ts';

/** A repeat that goes on for longer than this is a loop; shorter ones are left to be tried. */
export const LOOP = 20;
/** Pairs of positions that are looked at before giving up. */
const BUDGET = 200_000;

interface Position {
  readonly chars: ReadonlySet<string>;
  /** Positions that may come next, and in how many ways. */
  readonly next: Map<number, number>;
}

/** What of a part may come first and last, and whether it may be nothing. */
interface Edge {
  readonly first: readonly number[];
  readonly last: readonly number[];
  readonly nothing: boolean;
}

/** Glushkov's automaton: a position for each set of the pattern, linked by what may follow what. */
function positionsOf(tree: Tree): Position[] {
  const positions: Position[] = [];
  const link = (from: readonly number[], to: readonly number[]): void => {
    for (const a of from) {
      const { next } = positions[a] as Position;
      for (const b of to) next.set(b, (next.get(b) ?? 0) + 1);
    }
  };
  const walk = (node: Tree): Edge => {
    switch (node.kind) {
      case 'empty':
        return { first: [], last: [], nothing: true };
      case 'set': {
        positions.push({ chars: node.chars, next: new Map() });
        return { first: [positions.length - 1], last: [positions.length - 1], nothing: false };
      }
      case 'choice': {
        const edges = node.branches.map(walk);
        return {
          first: edges.flatMap(({ first }) => first),
          last: edges.flatMap(({ last }) => last),
          nothing: edges.some(({ nothing }) => nothing),
        };
      }
      case 'repeat': {
        const inner = walk(node.body);
        if (node.max > LOOP) link(inner.last, inner.first);
        return { ...inner, nothing: inner.nothing || node.min === 0 };
      }
      case 'sequence':
        return node.parts.map(walk).reduce(
          (left, right) => {
            link(left.last, right.first);
            return {
              first: left.nothing ? [...left.first, ...right.first] : left.first,
              last: right.nothing ? [...left.last, ...right.last] : right.last,
              nothing: left.nothing && right.nothing,
            };
          },
          { first: [], last: [], nothing: true } as Edge,
        );
    }
  };
  walk(tree);
  return positions;
}

/** Whether a loop can eat one text in two ways and come back to where it was: each further round then doubles the ways to try. */
function ambiguous(positions: readonly Position[]): boolean {
  const size = positions.length;
  const meets = (a: number, b: number): boolean => {
    const other = (positions[b] as Position).chars;
    for (const char of (positions[a] as Position).chars) if (other.has(char)) return true;
    return false;
  };
  let spent = 0;
  const reach = (start: number, follow: (node: number) => Iterable<number>): Set<number> => {
    const seen = new Set<number>();
    const open = [start];
    for (let node = open.pop(); node !== undefined && spent < BUDGET; node = open.pop()) {
      for (const next of follow(node)) {
        spent++;
        if (!seen.has(next)) {
          seen.add(next);
          open.push(next);
        }
      }
    }
    return seen;
  };
  function* pairsAfter(pair: number): Generator<number> {
    const [a, b] = [Math.floor(pair / size), pair % size];
    for (const x of (positions[a] as Position).next.keys()) {
      for (const y of (positions[b] as Position).next.keys()) if (x === y || meets(x, y)) yield x * size + y;
    }
  }
  const onward = positions.map((_, at) => reach(at, (node) => (positions[node] as Position).next.keys()));
  for (const [at, { next }] of positions.entries()) {
    for (const [to, ways] of next) if (ways > 1 && (to === at || onward[to]?.has(at))) return true;
    if (!onward[at]?.has(at)) continue;
    for (const pair of reach(at * size + at, pairsAfter)) {
      const [a, b] = [Math.floor(pair / size), pair % size];
      if (a !== b && onward[a]?.has(at) && onward[b]?.has(at) && reach(pair, pairsAfter).has(at * size + at)) return true;
    }
    if (spent >= BUDGET) return false;
  }
  return false;
}

/** The smallest repeat that can divide one text in exponentially many ways, as written; undefined where none is found. */
export function ambiguousRepeat(tree: Tree): string | undefined {
  switch (tree.kind) {
    case 'set':
    case 'empty':
      return undefined;
    case 'sequence':
      return first(tree.parts);
    case 'choice':
      return first(tree.branches);
    case 'repeat':
      return ambiguousRepeat(tree.body) ?? (tree.max > LOOP && ambiguous(positionsOf(tree)) ? tree.text : undefined);
  }
}

function first(trees: readonly Tree[]): string | undefined {
  for (const tree of trees) {
    const found = ambiguousRepeat(tree);
    if (found !== undefined) return found;
  }
  return undefined;
}
