import { describe, expect, it } from 'vitest';
import { MINUTE, SECOND, judge, world, type World } from './world.ts';

/** Each piece of work is a task of its own, whose name never comes again; one in ten is cancelled after a line that says so and keeps its connection. */
function tasks(loses: (i: number) => boolean): World {
  const log = world();
  for (let i = 0; i < 120; i++) {
    const task = log.by({ thread: `deliver-${i}` });
    const at = i * 5 * SECOND;
    task.out(at, `c${i}`).says(at + SECOND, loses(i) ? 'message <*>: no answer within <*> s' : 'message <*> delivered', {
      route: 'task:deliver-{id}',
      ...(loses(i) && { severity: 'error' }),
    });
    if (!loses(i)) task.back(at + 2 * SECOND, `c${i}`);
    // what comes after the return may be said as well
    task.says(at + 3 * SECOND, 'done', { route: 'task:deliver-{id}' });
  }
  return log.says(15 * MINUTE, 'on we go');
}

describe('tasks that do one thing in their life', () => {
  it('count for their route though nothing ends them, so that what is lost is held against its own kind', () => {
    const { verdict, suspects } = judge(tasks((i) => i % 10 === 4));
    expect(verdict).toBe('leak');
    expect(suspects).toMatchObject([
      { route: 'task:deliver-{id}', template: 'message <*>: no answer within <*> s', leaked: 12, open: 12, checkouts: 120 },
    ]);
    expect(suspects[0]?.reasons.map(({ code }) => code)).not.toContain('kept-from-start');
  });

  it('accuse nobody where all give back', () => {
    expect(judge(tasks(() => false))).toMatchObject({ verdict: 'healthy', suspects: [] });
  });
});
