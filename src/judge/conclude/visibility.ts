import type { Life } from '../state.ts';

/** Could a return have been seen? HikariCP reports leaks at WARN and returns at INFO. */
export type Visibility = 'seen' | 'possible' | 'hidden';

/** Lines of the pool's logger at INFO or below show that a return would have been printed. */
const printsInfo = ({ visible }: Life): boolean =>
  (visible.get('info') ?? 0) + (visible.get('debug') ?? 0) + (visible.get('trace') ?? 0) > 0;

export function returnsVisible(life: Life): Visibility {
  if (life.returnsSeen > 0) return 'seen';
  if (life.returnsNeverLogged) return 'hidden';
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
