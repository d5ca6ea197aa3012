import { attributeTogether, type CoOccurrence, type Part } from '../../cooccurrence/index.ts';
import type { Memo } from '../case/memo.ts';
import type { PoolCase } from '../case/pool-case.ts';
import { nameOf, placeOf } from './steps-alike.ts';

/** Processes of one program that are weighed together; of more, one that proves a place is proof for the others. */
const MOST = 12;

/**
 * One program, one bug: lives of one process and processes of one program whose pools leak are weighed together. Where each is too short to prove a route
 * or a message, all of them may. Whoever proves one that they do not prove together keeps what it found alone.
 * @param found by pool that leaks, of each alone
 */
export function stepsTogether(
  found: ReadonlyMap<PoolCase, CoOccurrence>,
  partOf: (poolCase: PoolCase) => Part | undefined,
  memo: Memo,
): Map<PoolCase, CoOccurrence> {
  const all = new Map(found);
  for (const cases of byPlace([...found.keys()])) {
    const parts = cases.flatMap((poolCase) => partOf(poolCase) ?? []);
    if (cases.length < 2 || cases.length > MOST || parts.length < cases.length) continue;
    const from = cases.flatMap((poolCase) => [poolCase, found.get(poolCase)]);
    const together = memo.of(cases[0]!, 'steps-together', from, () => attributeTogether(parts));
    const named = new Set(together.flatMap(({ suspects }) => suspects.map(nameOf)));
    cases.forEach((poolCase, i) => {
      const proved = together[i]!;
      if (proved.suspects.length > 0 && found.get(poolCase)!.suspects.every((one) => named.has(nameOf(one)))) all.set(poolCase, proved);
    });
  }
  return all;
}

function byPlace(cases: readonly PoolCase[]): PoolCase[][] {
  const places = new Map<string, PoolCase[]>();
  for (const poolCase of cases) places.set(placeOf(poolCase), [...(places.get(placeOf(poolCase)) ?? []), poolCase]);
  return [...places.values()];
}
