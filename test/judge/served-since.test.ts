import { describe, expect, it } from 'vitest';
import { MINUTE, SECOND, START, judge, world, type World } from './world.ts';

interface Outage {
  /** Minutes after the last caller gave up, and requests in each of them. */
  readonly after: number;
  readonly rate?: number;
  readonly status?: number;
}

/** Ten requests a minute on two routes that need the pool; in minutes 5 to 9 two of three give up. */
function outage({ after, rate = 10, status = 200 }: Outage): World {
  const log = world();
  const minute = (m: number, requests: number, serve: (at: number, route: string, k: number) => void): void => {
    for (let k = 0; k < requests; k++) serve(m * MINUTE + (k * MINUTE) / requests, k % 2 === 0 ? 'GET /beds/{id}' : 'POST /stays', k);
  };
  for (let m = 0; m < 5; m++) minute(m, 10, (at, route) => log.served(at, route));
  for (let m = 5; m < 10; m++)
    minute(m, 10, (at, route, k) => {
      if (k % 3 < 2) log.timeout(at, { max: 5 }).served(at + SECOND, route, { status: 500 });
      else log.served(at, route);
    });
  for (let m = 10; m < 10 + after; m++) {
    minute(m, rate, (at, route) => log.served(at, route, { status }));
    for (let k = 0; k < 6; k++) log.served(m * MINUTE + k * 10 * SECOND, 'GET /health');
  }
  return log;
}
const told = (log: World) => {
  const { verdict, codes } = judge(log);
  return [verdict, ...codes];
};

describe('a pool that ran dry, of which no sample is logged', () => {
  it('was saturated where as much is served afterwards as was asked for meanwhile', () => {
    expect(told(outage({ after: 8 }))).toEqual(['saturation', 'acquire-timeouts', 'served-since']);
  });

  it('was saturated where it was so twice, with a short calm between in which it served', () => {
    const storms = (calm: (log: World, at: number) => unknown): string => {
      const log = world();
      for (let k = 0; k < 60; k++) log.served(k * 2 * SECOND, 'GET /beds/{id}');
      for (const begin of [2, 4]) {
        for (let k = 0; k < 20; k++) {
          const at = begin * MINUTE + k * SECOND;
          log.timeout(at, { max: 5 }).served(at, 'GET /beds/{id}', { status: 500 });
          for (const ms of [200, 400, 600]) log.served(at + ms, 'GET /beds/{id}');
        }
        for (let k = 0; k < 90; k++) calm(log, begin * MINUTE + 25 * SECOND + k * SECOND);
      }
      return judge(log).verdict;
    };
    expect(storms((log, at) => log.served(at, 'GET /beds/{id}'))).toBe('saturation');
    // what succeeds meanwhile needs no connection
    expect(storms((log, at) => log.served(at, 'GET /health'))).toBe('inconclusive');
  });

  it('needs to see the less the sooner its callers give up', () => {
    const rush = (waitedMs: number): string => {
      const log = world();
      for (let k = 0; k < 60; k++) log.served(k * 2 * SECOND, 'GET /beds/{id}');
      for (let k = 0; k < 20; k++) {
        const at = 2 * MINUTE + k * 200;
        log.timeout(at, { max: 2, waitedMs }).served(at, 'GET /beds/{id}', { status: 500 });
        for (const ms of [40, 80, 120]) log.served(at + ms, 'GET /beds/{id}');
      }
      for (let k = 0; k < 15; k++) log.served(2 * MINUTE + 5 * SECOND + k * SECOND, 'GET /beds/{id}');
      return judge(log).verdict;
    };
    expect([rush(SECOND), rush(30 * SECOND)]).toEqual(['saturation', 'inconclusive']);
  });

  it('asks that twenty connections came back where no limit is told', () => {
    const rush = (since: number, told: { readonly max?: number } = {}): string => {
      const log = world();
      const seconds = (from: number, to: number, served: number, refused = false): void => {
        for (let s = from; s < to; s++) {
          if (refused) log.timeout(s * SECOND, { waitedMs: SECOND, ...told }).served(s * SECOND, 'GET /beds/{id}', { status: 500 });
          for (let k = 0; k < served; k++) log.served(s * SECOND + (k * SECOND) / served, 'GET /beds/{id}');
        }
      };
      seconds(0, 120, 1);
      seconds(120, 140, 9, true);
      seconds(140, 185, since);
      return judge(log).verdict;
    };
    expect(rush(4)).toBe('saturation');
    expect(rush(2)).toBe('inconclusive');
    expect(rush(2, { max: 5 })).toBe('saturation');
    expect(rush(4, { max: 0 })).toBe('inconclusive');
  });

  it('is undecided where that did not last, where less is asked for, or where it goes on failing', () => {
    const undecided = ['inconclusive', 'acquire-timeouts', 'exhausted-undecided'];
    expect(told(outage({ after: 3 }))).toEqual(undecided);
    expect(told(outage({ after: 8, rate: 5 }))).toEqual(undecided);
    expect(told(outage({ after: 8, status: 503 }))).toEqual(undecided);
    expect(told(outage({ after: 0 }))).toEqual(undecided);
  });

  it('is undecided where the process may have begun anew since', () => {
    const anew = (begins: (log: World) => World): string => {
      const log = world().says(0, 'hostel opens', { startup: true });
      for (const event of outage({ after: 0 }).events) log.line(event.kind, event.at === null ? null : event.at - START, event);
      begins(log);
      for (const event of outage({ after: 8 }).events.slice(outage({ after: 0 }).events.length)) log.line(event.kind, event.at === null ? null : event.at - START, event);
      return judge(log).verdict;
    };
    expect(anew((log) => log)).toBe('saturation');
    expect(anew((log) => log.says(10 * MINUTE, 'serving on port 8080', { startup: true }))).toBe('inconclusive');
  }); // prettier-ignore

  it('is not acquitted by requests that never need it', () => {
    expect(told(outage({ after: 20, rate: 0 }))[0]).toBe('inconclusive');
  });
});
