import { describe, expect, it } from 'vitest';
import { judge, MINUTE, SECOND, START, world, type World } from './world.ts';

const LIMIT = 6;

interface Story {
  /** Quotes that were refused before the pool ran dry, one each two minutes. */
  readonly refused?: number;
  /** The process began in the log. */
  readonly begins?: boolean;
  /** Minutes from the last refused quote to the moment when nothing more gets done. */
  readonly later?: number;
  /** Callers that gave up then. */
  readonly gaveUp?: number;
  /** Nothing is logged then but what the pool says. */
  readonly silent?: boolean;
  /** A request that succeeds in the end. */
  readonly served?: string;
  /** Lines of a stack behind what is logged of a refused quote. */
  readonly stack?: number;
  /** Lines of another kind, as many as the pool has connections. */
  readonly others?: readonly number[];
}

/** A request every two seconds, and now and then a quote that cannot be made; then nobody gets a connection. */
function story({ refused = LIMIT, begins = true, later = 0, gaveUp = 10, silent = false, served, stack = 0, others = [] }: Story = {}): World {
  const log = world().says(0, begins ? 'Started server process [<*>]' : 'rates loaded', { startup: begins });
  const lines: (readonly [number, () => unknown])[] = [];
  const end = refused * 2 * MINUTE + later * MINUTE;
  for (let at = 0; at < end; at += 2 * SECOND) lines.push([at, () => log.served(at, 'GET /contracts/{id}')]);
  for (let i = 1; i <= refused; i++) {
    const at = i * 2 * MINUTE;
    lines.push([at, () => log.says(at, 'no rate for class <*>', { severity: 'warn' }).stack(stack)], [at + 1, () => log.served(at + 1, 'POST /quotes/{id}', { status: 409 })]);
  }
  for (const at of others) lines.push([at, () => log.says(at, 'cache cleared')]);
  for (let i = 0; i < gaveUp; i++) {
    const at = end + 30 * SECOND + i * 5 * SECOND;
    lines.push([at, () => log.timeout(at, { max: LIMIT, waitedMs: 30 * SECOND })]);
    if (!silent) lines.push([at, () => log.served(at, 'GET /contracts/{id}', { status: 500 }).served(at, 'GET /health')]);
  }
  if (served !== undefined) lines.push([end + 2 * MINUTE, () => log.served(end + 2 * MINUTE, served)]);
  for (const [, write] of lines.sort(([a], [b]) => a - b)) write();
  return log;
} // prettier-ignore
const told = (log: World) => {
  const { verdict, codes, suspects } = judge(log);
  return { verdict, codes, suspects: suspects.map(({ route, template, leaked }) => [route, template, leaked]) };
};

describe('a pool of which only callers that gave up are logged', () => {
  it('leaks so where nothing at all is logged any more but callers that gave up', () => {
    expect(told(story({ silent: true }))).toMatchObject({
      verdict: 'leak',
      suspects: [['POST /quotes/{id}', 'no rate for class <*>', LIMIT]],
    });
    expect(told(story({ silent: true, later: 1 })).verdict).toBe('inconclusive');
    expect(told(story({ silent: true, refused: LIMIT - 1 })).verdict).toBe('inconclusive');
  });

  it('leaks where the last thing done was of a kind that was done as often as it has connections', () => {
    expect(told(story())).toEqual({
      verdict: 'leak',
      codes: ['spent', 'acquire-timeouts'],
      suspects: [['POST /quotes/{id}', 'no rate for class <*>', LIMIT]],
    });
  });

  it('leaks so where a stack stands between what a request says and its own line', () => {
    expect(told(story({ stack: 12 })).suspects).toEqual([['POST /quotes/{id}', 'no rate for class <*>', LIMIT]]);
  });

  it.each<[string, Story]>([
    ['the kind was done less often', { refused: LIMIT - 1 }],
    ['the kind was done more often', { refused: LIMIT + 1 }],
    ['other work was done after it', { later: 1 }],
    ['the process began before the log does', { begins: false }],
    ['fewer gave up than it has connections', { gaveUp: LIMIT - 1 }],
    ['one of them was served after all', { served: 'GET /contracts/{id}' }],
    ['two kinds are as good', { others: [1, 2, 3, 4, 5, 12 * 60 + 0.2].map((at) => at * SECOND) }],
  ])('is undecided where %s', (_, one) => {
    expect(told(story(one))).toMatchObject({ verdict: 'inconclusive', suspects: [] });
  });

  it('leaks where the kind is a message of some requests of one route, and others say the same', () => {
    const log = world().begins(0).set(0, { max: LIMIT });
    // the review of a large order keeps a connection, that of a return does not
    for (let i = 1; i <= 10 * LIMIT; i++) {
      const at = i * 20 * SECOND;
      if (i % 10 === 0 || i % 3 === 0) log.says(at, 'review requested');
      log.served(at, i % 10 === 0 ? 'POST /orders' : i % 3 === 0 ? 'POST /returns' : i % 2 === 0 ? 'POST /orders' : 'POST /returns');
    }
    for (let i = 0; i < 20; i++) {
      const at = 10 * LIMIT * 20 * SECOND + (i + 1) * 3 * SECOND;
      const route = i % 2 === 0 ? 'POST /orders' : 'POST /returns';
      log.line('deadline-exceeded', at, { route }).served(at, route, { status: 504 });
    }
    const { codes, suspects, pool } = judge(log);
    expect(codes).toEqual(['spent', 'acquire-timeouts']);
    expect(suspects).toMatchObject([{ route: 'POST /orders', template: 'review requested', leaked: LIMIT }]);
    expect(suspects[0]?.checkouts).toBeGreaterThan(2 * LIMIT);
    expect(pool.acquireTimeouts).toBe(20);
  });

  it('leaks so by requests that failed, also where the log begins in the midst of the process', () => {
    const midst = (status: number): World => {
      const log = world().says(0, 'rates loaded');
      for (let i = 1; i <= 100; i++) {
        log.served(i * SECOND, 'GET /contracts/{id}');
        if (i % 16 === 4) log.served(i * SECOND, 'POST /quotes/{id}', { status });
      }
      for (let i = 0; i < 10; i++) log.timeout((105 + i * 5) * SECOND, { max: 7, waitedMs: 5 * SECOND });
      return log;
    };
    expect(told(midst(500)).verdict).toBe('leak');
    expect(told(midst(409)).verdict).toBe('inconclusive');
  });

  it('is undecided where the kind may be what as many jobs say that have only begun', () => {
    const jobs = (apart: number): string => {
      const log = world().says(0, 'Started', { startup: true });
      for (let i = 0; i < 100; i++) log.says(i * SECOND, 'tick', { logger: 'app.Clock' });
      for (let i = 0; i < LIMIT; i++) log.says(2 * MINUTE + i * apart, 'exporting tenant <*>', { logger: 'app.Exports' });
      const dry = 2 * MINUTE + LIMIT * apart;
      for (let i = 0; i < 20; i++) log.timeout(dry + (i + 1) * 3 * SECOND, { max: LIMIT, waitedMs: 30 * SECOND });
      return judge(log).verdict;
    };
    expect([jobs(SECOND), jobs(3 * MINUTE)]).toEqual(['inconclusive', 'leak']);
  });

  it('does not ask for what needs no connection', () => {
    expect(told(story({ served: 'GET /health' })).verdict).toBe('leak');
  });

  it('ran dry at the line before where the first word of it has no time of its own', () => {
    const log = world()
      .says(0, 'ready', { startup: true })
      .says(5 * MINUTE, 'order placed')
      .timeout(null, { max: 5 });
    expect(judge(log).pool.exhaustion).toMatchObject({ at: new Date(START + 5 * MINUTE).toISOString() });
  });
});
