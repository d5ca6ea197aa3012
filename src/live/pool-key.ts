import { createHash } from 'node:crypto';
import type { PoolReport } from '../model/report.ts';

/** Without its last `part`. */
const without = (text: string, part: string): string => {
  const at = text.lastIndexOf(part);
  return at < 0 ? text : text.slice(0, at) + text.slice(at + part.length);
};

/**
 * What tells one pool in one life of one process from all others, now and later. An id names the process and the life only once there is another one, so the id of
 * a pool changes by what comes after it; here they are always named, and apart from the rest of the id.
 */
export function keyOfPool({ id, runtime, instance: { pid = '', restart = 0, lives = 1 } }: PoolReport): string {
  const place = pid === '' ? id : id.replace(`[${pid}] ${runtime}`, () => ` ${runtime}`);
  return [lives > 1 ? without(place, ` #${restart}`) : place, pid, restart].join('\u0001');
}

/** `pl1:` and 16 hexadecimal digits, of one pool in one life of one process. */
export const fingerprintOfPool = (pool: PoolReport): string =>
  `pl1:${createHash('sha256').update(keyOfPool(pool)).digest('hex').slice(0, 16)}`;
