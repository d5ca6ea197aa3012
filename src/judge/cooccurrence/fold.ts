import type { Intervals, Key } from './types.ts';

/** Fewer siblings than this may be resources of their own. */
const FEWEST_SIBLINGS = 3;

/**
 * Routes that differ in one literal segment in their middle alone (`/branches/north/titles/{id}`, `/branches/harbour/titles/{id}` …): a name in the
 * place of an id. Each such family is one more candidate, beside its members; which of them explains the steps better is for the likelihood to say.
 */
export function folded(value: Intervals): [name: string, key: Key][] {
  const families = new Map<string, Map<string, Key>>();
  for (const [name, key] of value.keys) {
    if (key.route === undefined || key.template !== undefined) continue;
    for (const [pattern, word] of patternsOf(key.route)) {
      const id = `${key.kind} ${key.status ?? ''} ${pattern}`;
      const family = families.get(id) ?? new Map<string, Key>();
      families.set(id, family);
      family.set(`${word} ${name}`, key);
    }
  }
  return [...families]
    .filter(([, family]) => family.size >= FEWEST_SIBLINGS)
    .map(([id, family]) => [`f ${id}`, together([...family.values()], id.split(' ').slice(2).join(' '))]);
}

/** The route with each of its inner literal segments in turn left open. */
function patternsOf(route: string): [pattern: string, word: string][] {
  const parts = route.split('/');
  return parts.flatMap((word, i): [string, string][] => {
    const inner = i > 1 && i < parts.length - 1;
    return inner && word !== '' && !word.startsWith('{') ? [[[...parts.slice(0, i), '{id}', ...parts.slice(i + 1)].join('/'), word]] : [];
  });
}

/** Several keys as one, of a route that stands for all of theirs. */
export function together(keys: readonly Key[], route: string): Key {
  const lines = new Map<number, number>();
  for (const { cells } of keys) for (let c = 0; c < cells.length; c += 2) lines.set(cells[c]!, (lines.get(cells[c]!) ?? 0) + cells[c + 1]!);
  const [head] = keys as readonly [Key, ...Key[]];
  return {
    kind: head.kind,
    route,
    ...(head.status !== undefined && { status: head.status }),
    ended: keys.every((key) => key.ended),
    total: keys.reduce((sum, { total }) => sum + total, 0),
    cells: [...lines].sort(([a], [b]) => a - b).flat(),
    times: keys.flatMap(({ times }) => times),
    first: head.first,
    last: keys.at(-1)?.last ?? head.last,
    recent: head.recent,
    raised: keys.flatMap(({ raised }) => raised).sort((a, b) => a.sample - b.sample),
  };
}
