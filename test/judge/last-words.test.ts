import { describe, expect, it } from 'vitest';
import { MINUTE, SECOND, judge, world, type World } from './world.ts';

interface Stuck {
  /** Which of the runs never end. */
  readonly hangs?: (run: number) => boolean;
  readonly threadOf?: (run: number) => string;
}

/** Imports and mails of a pool of threads; some imports never end, and keep their thread and connection. In-use is sampled every 30 s. */
function imports({ hangs = (run) => run % 12 === 7, threadOf }: Stuck = {}): World {
  const log = world();
  let [lost, run] = [0, 0];
  for (let i = 0; i < 60; i++) {
    const at = i * 30 * SECOND;
    for (let k = 0; k < 4; k++, run++) {
      const thread = log.by({ thread: threadOf?.(run) ?? (hangs(run) ? `pool-${run}` : `pool-${k}`) });
      const begins = at + (k + 1) * 5 * SECOND + ((run * 7) % 5) * 100;
      thread.says(begins, 'import <*> started');
      if (hangs(run)) lost += 1;
      else thread.says(begins + 300, 'import <*> finished');
      log.by({ thread: `mail-${k % 2}` }).says(begins + 700, 'mail <*> sent');
    }
    log.sample(at + 29 * SECOND, lost + (i % 3 === 1 ? 1 : 0), { max: 100 });
  }
  return log;
}

describe('work that waits for ever', () => {
  it('is named by the last words of its threads, though most of what says so ends well', () => {
    const { verdict, suspects } = judge(imports());
    expect(verdict).toBe('leak');
    expect(suspects).toMatchObject([{ verdict: 'leak', template: 'import <*> started', leaked: 20, checkouts: 240 }]);
    expect(suspects[0]?.reasons.map(({ code }) => code)).toContain('silent-since');
  });

  it('is not named where no run of it ever went on: then nobody knows how long it takes', () => {
    const codes = judge(imports({ hangs: () => true })).suspects.flatMap(({ reasons }) => reasons.map(({ code }) => code));
    expect(codes).not.toContain('silent-since');
  });

  it('is not told from work of which each piece has a thread of its own, once there are too many threads', () => {
    const log = imports({ threadOf: (run) => `task-${run}` });
    for (let i = 0; i < 2100; i++) log.by({ thread: `extra-${i}` }).says(30 * MINUTE, 'hello');
    log.sample(31 * MINUTE, 20, { max: 100 });
    expect(judge(log).suspects.flatMap(({ reasons }) => reasons.map(({ code }) => code))).not.toContain('silent-since');
    const few = judge(imports({ threadOf: (run) => `task-${run}` })).suspects;
    expect(few).toMatchObject([{ template: 'import <*> started', leaked: 20 }]);
  });
});
