import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND, frames, hikari, judge, world, type World } from './world.ts';

const HANGS = HOUR;
const ROUTES = ['GET /orders', 'GET /items', 'POST /carts'];
const PATHS = ['Orders', 'Items', 'Carts', 'Stock'].map((name) =>
  frames('pool:HikariPool.getConnection', `${name}.load`, `${name}Api.serve`),
);

/** Requests of three routes in turn, each answered, and a check of the process' health every ten seconds to the end. */
function answers(log: World, until: number, { checks = true, everyMs = 10 * SECOND } = {}): World {
  for (let at = 0; at < HANGS + 20 * MINUTE; at += everyMs) {
    if (at < until) log.served(at + (at % (7 * SECOND)), ROUTES[(at / everyMs) % 3]!);
    if (checks) log.served(at + SECOND, 'GET /healthz');
  }
  return log;
}

/** A line only to the end of the log. */
const goesOn = (log: World): World => log.note(HANGS + 20 * MINUTE, 'visible', { severity: 'info' });

describe('reported connections of several paths', () => {
  const reported = ({ paths = PATHS, until = HANGS, from = HANGS, more = (log: World): World => log, checks = true } = {}) => {
    const log = hikari()
      .begins(0)
      .set(0, { leakDetectionThresholdMs: 20 * SECOND });
    answers(log, until, { checks });
    log.alarm(10 * MINUTE, 'c0', PATHS[0]).unleaked(11 * MINUTE, 'c0');
    for (let i = 0; i < 8; i++) log.alarm(from + 20 * SECOND + i * 20 * SECOND, `h${i}`, paths[i % paths.length]);
    return judge(goesOn(more(log)));
  };

  it('are undecided where no request is answered any more since the first went out', () => {
    const { verdict, codes, suspects } = reported();
    expect(verdict).toBe('inconclusive');
    expect(codes).toContain('all-stalled');
    expect(suspects.every(({ leaked }) => leaked === 0)).toBe(true);
  });

  it.each<[string, Parameters<typeof reported>[0]]>([
    ['requests go on until the pool is dry', { until: HANGS + 3 * MINUTE }],
    ['requests had stopped long before', { until: HANGS - 10 * MINUTE }],
    ['they are of two paths', { paths: PATHS.slice(0, 2) }],
    [
      'users of one route are served',
      { more: (log) => log.served(HANGS + 2 * MINUTE, 'GET /reports').served(HANGS + 9 * MINUTE, 'GET /reports') },
    ],
    ['one came back since', { more: (log) => log.unleaked(HANGS + 5 * MINUTE, 'h1') }],
  ])('are leaked where %s', (_, how) => {
    expect(reported(how)).toMatchObject({ verdict: 'leak', codes: expect.not.arrayContaining(['all-stalled']) as unknown });
  });
});

describe('samples that rise', () => {
  const END = HANGS + 15 * MINUTE;
  /** A request every 30 s; a sample every 10 s with none or one in use, and from the hang on one more each `everyMs`. */
  const sampled = ({ until = HANGS, everyMs = 45 * SECOND } = {}) => {
    const log = answers(world('app.log', { runtime: 'go-database-sql' }), until, { checks: false, everyMs: 30 * SECOND });
    for (let at = 0, i = 0; at <= END; at += 10 * SECOND, i++)
      log.sample(at, at <= HANGS ? ((i * 7) % 5) % 2 : 1 + Math.floor((at - HANGS) / everyMs), { max: 30 });
    return judge(log);
  };

  it('as requests are answered no more, as often as they had been, show a hang', () => {
    const { verdict, codes } = sampled();
    expect(verdict).toBe('inconclusive');
    expect(codes).toContain('all-stalled');
  });

  it.each<[string, Parameters<typeof sampled>[0]]>([
    ['requests go on', { until: END }],
    ['they rise much more slowly than requests came', { everyMs: 90 * SECOND }],
  ])('are a leak where %s', (_, how) => {
    expect(sampled(how)).toMatchObject({ verdict: 'leak', codes: expect.not.arrayContaining(['all-stalled']) as unknown });
  });
});
