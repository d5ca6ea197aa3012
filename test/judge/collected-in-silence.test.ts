import { describe, expect, it } from 'vitest';
import { SECOND, judge, world, type World } from './world.ts';

const THREADS = ['web-0', 'web-1', 'web-2', 'web-3'];

/** A web server's threads take a connection for 20 ms and tell each request; of the pages every tenth or so keeps its connection. */
function serving(seconds: number, reset?: string): { log: World; kept: { connection: string; thread: string }[] } {
  const log = world();
  const kept: { connection: string; thread: string }[] = [];
  for (let i = 0; i < seconds * 5; i++) {
    const thread = THREADS[i % THREADS.length] as string;
    const [mine, at] = [log.by({ thread }), i * 200];
    mine.out(at, `c${i}`);
    const keeps = i % 21 === 3;
    if (keeps) kept.push({ connection: `c${i}`, thread });
    else mine.back(at + 20, `c${i}`);
    if (!keeps && reset !== undefined) mine.note(at + 20, reset, { connection: `c${i}` });
    mine.served(at + 21, i % 21 < 10 ? 'GET /pages' : 'GET /plots');
  }
  return { log, kept };
}

describe('connections that one thread gives back at once, long after those that took them went on', () => {
  it('were found by a garbage collector that says nothing', () => {
    const { log, kept } = serving(60);
    const web = log.by({ thread: 'web-2' });
    for (const { connection } of kept) web.back(60 * SECOND, connection);
    const { verdict, pool, suspects } = judge(serve(log, 61));
    expect(verdict).toBe('leak');
    expect(pool.reasons[0]).toMatchObject({ code: 'reclaimed' });
    expect(pool.reasons[0]?.text).toMatch(/^15 connections came back long after the work that took each was over/);
    expect(suspects).toMatchObject([{ route: 'GET /pages', leaked: 15, reclaimed: 15, open: 0 }]);
    expect(pool.holdTime).toMatchObject({ count: 305, maxMs: 20 });
  });

  it('and what is still out is lost as well, for their long holds excuse nobody', () => {
    const { log, kept } = serving(60);
    const web = log.by({ thread: 'web-2' });
    for (const { connection } of kept.slice(0, 8)) web.back(40 * SECOND, connection);
    const { suspects } = judge(serve(log, 61));
    expect(suspects).toMatchObject([{ leaked: 15, reclaimed: 8, open: 7 }]);
  });

  it('were held up together, where each comes back by its own thread', () => {
    const { log, kept } = serving(60);
    for (const { connection, thread } of kept) log.by({ thread }).back(60 * SECOND, connection);
    expect(judge(serve(log, 61)).pool.reasons.map(({ code }) => code)).not.toContain('reclaimed');
  });

  it('are given back as they always are, where another thread does so for all', () => {
    const log = world();
    for (let i = 0; i < 300; i++) {
      const thread = THREADS[i % THREADS.length] as string;
      log.by({ thread }).out(i * 200, `c${i}`).served(i * 200 + 5, 'GET /pages'); // prettier-ignore
      if (i % 50 === 49) for (let j = i - 49; j <= i; j++) log.by({ thread: 'flush-0' }).back(i * 200 + 100, `c${j}`);
    }
    expect(judge(log).verdict).toBe('healthy');
  });

  it('are one or another that somebody else gives back, where none comes with it', () => {
    const { log, kept } = serving(60);
    const web = log.by({ thread: 'background-1' });
    for (const [i, { connection }] of kept.entries()) web.back((50 + i) * SECOND, connection);
    expect(judge(serve(log, 70)).pool.reasons.map(({ code }) => code)).not.toContain('reclaimed');
  });
});

describe('a transaction that the pool has to roll back, where all others are ended before', () => {
  /** The collector finds each soon, in whatever thread it runs. */
  const found = (others: string, more: string): World => {
    const { log, kept } = serving(60, others);
    for (const [i, { connection }] of kept.entries()) {
      const [web, at] = [log.by({ thread: THREADS[(i + 1) % 3] as string }), 50 * SECOND + i * 300];
      web.back(at, connection).note(at, more, { connection });
    }
    return serve(log, 61);
  };

  it('was given up: no program asked for its return', () => {
    const { pool, suspects } = judge(found('already-reset', 'rollback-on-return'));
    expect(pool).toMatchObject({ verdict: 'leak', reasons: [{ code: 'reclaimed' }, { code: 'returned' }] });
    expect(suspects[0]).toMatchObject({ route: 'GET /pages', verdict: 'leak' });
  });

  it('is a write now and then, where threads hand others on as well', () => {
    const { log, kept } = serving(60, 'already-reset');
    for (const [i, { connection }] of kept.entries()) {
      const [web, at] = [log.by({ thread: THREADS[(i + 1) % 3] as string }), 50 * SECOND + i * 300];
      web.back(at, connection).note(at, i % 7 === 0 ? 'rollback-on-return' : 'already-reset', { connection });
    }
    expect(judge(serve(log, 61)).pool.reasons.map(({ code }) => code)).not.toContain('reclaimed');
  });

  it.each([
    ['was ended before as well', 'already-reset', 'already-reset'],
    ['is nothing special, where all are rolled back', 'rollback-on-return', 'rollback-on-return'],
  ])('%s', (_what, others, more) => {
    expect(judge(found(others, more)).pool.reasons.map(({ code }) => code)).not.toContain('reclaimed');
  });
});

/** The server goes on. */
function serve(log: World, from: number): World {
  for (let i = 0; i < 20; i++) {
    const mine = log.by({ thread: THREADS[i % THREADS.length] as string });
    mine.out(from * SECOND + i * 200, `d${i}`).back(from * SECOND + i * 200 + 20, `d${i}`);
    mine.served(from * SECOND + i * 200 + 21, 'GET /plots');
  }
  return log;
}
