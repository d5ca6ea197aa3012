import { describe, expect, it } from 'vitest';
import { MINUTE, SECOND, judge, world, type World } from './world.ts';

interface Plan {
  /** Connections in use while so many pieces of work are under way. */
  readonly inUse: (working: number, sample: number) => number;
  readonly lastsMs?: number;
  readonly times?: number;
  readonly max?: number;
  /** Whether the samples count callers that waited; there are none. */
  readonly counts?: boolean;
  readonly says?: (plan: number) => string;
}

/** Every three minutes two plans begin, half a minute apart; each says at its end how long it took. In-use is sampled every ten seconds. */
function plans({ inUse, lastsMs = 80 * SECOND, times = 6, max = 12, counts = true, says = () => 'zone planned in <*>' }: Plan): World {
  const log = world('app.log', { runtime: 'go-database-sql' });
  const ends = Array.from({ length: times }, (_, i) => Math.floor(i / 2) * 3 * MINUTE + (i % 2) * 30 * SECOND + MINUTE + lastsMs + 1);
  for (let i = 0; i < 72; i++) {
    const at = i * 10 * SECOND;
    ends.forEach((end, plan) => end > at - 10 * SECOND && end <= at && log.says(end, says(plan), { durationMs: lastsMs }));
    log.sample(at, inUse(ends.filter((end) => end - lastsMs < at && at < end).length, i), { max, ...(counts && { waitCount: 0 }) });
  }
  return log;
}

describe('work that says how long it took', () => {
  it('held a connection all the while where in-use goes with it', () => {
    const { verdict, pool, codes, suspects } = judge(plans({ inUse: (working, i) => working + (i % 7 === 0 ? 1 : 0) }));
    expect(suspects).toMatchObject([{ verdict: 'long-hold', template: 'zone planned in <*>', leaked: 0, returnedLate: 6 }]);
    expect([verdict, codes[0], pool.reasons[0]?.evidence.length]).toEqual(['long-hold', 'held-while-working', 5]);
    expect(pool.reasons[0]?.text).toContain('6 pieces of work that took 1 min at the longest ("zone planned in <*>")');
  });

  it('is not told by samples of the very second in which it begins or ends, for it tells its length in whole seconds', () => {
    const log = world('app.log', { runtime: 'go-database-sql' });
    // Runs of four begin with a sample, and half of their pieces end with one, a moment after it was taken.
    const lasts = [75_000, 90_000, 93_000, 127_000];
    for (let i = 0; i < 120; i++) {
      const at = i * 15 * SECOND;
      for (const run of [5 * MINUTE, 15 * MINUTE, 25 * MINUTE])
        for (const ms of lasts)
          if (run + ms >= at - 15 * SECOND && run + ms < at) log.says(run + ms + 1, 'report sent', { durationMs: ms });
      const running = [5, 15, 25].flatMap((run) => lasts.filter((ms) => run * MINUTE < at && at < run * MINUTE + ms));
      log.sample(at, running.length, { max: 15, waitCount: 0 });
    }
    expect(judge(log)).toMatchObject({ verdict: 'long-hold', suspects: [{ template: 'report sent', returnedLate: 12 }] });
  });

  it('is of one kind where messages differ in one word', () => {
    const zones = ['north', 'harbour', 'old-town', 'hill', 'mill', 'south'];
    const log = plans({ inUse: (working) => working, says: (i) => `zone ${zones[i]} planned in <*>` });
    expect(judge(log)).toMatchObject({ verdict: 'long-hold', suspects: [{ template: 'zone <*> planned in <*>', returnedLate: 6 }] });
    const two = plans({ inUse: (working) => working, times: 4, says: (i) => `zone ${zones[i % 2]} planned in <*>` });
    expect(judge(two).verdict).toBe('healthy');
  });

  it.each([
    ['takes it for moments only', plans({ inUse: (working, i) => (working > 0 && i % 5 === 0 ? 1 : 0) })],
    ['runs in a pool that is busy without it', plans({ inUse: (_, i) => 4 + ((i * 5) % 7) })],
    ['takes less than callers wait', plans({ inUse: (working) => working, lastsMs: 25 * SECOND, times: 6 })],
    ['came twice', plans({ inUse: (working) => working, times: 2, lastsMs: 3 * MINUTE })],
  ])('did not where it %s', (_, log) => {
    expect(judge(log)).toMatchObject({ verdict: 'healthy', suspects: [] });
  });

  it.each([
    [true, 'long-hold', ['held-while-working', 'no-ratchet']],
    [false, 'inconclusive', ['waits-unseen']],
  ])('did in a full pool where it is known that it did not wait for a connection: %s', (counts, verdict, codes) => {
    expect(judge(plans({ inUse: (working) => (working > 0 ? 2 : 0), max: 2, counts }))).toMatchObject({ verdict, codes });
  });

  it.each([
    ['as many', (working: number) => working, 'long-hold'],
    ['one more than', (working: number) => working && working + 1, 'healthy'],
  ])('shows in few samples where each of them has exactly %s connections in use as pieces are under way', (_, inUse, verdict) => {
    const log = world('app.log', { runtime: 'go-database-sql' });
    const lasts = [75, 95, 140, 200, 310].map((seconds) => seconds * SECOND);
    for (let i = 0; i < 40; i++) {
      const at = i * MINUTE;
      lasts.forEach((ms) => {
        const end = 10 * MINUTE + ms;
        if (end > at - MINUTE && end <= at) log.says(end, 'feed finished', { durationMs: ms });
      });
      log.sample(at, inUse(lasts.filter((ms) => 10 * MINUTE < at && at < 10 * MINUTE + ms).length), { max: 16, waitCount: 0 });
    }
    expect(judge(log).verdict).toBe(verdict);
  });

  it('does not answer why in-use no longer comes down as far', () => {
    const log = plans({ inUse: (working, i) => working + (i > 30 ? 1 : 0) });
    expect(judge(log)).toMatchObject({ verdict: 'inconclusive', codes: expect.arrayContaining(['one-step']) as unknown });
  });
});

describe('work that is slow, though quicker than callers wait', () => {
  interface Print {
    readonly lastsMs?: number;
    readonly everyMs?: number;
    readonly times?: number;
    readonly max?: number;
    /** Requests of other kinds that are answered meanwhile. */
    readonly requests?: number;
    /** Of the pool's own detection. */
    readonly thresholdMs?: number;
    /** Requests of its own kind that are quick; its lines are those of a route then. */
    readonly quick?: number;
  }

  /** Jobs begin one after the other, and a few of them print at one time. Between two runs of them nothing goes on. */
  function prints({ lastsMs = 6100, everyMs = 1900, times = 24, max = 12, requests = 60, quick, thresholdMs }: Print = {}): World {
    const log = world('app.log', { runtime: 'go-database-sql' });
    if (thresholdMs !== undefined) log.set(0, { leakDetectionThresholdMs: thresholdMs });
    const begins = Array.from({ length: times }, (_, i) => 20_300 + i * everyMs + (i >= times / 2 ? 30 * SECOND : 0));
    const over = Math.max(...begins) + lastsMs + 20 * SECOND;
    const lines: { at: number; say: () => void }[] = [];
    const add = (at: number, say: () => void): void => void lines.push({ at, say });
    for (const at of begins) {
      const end = at + lastsMs;
      if (quick === undefined) add(end, () => log.says(end, 'job <*> printed in <*>', { durationMs: lastsMs }));
      else add(end, () => log.served(end, 'POST /print', { durationMs: lastsMs }));
    }
    for (let i = 0; i < requests; i++) add(i * 701, () => log.served(i * 701, 'GET /prices', { durationMs: 1 }));
    for (let i = 0; i < (quick ?? 0); i++) add(i * 503, () => log.served(i * 503, 'POST /print', { durationMs: 1 }));
    for (let at = 0; at < over; at += 1500) {
      const working = begins.filter((begin) => begin < at && at < begin + lastsMs).length;
      add(at, () => log.sample(at, working, { max, waitCount: 0 }));
    }
    for (const { say } of lines.sort((a, b) => a.at - b.at)) say();
    return log;
  }

  it('is named where in-use goes with it, and it takes much of a pool that others share', () => {
    expect(judge(prints())).toMatchObject({
      verdict: 'long-hold',
      suspects: [{ verdict: 'long-hold', template: 'job <*> printed in <*>', returnedLate: 24 }],
    });
    expect(judge(prints({ quick: 12 })).suspects).toMatchObject([{ verdict: 'long-hold', route: 'POST /print', returnedLate: 24 }]);
  });

  describe('where its process logs no requests', () => {
    /** Three times six pieces at a time, which end in one of two ways; other work is quick. */
    function renders({
      ends = ['render of show <*> finished after <*> s', 'render of show <*> broken off: <*>'],
      other = 'seat <*> booked',
      during = false,
    } = {}): World {
      const log = world('app.log', { runtime: 'hikaricp' });
      const works = Array.from({ length: 24 }, (_, i) => ({
        end: 15_040 + Math.floor(i / 8) * 40 * SECOND + 4300 + (i % 8) * 900,
        lasts: 4300 + (i % 8) * 900,
        says: ends[i % ends.length]!,
      }));
      for (let at = 0; at < 2 * MINUTE; at += 100) {
        for (const { end, lasts, says } of works) if (end > at - 100 && end <= at) log.says(end, says, { durationMs: lasts });
        const working = works.filter(({ end, lasts }) => end - lasts < at && at < end).length;
        if (at % 700 === 0 && (!during || working > 0)) log.says(at, other);
        if (at % 2500 === 0) log.sample(at, working, { max: 12, pending: 0 });
      }
      return log;
    }

    it('is named by its most usual end, and lines of other work stand beside it', () => {
      expect(judge(renders())).toMatchObject({
        verdict: 'long-hold',
        suspects: [{ template: 'render of show <*> finished after <*> s', returnedLate: 24 }],
      });
    });

    it.each([
      ['ends are of different things', renders({ ends: ['sync of <*> done', 'export of <*> done'] })],
      ['lines name no things, as those of a loop do', renders({ other: 'nothing to do' })],
      ['lines stand within that work only', renders({ other: 'frame <*> of <*>', during: true })],
    ])('is healthy where %s', (_, log) => {
      expect(judge(log)).toMatchObject({ verdict: 'healthy', suspects: [] });
    });
  });

  it.each([
    ['takes less than two seconds', prints({ lastsMs: 1990, everyMs: 600, times: 90 })],
    ['came seldom', prints({ times: 18 })],
    ['runs one at a time', prints({ everyMs: 6500 })],
    ['takes a few of many connections', prints({ max: 30 })],
    ['has the process for itself', prints({ requests: 10 })],
    ['is mostly quick', prints({ quick: 40 })],
    ['is quicker than what the pool reports', prints({ thresholdMs: 10_000 })],
  ])('is healthy where it %s', (_, log) => {
    expect(judge(log)).toMatchObject({ verdict: 'healthy', suspects: [] });
  });

  it('is as long as the user says', () => {
    expect(judge(prints(), { thresholdMs: 10 * SECOND })).toMatchObject({ verdict: 'healthy', suspects: [] });
  });
});
