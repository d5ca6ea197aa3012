import { FEWEST_SAMPLES, type SeriesJudgement } from '../../series/index.ts';
import type { Memo } from '../case/memo.ts';
import type { PoolCase } from '../case/pool-case.ts';
import { plural, reason } from '../words/reasons.ts';
import { claim, type Claim } from './claim.ts';

/**
 * Lives of one pool that followed each other, each with too few samples to be called healthy: together they may have enough. None of them may show anything
 * but in-use that came back to its lowest by its end, for a restart hides what was lost before it.
 */
export function fromLives(
  cases: readonly PoolCase[],
  series: ReadonlyMap<PoolCase, SeriesJudgement | undefined>,
  memo: Memo,
): Map<PoolCase, Claim> {
  const found = new Map<PoolCase, Claim>();
  for (const lives of byPool(cases)) {
    if (lives.length < 2) continue;
    const told = lives.map((one) => series.get(one));
    const from = lives.flatMap((one, i) => [one, told[i]]);
    const health = memo.of(lives[0]!, 'lives', from, () => healthOf(lives, told));
    if (health) lives.forEach((one, i) => isShort(told[i]) && found.set(one, health));
  }
  return found;
}

/** Pools of one name at one place, whatever process had them. */
export function byPool(cases: readonly PoolCase[]): PoolCase[][] {
  const pools = new Map<string, PoolCase[]>();
  for (const poolCase of cases) {
    const { life, pool } = poolCase;
    const { namespace, pod, container, host } = life.instance;
    const key = [life.source, namespace, pod, container, host, life.runtime, pool.name].join('\u0001');
    const known = pools.get(key);
    if (known) known.push(poolCase);
    else pools.set(key, [poolCase]);
  }
  return [...pools.values()];
}

const isShort = (told: SeriesJudgement | undefined): boolean => told?.reasons.includes('too-few-samples') === true;

/** In-use ends at its lowest, and nothing but the number of samples speaks against health. */
const isQuiet = (told: SeriesJudgement | undefined): told is SeriesJudgement =>
  told !== undefined && told.floor.length === 1 && (told.verdict === 'healthy' || isShort(told));

/** Each began when the one before was over: workers side by side are seen for no longer than each of them. */
function followEachOther(lives: readonly PoolCase[]): boolean {
  const spans = lives.map(({ life }) => [life.firstAt ?? NaN, life.lastAt ?? NaN] as const).sort(([a], [b]) => a - b);
  return spans.every(([from], i) => i === 0 || from >= spans[i - 1]![1]) && spans.every(([from, to]) => from <= to);
}

function healthOf(lives: readonly PoolCase[], told: readonly (SeriesJudgement | undefined)[]): Claim | undefined {
  if (!told.every(isQuiet) || !followEachOther(lives)) return undefined;
  // A single sample is its own lowest, whatever was out.
  const samples = told.reduce((sum, { n }) => sum + (n > 1 ? n : 0), 0);
  if (samples < FEWEST_SAMPLES) return undefined;
  const text = `${plural(lives.length, 'life', 'lives')} of this pool that followed each other have ${plural(samples, 'sample')} together, and by the end of each in-use was down at its lowest.`;
  return claim('healthy', 0.8, reason('lives-together', 'healthy', text));
}
