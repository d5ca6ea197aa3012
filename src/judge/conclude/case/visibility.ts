import type { LateReturn, Life } from '../../state.ts';
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
  readonly lateReturns: readonly LateReturn[];
  readonly moreBack: Pick<BackByInUse, 'more'>;
}

export function returnsVisible({ life, lateReturns, moreBack }: Seen): Visibility {
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
