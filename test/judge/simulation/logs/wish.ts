import { between, logBetween, pick, seeded, whole, type Random } from '../random.ts';
import { inventApp, type App } from './app.ts';

export const RUNTIMES = ['hikaricp', 'sqlalchemy', 'go'] as const;
export type Runtime = (typeof RUNTIMES)[number];

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
export const LENGTHS: Readonly<Record<string, number>> = {
  '10 min': 10 * MINUTE,
  '30 min': 30 * MINUTE,
  '1 h': HOUR,
  '6 h': 6 * HOUR,
  '1 day': 24 * HOUR,
  '3 days': 72 * HOUR,
};

export const SHAPES = ['steady', 'daily', 'ramp', 'bursts', 'idle-less'] as const;
export type Shape = (typeof SHAPES)[number];

/** What goes wrong. `slow`: nothing but jobs that hold for long. */
export const TROUBLES = ['none', 'slow', 'overload', 'leak'] as const;
export type Trouble = (typeof TROUBLES)[number];

/** Everything that a seed decides before the first request. */
export interface Wish {
  readonly seed: number;
  readonly runtime: Runtime;
  readonly length: string;
  /** Length of the log, ms; what came before it and is cut off is not in it. */
  readonly lengthMs: number;
  readonly shape: Shape;
  readonly phase: number;
  readonly trouble: Trouble;
  readonly app: App;
  /** Requests over the whole log. */
  readonly requests: number;
  readonly pods: number;
  /** How many of the pods run the faulty revision. */
  readonly faultyPods: number;
  /** Connections that a pool may open. */
  readonly max: number;
  /** Go's default: no limit. `max` is then one that is never met. */
  readonly unlimited: boolean;
  /** Checkouts are logged with the stack that took them. */
  readonly stacks: boolean;
  /** How long a caller waits for a connection, ms; Infinity where Go's caller has no deadline. */
  readonly patienceMs: number;
  /** Connections to leak over the log, in all pods. */
  readonly leaks: number;
  /** How many code paths leak them. */
  readonly guilty: number;
  /** The leak happens where the code fails and says so. */
  readonly failsLoudly: boolean;
  readonly slowJobs: 'none' | 'one' | 'regular' | 'at once';
  /** Connections kept for good by a listener. */
  readonly keepers: number;
  /** Busy connections, on average, of requests that log nothing. */
  readonly unseenBusy: number;
  readonly restarts: number;
  /** The log begins this long after the process did, ms. */
  readonly headMs: number;
  /** Share of the log at its end in which nobody asks for anything. */
  readonly quietTail: number;
}

const sizeOf = (random: Random): number => pick(random, [1, whole(random, 2, 4), whole(random, 5, 9), whole(random, 10, 30)]);

/** Draws a world's wishes; each number follows from the seed and the runtime alone. */
export function wishOf(seed: number, runtime: Runtime): Wish {
  const random = seeded(seed * 3 + RUNTIMES.indexOf(runtime));
  for (let i = 0; i < 5; i++) random();
  const length = pick(random, Object.keys(LENGTHS));
  const lengthMs = LENGTHS[length] as number;
  const shape = pick(random, SHAPES);
  const trouble = pick(random, ['none', 'slow', 'overload', 'leak', 'leak'] as const);
  const leaks = trouble === 'leak' ? sizeOf(random) : 0;
  const keepers = random() < 0.1 ? whole(random, 1, 2) : 0;
  const slowJobs = trouble === 'slow' ? pick(random, ['one', 'regular', 'at once'] as const) : random() < 0.3 ? pick(random, ['one', 'regular', 'at once'] as const) : 'none'; // prettier-ignore
  const unseenBusy =
    runtime === 'sqlalchemy' ? 0 : shape === 'idle-less' ? logBetween(random, 2, 12) : random() < 0.4 ? logBetween(random, 0.02, 2) : 0;
  const pods = random() < 0.75 ? 1 : whole(random, 2, 3);
  const faultyPods = pods > 1 && random() < 0.3 ? 1 : pods;
  const roomy = leaks / faultyPods + keepers + 4 + Math.ceil(unseenBusy * 3) + whole(random, 1, 12);
  const tight = keepers + Math.ceil(unseenBusy * 2) + whole(random, 4, 8);
  const unlimited = runtime === 'go' && trouble !== 'overload' && random() < 0.2;
  return {
    seed, runtime, length, lengthMs, shape, trouble, leaks, keepers, slowJobs, unseenBusy, pods, faultyPods,
    unlimited,
    stacks: runtime === 'hikaricp' || (runtime === 'sqlalchemy' && random() < 0.35),
    phase: random(),
    app: inventApp(random),
    requests: Math.round(logBetween(random, 150, 1500)),
    // One leaking pool of four is too small for what it loses.
    max: unlimited ? 5000 : Math.round(trouble === 'overload' || (trouble === 'leak' && random() < 0.25) ? tight : roomy),
    patienceMs: runtime === 'go' ? pick(random, [5000, 10_000, 30_000, Infinity]) : pick(random, [2000, 10_000, 30_000, 30_000]),
    guilty: leaks >= 4 && random() < 0.25 ? 2 : 1,
    failsLoudly: random() < 0.5,
    restarts: random() < 0.2 ? whole(random, 1, 2) : 0,
    headMs: random() < 0.25 ? lengthMs * between(random, 0.1, 0.5) : 0,
    quietTail: random() < 0.35 ? between(random, 0.03, 0.15) : 0,
  }; // prettier-ignore
}
