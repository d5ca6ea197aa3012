import { describe, expect, it } from 'vitest';
import { conclude, emptyState, observe } from '../../src/judge/index.ts';
import type { InputSummary, Report } from '../../src/model/report.ts';
import { UNNAMED_RUNTIME } from '../../src/model/unnamed-runtime.ts';
import { hikari, judge, report, world, MINUTE, SECOND, type World } from './world.ts';

/** More than arguments fit on a stack. */
const MANY = 130_000;

const nothingRead: InputSummary = {
  sources: [],
  timeRange: null,
  lines: { total: 0, recognised: 0, context: 0, ignored: 0, clipped: 0 },
  parsers: {},
  notices: [],
};
const observed = (log: World) => {
  const state = emptyState();
  for (const event of log.events) observe(state, event);
  return state;
};
/** Without the check against the schema, which takes long for reports of this size. */
const concluded = (state: ReturnType<typeof observed>): Report =>
  conclude(state, nothingRead, { knowledge: { remedies: new Map(), recipes: new Map() }, tool: { name: 'leak-stream', version: '0.0.0' } });

/** A pattern of lines again and again, a second apart: a `World` of them all would take longer than the judge. */
const repeated = (times: number, pattern: World, name: (i: number) => string) => {
  const state = emptyState();
  for (let i = 0; i < times; i++)
    for (const event of pattern.events) {
      const at = (event.at ?? 0) + i * SECOND;
      observe(state, { ...event, at, line: i + 1, connection: name(i) } as typeof event);
    }
  return state;
};

describe('a log of weeks', () => {
  it('with more late returns than arguments fit on the stack is judged', () => {
    const state = repeated(MANY, hikari().alarm(0, 'c').unleaked(500, 'c'), (i) => `c${i % 10}`);
    expect(concluded(state).verdict).toBe('long-hold');
  });

  it('with as many connections that the collector took back is judged', () => {
    const state = repeated(MANY, world().out(0, 'c').back(500, 'c', { reason: 'reclaimed' }), (i) => `c${i % 10}`);
    expect(concluded(state).verdict).toBe('leak');
  });

  it('with as many pings that name no connection is read in time that does not grow with what is open', () => {
    const begin = performance.now();
    repeated(MANY / 2, world().by({ thread: 't' }).out(0, 'c').note(1, 'disconnection-detected'), (i) => `c${i}`);
    expect(performance.now() - begin).toBeLessThan(20_000);
  });

  it('with as many alarms of different connections is read in time that grows with them alone', () => {
    const begin = performance.now();
    repeated(MANY, hikari().alarm(0, 'c', [], { reclaimed: true }), (i) => `c${i}`);
    expect(performance.now() - begin).toBeLessThan(10_000);
  }, 60_000);
});

describe('an alarm', () => {
  it('that was taken back by force is not ended by a later return of its connection', () => {
    const log = hikari().alarm(0, 'c', []).alarm(SECOND, 'c', [], { reclaimed: true }).unleaked(MINUTE, 'c');
    const { pool } = judge(log);
    expect(pool.verdict).toBe('leak');
    expect(pool.reasons.map(({ code }) => code)).not.toContain('unleaked');
  });

  it('of a connection that was back and alarms again stands once', () => {
    const log = hikari()
      .alarm(0, 'c')
      .alarm(MINUTE, 'c')
      .note(10 * MINUTE, 'visible');
    expect(judge(log).pool.openHolds).toHaveLength(1);
  });
});

describe('pools of one process', () => {
  it('that print no name and differ in their limits are judged apart', () => {
    const log = world('app.log', { runtime: 'go-database-sql' });
    for (let i = 0; i < 60; i++) {
      log.sample(i * 10 * SECOND, i % 3, { max: 10 });
      log.sample(i * 10 * SECOND, Math.floor(i / 4), { max: 20 });
    }
    const { pools } = report(log.events);
    expect(pools.map(({ max, verdict }) => [max, verdict])).toEqual([
      [10, 'healthy'],
      [20, 'leak'],
    ]);
  });

  it('each have only their own connections in flight', () => {
    const log = world();
    const [a, b] = [log.by({ pool: 'a' }), log.by({ pool: 'b' })];
    a.work(200, { connection: 'a1' });
    b.work(200, { connection: 'b1' });
    b.out(20 * SECOND, 'b2');
    const { pools } = report(log.events);
    expect(pools.map(({ name, reasons }) => [name, reasons.some(({ code }) => code === 'in-flight')])).toEqual([
      ['a', false],
      ['b', true],
    ]);
  });
});

it('concludes the same twice, if nothing was observed in between', () => {
  const log = world()
    .work(50, { route: 'GET /orders' })
    .out(6 * SECOND, 'x')
    .note(10 * MINUTE, 'visible');
  const state = observed(log);
  const again = (): string => JSON.stringify(concluded(state));
  expect(again()).toBe(again());
});

it.each([
  ['its limit is told without its name', 'go-database-sql', (log: World) => log.set(0, { max: 5 })],
  ['its lines tell no runtime', UNNAMED_RUNTIME, (log: World) => log],
])('counts deadlines that passed while the only pool was full where %s', (_, runtime, begin) => {
  const log = begin(world('app.log', { runtime }));
  const told = runtime === UNNAMED_RUNTIME ? { max: 5 } : {};
  for (let i = 0; i < 60; i++) {
    log.sample(i * 10 * SECOND, i >= 40 && i < 45 ? 5 : i % 3, { pool: 'shop', ...told });
    if (i === 5 || i === 42) log.line('deadline-exceeded', i * 10 * SECOND + 5000, { runtime: 'go-database-sql', route: 'GET /slow' });
  }
  expect(judge(log).pools.map(({ acquireTimeouts }) => acquireTimeouts)).toEqual([1]);
});

it('takes a deadline that passed while the pool had room for no beginning of its exhaustion', () => {
  const log = world('app.log', { runtime: 'go-database-sql' });
  for (let i = 0; i < 60; i++) {
    log.sample(i * 10 * SECOND, i >= 40 && i < 45 ? 5 : i % 3, { max: 5 });
    if (i === 5 || i === 42) log.line('deadline-exceeded', i * 10 * SECOND + 5000, { route: 'GET /slow' });
  }
  const { pool } = judge(log);
  expect(pool.acquireTimeouts).toBe(1);
  expect(pool.exhaustion).toEqual({ at: new Date(log.events[0]!.at! + 425 * SECOND).toISOString() });
});
