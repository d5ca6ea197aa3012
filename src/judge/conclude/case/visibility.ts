import { limitOf } from '../../limit.ts';
import type { Alarm, LateReturn, Life, PoolState } from '../../state.ts';
import type { BackByInUse } from './back-by-in-use.ts';

/** Could a return have been seen? HikariCP reports leaks at WARN and returns at INFO. */
export type Visibility = 'seen' | 'possible' | 'hidden';

/**
 * A return would have been printed: lines at INFO or below are there, and by more than one logger, so that the level is set above them all and holds
 * for the reports' logger as well. One alone may have been turned up by name, as HikariCP's statistics are (`HikariPool` at DEBUG); nobody turns one up
 * to INFO, which is the usual level. Ordinary lines of two packages tell the same of the level that all loggers have.
 */
function printsInfo({ quietest, reporter, others }: Life): boolean {
  if (quietest.size > 1) return true;
  const [only] = quietest;
  if (only === undefined) return false;
  const [logger, level] = only;
  return level === 'info' || logger === '' || logger === reporter || others.length > 1;
}

/** Of a pool in one life of its process: what came back, and what else is known to be back. */
interface Seen {
  readonly life: Life;
  readonly pool: PoolState;
  readonly alarms: readonly Alarm[];
  readonly lateReturns: readonly LateReturn[];
  readonly moreBack: Pick<BackByInUse, 'more'>;
}

/**
 * How many of the reported connections of which no line tells that they came back are more than the pool may have open: so many are back at least. Some line was
 * not printed or was dropped, and nobody knows of which others that holds. What the pool took back by force it may have opened anew.
 */
export function beyondLimit({ alarms, pool }: Pick<Seen, 'alarms' | 'pool'>): number {
  // callers of a pool that cannot connect tell of fewer than it may have
  const limit = limitOf(pool) === 0 ? 0 : Math.max(pool.seenMax ?? 0, pool.configuredMax ?? 0, pool.openPeak ?? 0);
  const told = limitOf(pool) !== undefined;
  const out = alarms.filter(({ reclaimed }) => !reclaimed).length;
  return told && limit > 0 ? Math.max(0, out - limit) : 0;
}

export function returnsVisible(seen: Seen): Visibility {
  const { life, lateReturns, moreBack } = seen;
  if (beyondLimit(seen) > 0) return 'hidden';
  if (life.returnsSeen > 0) return 'seen';
  // what is known to be back, and of which no line tells, shows that none would
  const unseen = life.unseenReturns + moreBack.more > 0 || lateReturns.some(({ byInUse }) => byInUse);
  if (life.returnsNeverLogged || unseen) return 'hidden';
  return printsInfo(life) || life.infoElsewhere ? 'possible' : 'hidden';
}

/** The last part of a pod's name is its own; what stands before names the revision of its workload, which has one configuration. */
const OWN_PART = /-(?:[bcdfghjklmnpqrstvwxz2456789]{5}|\d{1,5})$/;

/** Processes with the same key run the same program with the same configuration, loggers included. */
export const programOf = ({ runtime, source, instance: { namespace, pod, container, host, service } }: Life): string => {
  const place = pod === undefined ? [source, host, container] : [pod.replace(OWN_PART, ''), container];
  return [runtime, namespace, service, ...place].join('\u0001');
};

/**
 * What one process of a program shows of its loggers holds for the others: pods of one workload, processes of one log, and the lives of a process before
 * and after a restart. A log that was cut at its head often shows the pool's INFO lines, which come at the start, for some of them only.
 */
export function shareVisibility(lives: readonly Life[]): void {
  const telling = new Set(lives.filter((life) => printsInfo(life) || life.returnsSeen > 0).map(programOf));
  for (const life of lives) life.infoElsewhere = telling.has(programOf(life));
}
