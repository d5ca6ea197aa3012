import { describe, expect, it } from 'vitest';
import type { StackFrame } from '../../src/model/stack-frame.ts';
import { hikari, judge, MINUTE, SECOND, START, world, type World } from './world.ts';

const CLASS = 'com.acme.shop.orders.OrderService';
const stack: StackFrame[] = [
  { function: 'getConnection', module: 'com.zaxxer.hikari.HikariDataSource', language: 'java', role: 'pool' },
  { function: 'place', module: `${CLASS}$$SpringCGLIB$$0`, language: 'java', role: 'application' },
];

interface Rush {
  readonly logger?: string;
  /** Lines of work a minute: before, while callers give up, since. */
  readonly rates?: readonly [number, number, number];
  /** Minutes that the rush goes on before the first caller gives up. */
  readonly head?: number;
  /** Minutes since the last caller gave up. */
  readonly since?: number;
  readonly severity?: 'info' | 'warn';
}

/** Ten quiet minutes, four in which callers give up, and some since. No requests are logged, only what the classes say. */
function rush({ logger = CLASS, rates = [10, 60, 10], since = 10, severity = 'info', head = 0 }: Rush = {}): World {
  const log = hikari('app.log', { pool: 'shop' });
  const minutes = (from: number, to: number, rate: number): void => {
    for (let i = 0; i < (to - from) * rate; i++) log.says(from * MINUTE + (i * MINUTE) / rate, 'order <*> placed', { logger, severity });
  };
  minutes(0, 10 - head, rates[0]);
  minutes(10 - head, 10, rates[1]);
  for (let m = 10; m < 14; m++) {
    log.timeout(m * MINUTE, { max: 10, stack, waitedMs: 30 * SECOND, thread: `exec-${m}` });
    minutes(m, m + 1, rates[1]);
  }
  log.timeout(14 * MINUTE, { max: 10, stack, waitedMs: 30 * SECOND, thread: 'exec-14' });
  minutes(14, 14 + since, rates[2]);
  return log;
}
const told = (log: World) => {
  const { verdict, codes } = judge(log);
  return [verdict, ...codes];
};
const SATURATED = ['saturation', 'acquire-timeouts', 'rush-over'];
const UNDECIDED = ['inconclusive', 'acquire-timeouts', 'exhausted-undecided'];

describe('a pool of which nothing but callers that gave up is logged', () => {
  it('was saturated where they did so in a rush, and the work goes on after it without them', () => {
    expect(told(rush())).toEqual(SATURATED);
  });

  it('knows whose lines they are by a short name of the logger too', () => {
    expect(told(rush({ logger: 'c.a.s.orders.OrderService' }))).toEqual(SATURATED);
    expect(told(rush({ logger: 'orders.OrderService' }))).toEqual(SATURATED);
    expect(told(rush({ logger: 'c.b.s.orders.OrderService' }))).toEqual(UNDECIDED);
    expect(told(rush({ logger: 'com.acme.shop.orders.OrderServiceTest' }))).toEqual(UNDECIDED);
  });

  it('says how much more than outside of the rush, which begins before the first caller gives up', () => {
    const times = (log: World): number => Number(/at least (\d+) times/.exec(JSON.stringify(judge(log).pool.reasons))?.[1]);
    // sixty a minute instead of ten; the stretches of time that are counted are no whole minutes
    for (const head of [0, 3, 4]) expect([5, 6]).toContain(times(rush({ head })));
    expect([2, 3]).toContain(times(rush({ rates: [10, 60, 20], head: 4 })));
    expect(times(rush({ rates: [40, 60, 10], head: 4 }))).toBeNaN();
  });

  it('is undecided where there was no rush', () => {
    expect(told(rush({ rates: [40, 60, 10] }))).toEqual(UNDECIDED);
    expect(told(rush({ rates: [10, 60, 40] }))).toEqual(UNDECIDED);
    expect(told(rush({ rates: [10, 10, 10] }))).toEqual(UNDECIDED);
  });

  it('is undecided where little is known of the time since', () => {
    expect(told(rush({ since: 3 }))).toEqual(UNDECIDED);
    expect(told(rush({ rates: [10, 60, 1] }))).toEqual(UNDECIDED);
  });

  it('knows tasks by the function in whose call others waited', () => {
    const frames: StackFrame[] = [{ function: 'export', file: '/app/shop/tasks.py', line: 21, language: 'python', role: 'application' }];
    const tasks = (name: string): World => {
      const log = hikari('app.log', { pool: 'shop' });
      const minutes = (from: number, to: number, rate: number): void => {
        for (let i = 0; i < (to - from) * rate; i++) {
          const at = from * MINUTE + (i * MINUTE) / rate;
          const own = { logger: 'runner', route: `task:${name}` };
          log.says(at, `Executing ${name}`, own).says(at + SECOND, `${name} executed in <*>`, { ...own, access: true });
        }
      };
      minutes(0, 10, 10);
      for (let m = 10; m < 14; m++) {
        log.timeout(m * MINUTE, { max: 10, stack: frames, waitedMs: 30 * SECOND, thread: `worker-${m}` });
        minutes(m, m + 1, 40);
      }
      log.timeout(14 * MINUTE, { max: 10, stack: frames, waitedMs: 30 * SECOND, thread: 'worker-14' });
      minutes(14, 24, 10);
      return log;
    };
    expect(told(tasks('shop.tasks.export'))).toEqual(SATURATED);
    expect(told(tasks('export'))).toEqual(SATURATED);
    expect(told(tasks('shop.tasks.import'))).toEqual(UNDECIDED);
  });

  it('is undecided where the lines are trouble', () => {
    expect(told(rush({ severity: 'warn' }))).toEqual(UNDECIDED);
  });

  it('is undecided where the process may have begun anew since', () => {
    const log = rush({ since: 0 }).says(14 * MINUTE, 'Started Shop', { startup: true });
    for (let i = 0; i < 100; i++) log.says(14 * MINUTE + i * 6 * SECOND, 'order <*> placed', { logger: CLASS });
    expect(told(log)).toEqual(UNDECIDED);
  });

  it('is of one life where the words of its beginning are told after the first lines of its pool', () => {
    const log = hikari('app.log', { pool: 'shop' })
      .pid('7')
      .begins(20 * SECOND);
    for (let i = 3; i < 60; i++) log.line('context', i * 10 * SECOND, { rule: 'log-goes-on' });
    const late = rush();
    log.says(0, 'Starting Shop with PID 7', { startup: true, text: 'Starting Shop with PID 7' } as object);
    for (const event of late.events) log.line(event.kind, (event.at ?? 0) - START, { ...event, at: event.at });
    expect(told(log)).toEqual(SATURATED);
  });

  it('counts the latest of two rushes, with quiet hours between', () => {
    const log = hikari('app.log', { pool: 'shop' });
    const minutes = (from: number, to: number, rate: number): void => {
      for (let i = 0; i < (to - from) * rate; i++) log.says(from * MINUTE + (i * MINUTE) / rate, 'order <*> placed', { logger: CLASS });
    };
    const gaveUp = (m: number): World => log.timeout(m * MINUTE, { max: 10, stack, waitedMs: 30 * SECOND, thread: `exec-${m}` });
    minutes(0, 10, 10);
    for (const rushed of [10, 30]) {
      for (let m = rushed; m < rushed + 4; m++) {
        gaveUp(m);
        minutes(m, m + 1, 60);
      }
      gaveUp(rushed + 4);
      minutes(rushed + 4, rushed + 20, 10);
    }
    expect(told(log)).toEqual(SATURATED);
  });

  it.each([
    ['in a rush, and nobody does since', 60, 'saturation', []],
    ['while no more was done than usual', 10, 'inconclusive', ['deadlines-unexplained']],
  ])('is believed where requests ran out of time %s', (_, rate, verdict, notices) => {
    const log = world('app.log', { runtime: 'go-database-sql' }).set(0, { max: 4 });
    for (let i = 0; i < 100; i++) log.served(i * 6 * SECOND, 'POST /bookings');
    for (let i = 0; i < 2 * rate; i++) {
      const at = 10 * MINUTE + (i * MINUTE) / rate;
      if (i % 5 === 0) log.line('deadline-exceeded', at, { route: 'POST /bookings' }).served(at, 'POST /bookings', { status: 503 });
      log.served(at, 'POST /bookings');
    }
    for (let i = 0; i < 100; i++) log.served(12 * MINUTE + i * 6 * SECOND, 'POST /bookings');
    const { verdict: found, input } = judge(log);
    expect([found, input.notices.map(({ code }) => code)]).toEqual([verdict, notices]);
  });

  it('counts requests that were refused as well', () => {
    const log = hikari('app.log', { pool: 'shop' });
    for (let i = 0; i < 100; i++) log.served(i * 6 * SECOND, 'GET /orders');
    for (let i = 0; i < 240; i++) {
      if (i % 60 === 0) log.timeout(10 * MINUTE + i * SECOND, { max: 10, thread: `exec-${i}` }).served(10 * MINUTE + i * SECOND, 'GET /orders', { status: 500 });
      log.served(10 * MINUTE + i * SECOND, 'GET /orders');
    }
    log.timeout(14 * MINUTE, { max: 10, thread: 'exec-240' });
    for (let i = 0; i < 60; i++) log.served(14 * MINUTE + i * 10 * SECOND, 'GET /orders');
    expect(told(log)).toEqual(SATURATED);
  }); // prettier-ignore
});
