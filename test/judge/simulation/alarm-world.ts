import type { TimedEvent } from '../../../src/model/event.ts';
import type { StackFrame } from '../../../src/model/stack-frame.ts';
import { MINUTE, SECOND, frames, hikari, type World } from '../world.ts';
import { between, logBetween, normal, pick, whole, type Random } from './random.ts';

export interface AlarmWish {
  /** Returns of reported connections are logged, and so is what the pool says of itself at INFO. */
  readonly visible: boolean;
  /** The log shows how long a connection may be out before it is reported. */
  readonly known: boolean;
  /** Call sites that leak, 0 to 2. */
  readonly leaking: number;
}

export interface AlarmWorld {
  readonly wish: AlarmWish;
  readonly events: readonly TimedEvent[];
  readonly guilty: ReadonlySet<string>;
  readonly thresholdMs: number;
  /** Leaked connections that were reported before the log ends. */
  readonly leaked: number;
  /** How long the log goes on after the last such report, ms. */
  readonly quietMs: number;
  /** Reported honest ones that are out where the log ends. */
  readonly inFlight: number;
}

interface Piece {
  readonly at: number;
  readonly write: (log: World) => void;
}

const ofPool = (name: string): StackFrame[] =>
  frames('pool:HikariPool.getConnection', `Repo.${name}`, `Api.${name}`, 'framework:Servlet.service');
const ofThread = (name: string): StackFrame[] => [
  ...frames('pool:HikariPool.getConnection', `Job.${name}`),
  ...frames('runtime:Thread.run'),
];

/**
 * A service on HikariCP with leak detection: it shows no checkouts, only what was out for longer than the threshold. Some sites are slow and
 * come back, slow jobs run seldom, a listener may keep one connection for good.
 */
export function alarmWorld(random: Random, wish: AlarmWish): AlarmWorld {
  const thresholdMs = Math.round(logBetween(random, 2, 60)) * SECOND;
  const lengthMs = logBetween(random, 10 * MINUTE, 8 * 60 * MINUTE);
  const max = whole(random, 5, 30);
  const cut = lengthMs * between(random, 0.3, 1);
  const free = Array.from({ length: max }, (_, i) => ({ name: `PgConnection@${(4096 + i).toString(16)}`, since: 0 }));
  const pieces: Piece[] = [];
  const put = (at: number, write: (log: World) => void): void => void pieces.push({ at, write });
  let [leaked, inFlight, last] = [0, 0, 0];

  /** Takes a connection at a time; gives its name, or undefined where none is free then. */
  const take = (at: number, until: number): string | undefined => {
    const one = free.filter(({ since }) => since <= at)[Math.floor(random() * 3)] ?? free.find(({ since }) => since <= at);
    if (one) one.since = until;
    return one?.name;
  };
  const hold = (at: number, heldMs: number, stack: StackFrame[]): void => {
    const name = take(at, at + heldMs);
    if (name === undefined) {
      put(at + 30 * SECOND, (log) =>
        log.timeout(at + 30 * SECOND, { max, stack, severity: 'error', witness: 'exception', waitedMs: 30_000 }),
      );
      return;
    }
    if (heldMs <= thresholdMs) return;
    const reported = at + thresholdMs;
    put(reported, (log) => log.alarm(reported, name, stack));
    if (heldMs === Infinity) {
      if (reported <= cut) [leaked, last] = [leaked + 1, Math.max(last, reported)];
      return;
    }
    if (wish.visible) put(at + heldMs, (log) => log.unleaked(at + heldMs, name));
    if (reported <= cut && at + heldMs > cut) inFlight += 1;
  };

  const guilty = new Set<string>();
  const starts: { at: number; run: () => void }[] = [];
  for (let i = 0; i < wish.leaking; i++) {
    const site = `spend${i}`;
    guilty.add(site);
    const count = whole(random, 1, 12);
    for (let k = 0; k < count; k++) starts.push({ at: random() * lengthMs, run: () => undefined });
    for (const start of starts.slice(-count)) Object.assign(start, { run: () => hold(start.at, Infinity, ofPool(site)) });
    // the same site is slow now and then
    if (random() < 0.4) slow(site, whole(random, 1, 10));
  }
  for (let i = whole(random, 0, 4); i > 0; i--) slow(`list${i}`, whole(random, 1, 40));
  if (random() < 0.3) {
    const at = random() * lengthMs;
    starts.push({ at, run: () => hold(at, logBetween(random, thresholdMs, 10 * MINUTE), frames('pool:HikariPool.getConnection', 'Nightly.run', 'framework:Scheduler.tick')) }); // prettier-ignore
  }
  const listens = random() < 0.2;
  if (listens) {
    const name = take(SECOND, Infinity) as string;
    put(SECOND + thresholdMs, (log) => log.alarm(SECOND + thresholdMs, name, ofThread('listen')));
  }
  // Honest but slow: around the threshold, up to ten times as long.
  function slow(site: string, times: number): void {
    const median = thresholdMs * logBetween(random, 0.3, 2);
    for (let k = 0; k < times; k++) {
      const at = random() * lengthMs;
      starts.push({ at, run: () => hold(at, Math.min(10 * MINUTE, median * Math.exp(0.6 * normal(random))), ofPool(site)) });
    }
  }
  for (const { run } of starts.sort((a, b) => a.at - b.at)) run();

  const log = hikari('app.log');
  if (wish.visible) log.begins(0);
  if (wish.known) log.set(0, { leakDetectionThresholdMs: thresholdMs, severity: wish.visible ? 'info' : 'warn' });
  for (const { write } of pieces.filter(({ at }) => at <= cut).sort((a, b) => a.at - b.at)) write(log);
  log.says(cut, pick(random, ['tick', 'tock'])).note(cut, 'visible', { severity: 'warn' });
  return { wish, events: log.events, guilty, thresholdMs, leaked, quietMs: cut - last, inFlight };
}
