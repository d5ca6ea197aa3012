import { limitOf } from '../../limit.ts';
import type { Hold, ClosedHold, Alarm, LateReturn, Life, PoolState, Process, State } from '../../state.ts';
import { settleLastDeadlines } from '../../observe/alarms/deadlines.ts';
import { backByInUse, type BackByInUse } from './back-by-in-use.ts';
import { canonicalName } from './canonical-name.ts';
import { joinedPool } from './joined-pool.ts';
import type { Memo } from './memo.ts';
import { livesIn, settledStream } from './settled.ts';
import { shareVisibility } from './visibility.ts';

/** One pool in one life of one process: what is judged. */
export interface PoolCase {
  readonly id: string;
  /** Same for all lives of one process, pod or host: what "3 of 12 instances" counts. */
  readonly place: string;
  readonly life: Life;
  /** Lives of its process in this log, forgotten ones included; `life` is the one numbered `life.restart`, from 0. */
  readonly lives: number;
  readonly pool: PoolState;
  /** A line of its process has shown that it is a database's. */
  readonly database: boolean;
  /** The only pool of its life: what names no pool belongs here. */
  readonly alone: boolean;
  /** Whether lines that name this pool, or none, are this one's. */
  readonly owns: (name: string | undefined) => boolean;
  readonly open: readonly Hold[];
  readonly reclaimed: readonly ClosedHold[];
  readonly alarms: readonly Alarm[];
  readonly lateReturns: readonly LateReturn[];
  /** Of some of the alarms so many are known to be over as well, though not which. */
  readonly moreBack: Pick<BackByInUse, 'more' | 'among'>;
}

const hasEvidence = (pool: PoolState): boolean =>
  pool.checkouts > 0 ||
  pool.samples.length > 0 ||
  pool.inUse !== undefined ||
  timeoutsOf(pool) > 0 ||
  pool.collected !== undefined ||
  pool.thresholdMs !== undefined ||
  pool.configuredMax !== undefined;

/** Acquire timeouts: the pool's own count where it prints one, else the errors that were logged and the deadlines that passed while it was full. */
export const timeoutsOf = (pool: PoolState): number =>
  pool.timeoutsCounted > 0 ? pool.timeoutsCounted : pool.timeoutsRaised + pool.deadlines.whilePinned;

/** How high the floor can rise: of what was collected in between it may hold any number. */
export const floorLimitOf = (pool: PoolState): number | undefined => (pool.collected === undefined ? limitOf(pool) : undefined);

/** Whether its process has begun anew since: what was out then is out no more. */
export const hasEnded = ({ life, lives }: PoolCase): boolean => life.restart + 1 < lives;

const placeOf = (life: Life): string => {
  const { namespace, pod, container, host } = life.instance;
  // containers without a pod (docker compose) share one source
  const place = pod !== undefined ? [namespace, pod, container] : [host, container, life.source];
  return place.filter((part) => part !== undefined && part !== '').join('/');
};

/** @param all the lives of its process */
function casesOf(life: Life, all: readonly Life[], { database }: Process, processes: number): PoolCase[] {
  const nameOf = canonicalName(life);
  const pools = new Map<string, PoolState>();
  for (const pool of life.pools.values()) {
    const name = nameOf(pool.name);
    const known = pools.get(name);
    pools.set(name, known ? { ...joinedPool(known, pool), name } : { ...pool, name, deadlines: { ...pool.deadlines } });
  }
  const base = placeOf(life);
  const place = processes > 1 && life.instance.pid !== undefined ? `${base}[${life.instance.pid}]` : base;
  return [...pools.values()].flatMap((pool) => {
    const mine = (name: string | undefined): boolean => nameOf(name) === pool.name;
    const reported = [...life.alarms].filter((alarm) => mine(alarm.pool));
    const { out, back, ...moreBack } = backByInUse(reported, pool);
    const poolCase: PoolCase = {
      id: `${[place, life.runtime, pool.name].filter((part) => part !== '').join(' ')}${all.length > 1 ? ` #${life.restart}` : ''}`,
      place,
      life,
      lives: (all.at(-1) ?? life).restart + 1,
      pool,
      database,
      alone: pools.size === 1,
      owns: mine,
      open: [...life.open.values(), ...life.moving, ...life.swept].filter((hold) => mine(hold.pool)),
      reclaimed: life.reclaimed.filter((hold) => mine(hold.pool)),
      alarms: out,
      lateReturns: [...life.lateReturns.filter((late) => mine(late.pool)), ...back],
      moreBack,
    };
    const speaks =
      hasEvidence(pool) ||
      poolCase.alarms.length > 0 ||
      poolCase.lateReturns.length > 0 ||
      (pools.size === 1 && life.goroutines.length > 0);
    return speaks ? [poolCase] : [];
  });
}

/** All pools of the state as they are if the log ends here, in the order of their names, whatever the order in which the sources came. */
export function poolCases({ streams }: State, memo?: Memo): PoolCase[] {
  const made = [...streams.values()].map((processes) =>
    memo === undefined ? casesOfStream(processes) : memo.ofStream(processes, () => casesOfStream(processes)),
  );
  shareVisibility(made.flatMap(({ settled }) => livesIn(settled)));
  return apart(made.flatMap(({ cases }) => cases)).sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

interface StreamCases {
  /** The processes as they are if the log ends here. */
  readonly settled: ReadonlyMap<string, Process>;
  readonly cases: readonly PoolCase[];
}

function casesOfStream(processes: ReadonlyMap<string, Process>): StreamCases {
  const settled = settledStream(processes);
  const cases = [...settled.values()].flatMap((process) =>
    [...process.lives.values()].flatMap((some) => some.flatMap((life) => casesOf(life, some, process, settled.size))),
  );
  for (const { pool } of cases) settleLastDeadlines(pool);
  return { settled, cases };
}

/** One pod in two files gives two pools of one name: then the file tells them apart. */
function apart(cases: readonly PoolCase[]): PoolCase[] {
  const ids = new Map<string, number>();
  for (const { id } of cases) ids.set(id, (ids.get(id) ?? 0) + 1);
  return cases.map((poolCase) => {
    if (ids.get(poolCase.id) === 1) return poolCase;
    const { instance, source } = poolCase.life;
    return { ...poolCase, id: `${poolCase.id} (${[instance.host, source].filter((part) => part !== undefined).join(' ')})` };
  });
}
