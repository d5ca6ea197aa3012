import { count, groups, interval, percent, shareOf, table } from './figures.ts';
import type { Outcome } from './logs/judged.ts';

/** What is claimed with a confidence, and whether it holds. */
export interface Claim {
  readonly confidence: number;
  readonly right: boolean;
}

export interface Bucket {
  readonly name: string;
  /** Mean of the stated confidences. */
  readonly stated: number;
  readonly hits: number;
  readonly of: number;
}

const EDGES = [0, 0.35, 0.55, 0.65, 0.75, 0.85, 0.95, 1.01];

/** Claims by stated confidence; empty buckets are left out. */
export function buckets(claims: readonly Claim[]): Bucket[] {
  return EDGES.slice(0, -1).flatMap((from, i) => {
    const to = EDGES[i + 1] as number;
    const list = claims.filter(({ confidence }) => confidence >= from && confidence < to);
    if (list.length === 0) return [];
    const stated = list.reduce((sum, { confidence }) => sum + confidence, 0) / list.length;
    const name = `${from.toFixed(2)}–${Math.min(to, 1).toFixed(2)}`;
    return [{ name, stated, hits: count(list, ({ right }) => right), of: list.length }];
  });
}

/** Verdicts that claim something, and whether they are right. */
export const verdictClaims = (all: readonly Outcome[]): Claim[] =>
  all
    .filter(({ verdict }) => verdict !== 'inconclusive')
    .map(({ verdict, confidence, truth }) => ({ confidence, right: truth.right.includes(verdict) }));

/** How far a stated confidence is off, as far as the number of cases can tell. */
export function judgement({ stated, hits, of }: Bucket): string {
  const off = hits / of - stated;
  const [low, high] = interval(hits, of);
  if (Math.abs(off) <= 0.05) return 'within 5 points';
  if (stated >= low && stated <= high) return 'too few to tell';
  return off > 0 ? 'too modest' : '**too sure**';
}

const HEAD = ['', 'stated', 'on average %', 'right % (95 %)', ''];

/** Stated confidence against how often it was right, by kind of claim. */
export const calibration = <T>(all: readonly T[], kindOf: (one: T) => string, claimsOf: (of: readonly T[]) => readonly Claim[]): string =>
  table(
    HEAD,
    groups(all, kindOf).flatMap(([name, list]) =>
      buckets(claimsOf(list)).map((bucket) => [
        name,
        bucket.name,
        percent(bucket.stated),
        shareOf(bucket.hits, bucket.of),
        judgement(bucket),
      ]),
    ),
  );
