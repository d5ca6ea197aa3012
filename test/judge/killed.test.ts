import { describe, expect, it } from 'vitest';
import { judge, MINUTE, SECOND, world, type World } from './world.ts';

/** Honest work of ten minutes at a time, and after each a connection that goes out 30 s before a worker is killed. */
function story(lost: number, kills: number, pid?: string): World {
  const log = world();
  const workers = pid === undefined ? log : log.pid(pid);
  for (let i = 0; i < Math.max(lost, kills); i++) {
    const at = i * 11 * MINUTE;
    // whoever looks after the workers has a number of its own
    log.pid('7').says(at, 'Booting worker with pid: <*>');
    if (i === 0) log.pid('31').says(at, 'Using worker: sync');
    workers.work(60, { from: at + SECOND, everyMs: 10 * SECOND });
    if (i < lost) workers.out(at + 10 * MINUTE, `k${i}`);
    if (i < kills) {
      log.pid('7').says(at + 10.5 * MINUTE, 'WORKER TIMEOUT (pid:<*>)', { died: String(31 + i), severity: 'fatal' });
      log.pid('7').says(at + 10.5 * MINUTE + SECOND, 'Worker (pid:<*>) was sent SIGKILL!', { died: String(31 + i), severity: 'error' });
    }
  }
  workers.work(60, { from: 200 * MINUTE, everyMs: 10 * SECOND });
  return log;
}

describe('connections that are out when workers are killed', () => {
  it('are undecided, one for each worker, where lines of the pool tell no process', () => {
    const { verdict, codes, suspects } = judge(story(4, 4));
    expect(verdict).toBe('inconclusive');
    expect(codes).toContain('worker-killed');
    expect(suspects.every(({ leaked }) => leaked === 0)).toBe(true);
  });

  it('are lost where there are more of them than workers that were killed', () => {
    const { verdict, pool, codes } = judge(story(6, 3));
    expect(verdict).toBe('leak');
    expect(codes).toContain('never-returned');
    expect(pool.openHolds?.length ?? 0).toBeGreaterThanOrEqual(3);
  });

  it('are lost where they went out after the last of them', () => {
    const log = story(0, 2);
    for (let i = 0; i < 4; i++) log.out((201 + i) * MINUTE, `l${i}`);
    log.work(60, { from: 230 * MINUTE, everyMs: 10 * SECOND });
    expect(judge(log).verdict).toBe('leak');
  });

  it('are judged by their own process where the lines tell it', () => {
    expect(judge(story(4, 4, '12')).codes).not.toContain('worker-killed');
  });
});
