import { describe, expect, it } from 'vitest';
import { frames, judge, MINUTE, SECOND, world, type World } from './world.ts';

const EXPORT = frames('pool:DruidDataSource.getConnection', 'CsvExport.run', 'ExportApi.post', 'framework:Servlet.service');
const HELPED = frames('pool:DruidDataSource.getConnection', 'Db.open', 'CsvExport.run', 'ExportApi.post', 'framework:Servlet.service');

/** Connections of an export that are taken back by force, one each quarter of an hour, from threads of their own. */
function story({ stillIn = 3, stack = EXPORT, thread = (i: number) => `http-${i}`, everyMs = 15 * MINUTE } = {}): World {
  const log = world('app.log', { runtime: 'druid' });
  for (let i = 0; i < 5; i++) log.by({ thread: thread(i) }).alarm(20 * MINUTE + i * everyMs, null, stack, { reclaimed: true, stillIn });
  return log.says(3 * 60 * MINUTE, 'the log goes on');
}

describe('what the pool takes back by force', () => {
  it('from a thread that is still at work in the method that took it is slow work', () => {
    const { pool, codes, suspects } = judge(story());
    expect(pool.verdict).toBe('long-hold');
    expect(codes).toContain('taken-at-work');
    expect(suspects).toMatchObject([{ leaked: 0, returnedLate: 5 }]);
  });

  it.each<[string, Parameters<typeof story>[0]]>([
    ['that is elsewhere', { stillIn: 2 }],
    ['of which nothing is told', { stillIn: 0 }],
    ['that has left the helper which took it', { stillIn: 3, stack: HELPED }],
    ['several of which are taken back at once', { thread: () => 'http-1', everyMs: SECOND }],
  ])('from a thread %s was forgotten', (_, how) => {
    expect(judge(story(how)).verdict).toBe('leak');
  });

  it('from work that forgets on another path is a leak beside slow work', () => {
    const log = story();
    log
      .by({ thread: 'http-9' })
      .alarm(150 * MINUTE, null, frames('pool:DruidDataSource.getConnection', 'Stock.reserve'), { reclaimed: true });
    const { verdict, suspects } = judge(log.says(4 * 60 * MINUTE, 'on'));
    expect(verdict).toBe('leak');
    expect(suspects.map(({ verdict: one }) => one).sort()).toEqual(['leak', 'long-hold']);
  });
});
