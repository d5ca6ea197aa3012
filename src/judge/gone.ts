import { limitOf } from './limit.ts';
import { timeoutsOf } from './conclude/case/pool-case.ts';
import { judgeSeries, type SeriesJudgement } from './series/index.ts';
import type { Life, Process, State } from './state.ts';

/** A pod, container or file that was not heard for so long of the log's time is gone: another one has taken its place. */
const GONE_MS = 3_600_000;
/** Of those that are gone and had a pool so many are remembered, and that many are left when there were too many. */
const REMEMBERED = { most: 500, left: 375 };

/** So many may have clocks that are ahead: their time is not the log's. */
const AHEAD = 0.01;

interface Gone {
  readonly key: string;
  readonly at: number;
  readonly processes: readonly Process[];
}

/**
 * Forgets streams that are gone where a log goes on for days and pods replace each other: those without a pool at once, of the others the ones that were
 * well first, and then the ones that have been silent for longest. What is forgotten is counted in the state.
 */
export function forgetGone(state: State): void {
  const streams = [...state.streams].flatMap(([key, some]): Gone[] => {
    const processes = [...some.values()];
    const at = heardAt(processes);
    return at === null ? [] : [{ key, at, processes }];
  });
  streams.sort((a, b) => b.at - a.at);
  const now = streams[Math.floor(streams.length * AHEAD)]?.at ?? 0;
  const gone = streams.filter(({ at }) => now - at > GONE_MS);
  const pooled = gone.filter(({ processes }) => processes.some(({ lives }) => lives.size > 0));
  for (const { key, processes } of gone) if (processes.every(({ lives }) => lives.size === 0)) state.streams.delete(key);
  if (pooled.length <= REMEMBERED.most) return;
  const ranked = pooled.map((one) => ({ ...one, troubled: one.processes.some(isTroubled) }));
  ranked.sort((a, b) => Number(a.troubled) - Number(b.troubled) || a.at - b.at || 0);
  for (const { key, processes } of ranked.slice(0, pooled.length - REMEMBERED.left)) {
    state.streams.delete(key);
    state.gone += processes.length;
  }
}

/** When one of them was heard last; null where lines show no time. */
const heardAt = (processes: readonly Process[]): number | null =>
  processes.reduce<number | null>((latest, { heardAt: at }) => (at === null || (latest !== null && latest > at) ? latest : at), null);

/** Whether it has anything to tell but that it was well. */
const isTroubled = ({ lives }: Process): boolean => [...lives.values()].flat().some(isTroubledLife);

const isWell = ({ verdict, reasons }: SeriesJudgement): boolean => verdict === 'healthy' || reasons.includes('too-few-samples');

const isTroubledLife = (life: Life): boolean =>
  life.open.size + life.alarms.size + life.moving.length + life.reclaimed.length + life.lateReturns.length > 0 ||
  [...life.pools.values()].some(
    (pool) => timeoutsOf(pool) > 0 || !isWell(judgeSeries(pool.samples, limitOf(pool), { fromStart: life.startSeen })),
  );
