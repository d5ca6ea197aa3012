import type { EventDraft } from 'leak-stream/plugin';
import type { ServerLine } from './termination.ts';

/** Source: postgres, src/backend/storage/lmgr/proc.c (ProcSleep, with log_lock_waits). */
const WAIT =
  /process (?<pid>\d{1,10}) (?<fate>still waiting for|acquired) (?<lock>\w{1,40}) on (?<on>[^"]{1,200}?) after (?<ms>\d{1,12}(?:\.\d{1,6})?) ms/;
const QUEUE = /Process(?:es)? holding the lock: (?<holders>[\d, ]{1,1000})\. Wait queue: (?<queue>[\d, ]{0,20000})/;

/** What stands in each of those lines. */
export const LOCK_HINTS = ['Lock on ', 'holding the lock'] as const;

const pids = (text: string | undefined): number[] => (text?.match(/\d{1,10}/g) ?? []).map(Number);

/**
 * A session that waits for a lock, or has it at last. Its line, and the one behind it that tells who holds the lock, are two records of a log of text; undefined for any other
 * line.
 */
export function lockWaitOf({ message, detail, statement, pid, applicationName }: ServerLine): EventDraft | undefined {
  const wait = WAIT.exec(message)?.groups;
  const queue = QUEUE.exec(detail ?? message)?.groups;
  if (wait === undefined && queue === undefined) return undefined;
  const draft = {
    kind: 'server-lock-wait',
    pid: wait === undefined ? pid : Number(wait['pid']),
    lock: wait?.['lock'],
    on: wait?.['on'],
    waitedMs: wait && Number(wait['ms']),
    acquired: wait && wait['fate'] === 'acquired',
    holders: queue && pids(queue['holders']).slice(0, 100),
    waiting: queue && pids(queue['queue']).length,
    statement,
    applicationName: applicationName === '[unknown]' ? undefined : applicationName,
  };
  return Object.fromEntries(Object.entries(draft).filter(([, value]) => value !== undefined)) as EventDraft;
}
