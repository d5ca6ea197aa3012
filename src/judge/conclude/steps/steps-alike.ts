import { FEWEST_STEPS, LEAST_CONFIDENCE, type Attribution, type CoOccurrence } from '../../cooccurrence/index.ts';
import type { PoolCase } from '../case/pool-case.ts';
import { programOf } from '../case/visibility.ts';

/** The chance that two processes of one program leak at the same place, if both leak: a second guilty one beside a known one is rare. */
const SAME_PLACE = 0.95;

interface Proof {
  readonly place: string;
  readonly name: string;
  readonly confidence: number;
  readonly probability: number;
}

/** What a suspect is called. */
export const nameOf = ({ route, template }: Attribution): string => route ?? template ?? '';
/** Pools with the same place belong to the same program. */
export const placeOf = ({ life, pool }: PoolCase): string => `${programOf(life)}\u0001${pool.name}`;

/**
 * One program, one bug: where the steps of one process prove a route or a message, and those of another process of the same program, whose pool
 * leaks too, prove none but go with the same one best, it is this one. By Bayes' rule: what was one of so many is the likely one from the start.
 * @param found by pool that leaks; given back with the suspects that this adds
 */
export function stepsAlike(found: ReadonlyMap<PoolCase, CoOccurrence>): Map<PoolCase, CoOccurrence> {
  const proofs = [...found].flatMap(([poolCase, { suspects }]) =>
    suspects.map((one): Proof => ({
      place: placeOf(poolCase),
      name: nameOf(one),
      confidence: one.confidence,
      probability: one.probability,
    })),
  );
  return new Map(
    [...found].map(([poolCase, one]) => [poolCase, one.suspects.length > 0 ? one : withProofs(one, placeOf(poolCase), proofs)]),
  );
}

function withProofs(found: CoOccurrence, place: string, proofs: readonly Proof[]): CoOccurrence {
  const [best] = found.candidates;
  const proof = best && proofs.find((other) => other.place === place && other.name === nameOf(best));
  if (!best || !proof || best.gain <= 0 || best.confidence >= 1) return found;
  // It must explain as many here as alone, and have caused as many at the rate that the other process shows.
  if (Math.round(best.leaked) < FEWEST_STEPS || proof.probability * best.occurrences < FEWEST_STEPS) return found;
  const same = SAME_PLACE * proof.confidence;
  const before = (same / (1 - same)) * Math.max(1, found.groups - 1);
  const odds = (before * best.confidence) / (1 - best.confidence);
  const confidence = Math.min(proof.confidence, odds / (1 + odds));
  if (!(confidence >= LEAST_CONFIDENCE)) return found;
  const silentShare = found.steps > 0 ? Math.max(0, 1 - best.leaked / found.steps) : 1;
  return { ...found, suspects: [{ ...best, confidence, elsewhere: true }], candidates: found.candidates.slice(1), silentShare };
}
