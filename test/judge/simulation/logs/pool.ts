import { between, type Random } from '../random.ts';
import type { Traffic, Work } from './traffic.ts';
import type { Wish } from './wish.ts';

const SECOND = 1000;
const MINUTE = 60_000;

/** A connection in use. */
export interface Stay {
  readonly work: Work | undefined;
  /** Index of the connection in its pool. */
  readonly slot: number;
  readonly asked: number;
  readonly from: number;
  /** Infinity where it never comes back; beyond the life's end where the process ends first. */
  readonly to: number;
}

/** A caller that gave up, or that still waits (`at` is Infinity). */
export interface Refusal {
  readonly work: Work;
  readonly asked: number;
  readonly at: number;
}

/** One process from its start to its end. Times in ms since the log's first line. */
export interface Life {
  readonly pod: number;
  readonly restart: number;
  readonly from: number;
  readonly to: number;
  /** It ended before the log did. */
  readonly ended: boolean;
  readonly stays: readonly Stay[];
  readonly refusals: readonly Refusal[];
  readonly leaked: readonly Stay[];
  readonly keepers: readonly Stay[];
}

/** Runs the work of one pod through its pool: first come, first served; who has waited too long gives up. */
function lifeOf(wish: Wish, work: readonly Work[], pod: number, restart: number, from: number, limit: number, dryFor: number): Life {
  const free = Array.from({ length: wish.max }, () => from);
  const stays: Stay[] = [];
  const keepers: Stay[] = [];
  for (let slot = 0; slot < Math.min(wish.keepers, wish.max - 1); slot++) {
    const since = from + (slot + 1) * SECOND;
    keepers.push({ work: undefined, slot, asked: since, from: since, to: Infinity });
    free[slot] = Infinity;
  }
  const refusals: Refusal[] = [];
  let to = limit;
  for (const one of work) {
    if (one.at < from) continue;
    if (one.at >= to) break;
    let slot = free.findIndex((since) => since <= one.at);
    if (slot < 0) slot = free.reduce((best, since, i) => (since < (free[best] as number) ? i : best), 0);
    const since = Math.max(free[slot] as number, one.at);
    if (since - one.at > wish.patienceMs || since === Infinity) {
      refusals.push({ work: one, asked: one.at, at: one.at + wish.patienceMs });
      // Nothing will ever come back: somebody restarts it, or the log is taken.
      if (since === Infinity) to = Math.min(to, one.at + dryFor);
      continue;
    }
    const until = one.leaks ? Infinity : since + one.heldMs;
    stays.push({ work: one, slot, asked: one.at, from: since, to: until });
    free[slot] = until;
  }
  const within = stays.filter((stay) => stay.from < to);
  return {
    pod, restart, from, to, ended: to < limit,
    stays: within,
    keepers,
    refusals: refusals.filter((one) => one.asked < to),
    leaked: within.filter((stay) => stay.work?.leaks === true && stay.from + stay.work.heldMs < to),
  }; // prettier-ignore
}

/** All processes of a log. `endedAt` is where the log ends: earlier than wished where nobody restarted a pool that had run dry. */
export function livesOf(random: Random, wish: Wish, traffic: Traffic): { readonly lives: readonly Life[]; readonly endedAt: number } {
  const shares = traffic.work.map(({ leaks }) => Math.floor(random() * (leaks ? wish.faultyPods : wish.pods)));
  const lives: Life[] = [];
  const planned = Array.from({ length: wish.restarts }, () => between(random, 0.1, 0.9) * wish.lengthMs).sort((a, b) => a - b);
  const restarts = random() < 0.5;
  let endedAt = wish.lengthMs;
  for (let pod = 0; pod < wish.pods; pod++) {
    const work = traffic.work.filter((_, i) => shares[i] === pod);
    let [from, restart] = [-wish.headMs, 0];
    const own = planned.filter((_, i) => i % wish.pods === pod);
    while (from < wish.lengthMs) {
      const limit = own.find((at) => at > from) ?? wish.lengthMs;
      const life = lifeOf(wish, work, pod, restart, from, limit, between(random, 2 * MINUTE, 15 * MINUTE));
      const ended = life.to < wish.lengthMs;
      lives.push({ ...life, ended });
      if (ended && life.ended && !restarts) {
        endedAt = Math.min(endedAt, Math.max(life.to, MINUTE));
        break;
      }
      from = life.to + between(random, 5 * SECOND, 30 * SECOND);
      restart++;
    }
  }
  return { lives: lives.filter(({ to, from }) => to > 0 && from < endedAt).map((life) => ({ ...life, to: Math.min(life.to, endedAt), ended: life.to < endedAt })), endedAt };
} // prettier-ignore
