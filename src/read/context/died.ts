/**
 * Whoever looks after workers says that one was killed or has died. What it held is gone with it, though no line gives it back; a worker that exits by itself gives back first.
 * A group `pid` is its process id.
 */
const WORDS: readonly RegExp[] = [
  // gunicorn, arbiter.py (murder_workers, reap_workers): the first before it is killed, the others after
  /\bWORKER TIMEOUT \(pid:(?<pid>\d{1,10})\)/,
  /\bWorker \(pid:(?<pid>\d{1,10})\) was sent SIG(?:KILL|ABRT|SEGV)\b/,
  // uWSGI, core/master_utils.c, core/master_checks.c
  /\bHARAKIRI ON WORKER \d{1,6} \(pid: (?<pid>\d{1,10})\b/,
  /^DAMN ! worker \d{1,6} \(pid: (?<pid>\d{1,10})\) died, killed by signal \d/,
  // billiard, pool.py, Celery's workers
  /\b[Pp]rocess '[^'\n]{1,80}' pid:(?<pid>\d{1,10}) exited with 'signal \d/,
  // unicorn, http_server.rb
  /\bworker=\d{1,6} PID:(?<pid>\d{1,10}) timeout \(\d{1,8}s > \d{1,8}s\), killing/,
];

/** The process id of a worker that a message says was killed. */
export function diedIn(message: string): string | undefined {
  const head = message.length > 300 ? message.slice(0, 300) : message;
  // each of them has it, and few other lines do
  if (!head.includes('pid:') && !head.includes('PID:')) return undefined;
  for (const words of WORDS) {
    const pid = words.exec(head)?.groups?.['pid'];
    if (pid !== undefined) return pid;
  }
  return undefined;
}
