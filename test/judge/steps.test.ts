import { describe, expect, it } from 'vitest';
import { MINUTE, SECOND, frames, judge, world, type World } from './world.ts';

const go = (pod?: string): World => {
  const log = world('app.log', { runtime: 'go-database-sql' });
  return pod === undefined ? log : log.pod(pod);
};

describe('a process that began anew without a word', () => {
  const NONE = { maxIdleClosed: 0, maxIdleTimeClosed: 0, maxLifetimeClosed: 0 };
  /** In-use climbs by one a minute, is down at one after `until` minutes, and climbs again. */
  function climbs(until: number, counters: (minute: number) => Record<string, number>, waitCount = 0): World {
    const log = go();
    for (let i = 0; i < 2 * until; i++) {
      const inUse = i < until ? 1 + i : 2 + i - until;
      for (const half of [0, 30 * SECOND]) log.sample(i * MINUTE + half, inUse, { open: inUse + 1, max: 60, counters: counters(i), waitCount });
    }
    return log;
  }

  it('is told by connections that were closed and that its pool did not count', () => {
    const { pools } = judge(climbs(8, () => NONE));
    expect(pools.map(({ instance, verdict }) => [instance.restart, verdict])).toEqual([
      [0, 'leak'],
      [1, 'leak'],
    ]);
  });

  it('is not one where the pool counted them, or where a counter that did not fall stands above nothing', () => {
    expect(judge(climbs(8, (minute) => ({ ...NONE, maxIdleClosed: minute < 8 ? 0 : 7 }))).pools).toHaveLength(1);
    expect(judge(climbs(8, () => ({ ...NONE, maxLifetimeClosed: 2 }))).pools).toHaveLength(1);
    expect(judge(climbs(8, () => NONE, 3)).pools).toHaveLength(1);
    expect(judge(climbs(8, () => ({ maxIdleClosed: 0 }))).pools).toHaveLength(1);
  });

  it('is not one after a burst that was over in a moment', () => {
    const log = go();
    for (let i = 0; i < 60; i++) log.sample(i * 10 * SECOND, i % 20 === 9 ? 9 : 1, { open: i % 20 === 9 ? 9 : 2, max: 20, counters: NONE, waitCount: 0 });
    expect(judge(log).pools).toMatchObject([{ verdict: 'healthy' }]);
  });
}); // prettier-ignore

describe('a process whose very first line comes again', () => {
  const CLIMBS = 18;
  /** In-use climbs by one every third sample; after so many it is down, and climbs again. `says` stands before each sample. */
  function twice(says: (sample: number) => string | undefined): World {
    const log = go().says(0, 'practice opens');
    for (let i = 0; i < 2 * CLIMBS; i++) {
      const words = says(i);
      if (words !== undefined) log.says((i + 1) * MINUTE - 20 * SECOND, words);
      const inUse = Math.floor((i % CLIMBS) / 3);
      log.sample((i + 1) * MINUTE, inUse, { open: inUse + 2, max: 60, waitCount: 0 });
    }
    return log;
  }
  const lives = (log: World) => judge(log).pools.map(({ instance, verdict, inUse }) => [instance.restart, verdict, inUse?.last]);

  it('began anew where connections that were in use are closed at that moment', () => {
    expect(lives(twice((i) => (i === CLIMBS ? 'practice opens' : undefined)))).toEqual([
      [0, 'leak', 5],
      [1, 'leak', 5],
    ]);
  });

  it.each([
    ['words that come every other minute', (i: number) => (i % 2 === 0 ? 'practice opens' : undefined)],
    ['other words', (i: number) => (i === CLIMBS ? 'practice closes' : undefined)],
    ['words long before', (i: number) => (i === CLIMBS - 3 ? 'practice opens' : undefined)],
  ])('did not for %s', (_, says) => {
    expect(lives(twice(says))).toHaveLength(1);
  });

  it('did not where as many are open as were in use', () => {
    const log = go().says(0, 'practice opens');
    for (let i = 0; i < CLIMBS; i++) log.sample((i + 1) * MINUTE, Math.floor(i / 3), { open: 10, max: 60 });
    log.says(CLIMBS * MINUTE + SECOND, 'practice opens').sample((CLIMBS + 1) * MINUTE, 0, { open: 10, max: 60 });
    expect(lives(log)).toHaveLength(1);
  });
});

describe('what has lost one connection each time', () => {
  /** Sheets are scanned, and some are twins; `twins` are their seconds, of which all but every fourth one are lost where `seldom`. */
  function scans(twins: readonly number[], seldom = false): World {
    const log = go();
    const lost = twins.filter((_, i) => !seldom || i % 4 !== 1);
    for (let s = 0; s < 300; s++) {
      if (s % 5 === 0) log.sample(s * SECOND, lost.filter((at) => at < s).length + (s % 35 === 0 ? 1 : 0), { max: 20, waitCount: 0 });
      log.says(s * SECOND + 200, 'sheet scanned');
      if (twins.includes(s)) log.says(s * SECOND + 400, 'sheet is a twin');
    }
    return log;
  }
  const TWINS = [21, 58, 96, 131, 168, 203, 241, 287, 291];

  it('lost the last ones, too, however young they are', () => {
    expect(judge(scans(TWINS)).suspects).toMatchObject([{ template: 'sheet is a twin', leaked: TWINS.length }]);
  });

  it('and not where some of them came back before', () => {
    const { suspects } = judge(
      scans(
        [...TWINS.slice(0, 7), 70, 110, 180, ...TWINS.slice(7)].sort((a, b) => a - b),
        true,
      ),
    );
    for (const { leaked } of suspects) expect(leaked).toBeLessThan(9);
  });
});

describe('lives of a pool with few samples each', () => {
  /** Twelve samples in each of two processes; the second begins after `gap` minutes. */
  function lives(gap: number, inUse: (sample: number) => number = () => 0): World {
    const log = go();
    const each = [log.pid('7'), log.pid('8')].flatMap((one, p) =>
      Array.from({ length: 12 }, (_, i) => ({ one, at: (i + p * gap) * MINUTE, used: inUse(i) })),
    );
    for (const { one, at, used } of each.sort((a, b) => a.at - b.at)) one.sample(at, used, { max: 10, waitCount: 0 });
    return log;
  }
  const told = (log: World) => judge(log).pools.map(({ verdict, reasons }) => [verdict, reasons[0]?.code]);

  it('are not where each has but one sample, which is its lowest whatever was out', () => {
    const log = go();
    for (let i = 0; i < 24; i++) log.pid(`${7 + i}`).sample(i * MINUTE, 9, { max: 10, waitCount: 0 });
    expect(new Set(told(log).map(String))).toEqual(new Set(['inconclusive,too-few-samples']));
  });

  it('are healthy together where they followed each other', () => {
    expect(told(lives(12, (i) => (i === 5 ? 3 : 0)))).toEqual([
      ['healthy', 'lives-together'],
      ['healthy', 'lives-together'],
    ]);
  });

  it.each([
    ['went on side by side', lives(4)],
    ['ended with a connection out', lives(12, (i) => (i < 11 ? 0 : 1))],
  ])('are not where they %s', (_, log) => {
    expect(told(log)).toEqual([
      ['inconclusive', 'too-few-samples'],
      ['inconclusive', 'too-few-samples'],
    ]);
  });
});

describe('a message that goes with the steps', () => {
  /** Three jobs in turn; the third fails now and then, and keeps its connection each time. */
  function jobs(failsAs: (name: string) => string): World {
    const log = go();
    let lost = 0;
    for (let i = 0; i < 240; i++) {
      const at = i * 5 * SECOND;
      const name = ['thumbs', 'mail', 'reindex'][i % 3] as string;
      const fails = i % 12 === 11;
      if (fails) log.says(at, failsAs(name), { route: `job:${name}`, severity: 'error' });
      else if (i % 8 === 3) log.says(at, 'gave up: nothing to do', { route: `job:${name}`, severity: 'warn' });
      else log.says(at, 'job done', { route: `job:${name}` });
      if (fails) lost += 1;
      if (i % 2 === 1) log.sample(at + SECOND, lost, { max: 100, waitCount: 0 });
    }
    return log;
  }

  it('brings the one route that all its lines name, and how often that runs', () => {
    const { suspects } = judge(jobs(() => 'failed: <*> is gone'));
    expect(suspects).toMatchObject([{ verdict: 'leak', route: 'job:reindex', template: 'failed: <*> is gone', leaked: 20, checkouts: 80 }]);
  });

  it('brings none where it says the same for others, which lose nothing by it', () => {
    const log = jobs(() => 'failed: <*> is gone');
    log.says(30 * MINUTE, 'failed: <*> is gone', { route: 'job:mail', severity: 'error' });
    const [suspect] = judge(log).suspects;
    expect(suspect).toMatchObject({ template: 'failed: <*> is gone' });
    expect(suspect).not.toHaveProperty('route');
  });
});

describe('processes of one program', () => {
  /** A pod that loses one with each 409, two in all, in half an hour; every 40 s a sample, every 10 s some request. */
  function losesTwo(log: World): void {
    let lost = 0;
    for (let i = 0; i < 180; i++) {
      const at = i * 10 * SECOND;
      log.served(at, ['GET /a', 'GET /b', 'POST /c', 'GET /d'][(i * 7) % 4]!, { status: i % 11 === 0 ? 404 : 200 });
      if (i === 60 || i === 101) {
        log.served(at + SECOND, 'PUT /seats/{id}', { status: 409 });
        lost += 1;
      } else if (i % 9 === 4) log.served(at + SECOND, 'PUT /seats/{id}', { status: 204 });
      if (i % 4 === 3) log.sample(at + 2 * SECOND, lost, { max: 50, waitCount: 0 });
    }
  }

  it('prove together what each loses too few to prove', () => {
    const [alone, both] = [go('till-1'), go('till-1')];
    losesTwo(alone);
    losesTwo(both);
    losesTwo(both.pod('till-2'));
    expect(judge(alone)).toMatchObject({ verdict: 'leak', suspects: [] });
    expect(judge(both).suspects).toMatchObject([{ route: 'PUT /seats/{id}', status: 409, leaked: 4, instances: { count: 2, of: 2 } }]);
  });

  /** Four routes at random; one in five of the guilty one keeps its connection. Samples tell more the more often they come. */
  function serves(log: World, seed: number, sampledMs: number): void {
    let [state, lost, next] = [seed, 0, sampledMs];
    const random = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
    for (let at = 0; at < 20 * MINUTE; at += 200 + random() * 4000) {
      for (; next <= at; next += sampledMs) log.sample(next, lost + (random() < 0.1 ? 1 : 0), { max: 200, waitCount: 0 });
      const route = `GET /${['beds', 'soil', 'seeds', 'tools'][Math.floor(random() * 4)] as string}`;
      log.served(at, route);
      if (route === 'GET /seeds' && random() < 0.15) lost += 1;
    }
  }
  const two = (other: string): World[] => {
    const log = go('garden-7d9c5b8f4-x2k9p');
    serves(log, 11, 4 * SECOND);
    const rare = world('b.log', { runtime: 'go-database-sql' }).pod(other);
    serves(rare, 5, 25 * SECOND);
    return [log, rare];
  };

  it('prove for each other what one alone cannot', () => {
    const { suspects } = judge(two('garden-7d9c5b8f4-q8zrt'));
    expect(suspects).toMatchObject([{ route: 'GET /seeds', instances: { count: 2, of: 2 } }]);
  });

  it('but not for another program', () => {
    const { suspects } = judge(two('orchard-5f6d7c9b8-q8zrt'));
    expect(suspects).toMatchObject([{ route: 'GET /seeds', instances: { count: 1, of: 2 } }]);
  });
});

describe('goroutines that opened transactions and are at work still', () => {
  const stacks = [{ about: 'holder' as const, count: 5, stack: frames('Stock.reserve', 'Orders.place') }];
  const dumped = (inUse: (minute: number) => number): World => {
    const log = go();
    for (let i = 0; i < 40; i++)
      for (const half of [0, 20 * SECOND, 40 * SECOND]) log.sample(i * MINUTE + half, inUse(i), { max: 50, waitCount: 0 });
    return log.line('goroutines', 40 * MINUTE, { openTransactions: 5, openRows: 0, waiting: 0, stacks });
  };

  it('are named where they stand, and are no suspects while nothing says that they never go on', () => {
    const { suspects, pool } = judge(dumped((minute) => (minute < 38 ? 0 : 5)));
    expect(suspects).toEqual([]);
    expect(pool.reasons.find(({ code }) => code === 'goroutine-dump')?.text).toContain('5 at Stock.reserve (Stock.java:10)');
  });

  it('are suspects where the floor says that connections are lost', () => {
    const { suspects } = judge(dumped((minute) => Math.min(5, Math.floor(minute / 6))));
    expect(suspects).toMatchObject([{ verdict: 'leak', callSite: { function: 'reserve' }, leaked: 5 }]);
  });
});

describe('the evidence of a route that goes with the steps', () => {
  it('is none of its lines before the first step, which lost nothing', () => {
    const log = go();
    for (let minute = 0; minute < 60; minute++) {
      if (minute % 5 === 0) log.served(minute * MINUTE + 1, 'GET /exports/{id}');
      for (let i = 1; i < 20; i++) log.served(minute * MINUTE + i * SECOND, 'GET /orders');
      log.sample(minute * MINUTE + 30 * SECOND, minute < 8 ? 0 : Math.floor(minute / 5) - 1, { max: 60, waitCount: 0 });
    }
    const [suspect] = judge(log).suspects;
    const lines = log.events.filter((event) => event.kind === 'context' && event.route === 'GET /exports/{id}').map(({ line }) => line);
    expect(suspect).toMatchObject({ route: 'GET /exports/{id}', verdict: 'leak' });
    expect(suspect?.evidence[0]?.line).toBe(lines[2]);
  });
});

describe('an exception that a line tells of which goes with the steps', () => {
  const failing = (place: (i: number) => string): World => {
    const log = go();
    for (let minute = 0; minute < 60; minute++) {
      const error = { severity: 'error', stack: frames(`Seats.${place(minute)}`, 'Http.serve') } as const;
      if (minute % 5 === 0) log.says(minute * MINUTE + 1, 'refused seat <*>', error);
      for (let i = 1; i < 20; i++) log.served(minute * MINUTE + i * SECOND, 'GET /orders');
      log.sample(minute * MINUTE + 30 * SECOND, 1 + Math.floor(minute / 5), { max: 60, waitCount: 0 });
    }
    return log;
  };

  it('shows the path', () => {
    const [suspect] = judge(failing(() => 'refuse')).suspects;
    expect(suspect).toMatchObject({ template: 'refused seat <*>', raisedAt: { function: 'refuse' } });
    expect(suspect?.reasons.map(({ code }) => code)).toContain('exception-met');
  });

  it('shows none where it came from several places', () => {
    const [suspect] = judge(failing((i) => `refuse${i % 2}`)).suspects;
    expect(suspect).toMatchObject({ template: 'refused seat <*>' });
    expect(suspect).not.toHaveProperty('raisedAt');
  });
});
