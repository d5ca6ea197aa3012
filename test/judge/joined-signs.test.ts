import { describe, expect, it } from 'vitest';
import { addLine, closeInterval, emptyIntervals, matchMoments, type Intervals } from '../../src/judge/cooccurrence/index.ts';
import { HOUR, MINUTE, SECOND, judge, world, type World } from './world.ts';

const go = (): World => world('app.log', { runtime: 'go-database-sql' });

/** A minute of samples a second apart, with a request of each of two routes between; `lost` are seconds in which the last line loses a connection. */
function pool(log: World, seconds: number, lost: readonly number[], { every = 1, status = 200, from = 0, template }: { every?: number; status?: number; from?: number; template?: string } = {}): World {
  for (let s = from; s < from + seconds; s++) {
    const gone = lost.filter((at) => at < s).length;
    log.sample(s * SECOND, gone, { max: 20 });
    if (s % every === 0) log.served(s * SECOND + 200, 'GET /books');
    log.served(s * SECOND + 300, 'GET /authors/{id}');
    if (lost.includes(s)) {
      if (template !== undefined) log.says(s * SECOND + 399, template, { severity: 'warn' });
      log.served(s * SECOND + 400, 'POST /loans', { status });
    } else if (s % 7 === 0) log.served(s * SECOND + 400, 'POST /loans', { status: 201 });
  }
  return log;
} // prettier-ignore

describe('connections that stay in use after work that had ended', () => {
  const YOUNG = [80, 90, 101, 104, 110];

  it('are lost, however young, where each goes with such a line', () => {
    const { pool: found, suspects, codes } = judge(pool(go(), 120, YOUNG, { status: 409, template: 'loan refused' }));
    expect(found.verdict).toBe('leak');
    expect(codes).toContain('stays-after-work');
    expect(suspects).toMatchObject([{ route: 'POST /loans', template: 'loan refused', leaked: 5 }]);
  });

  it('are undecided where the line says that work begins', () => {
    const log = go();
    for (let s = 0; s < 120; s++) {
      log.sample(s * SECOND, YOUNG.filter((at) => at < s).length, { max: 20 });
      if (YOUNG.includes(s)) log.says(s * SECOND + 400, 'export begins');
      log.served(s * SECOND + 300, 'GET /authors/{id}');
    }
    expect(judge(log).pool.verdict).toBe('inconclusive');
  });

  it('are undecided where they began less than half a minute before the end', () => {
    expect(judge(pool(go(), 120, [95, 97, 101, 104, 110], { status: 409, template: 'loan refused' })).pool.verdict).not.toBe('leak');
  });

  it('are counted with the proven ones', () => {
    const { suspects } = judge(pool(go(), 300, [20, 50, 90, 130, 180, 220, 270, 290], { status: 409, template: 'loan refused' }));
    expect(suspects).toMatchObject([{ leaked: 8 }]);
  });
});

describe('the server knows the instants', () => {
  const LOST = [11, 23, 31, 48, 52, 67, 80, 95];
  /** Samples too far apart to name anybody. */
  const sparse = (): World => {
    const log = go();
    for (let s = 0; s < 600; s++) {
      if (s % 60 === 0) log.sample(s * SECOND, LOST.filter((at) => at < s).length, { max: 20 });
      log.served(s * SECOND + 150, 'GET /books').served(s * SECOND + 700, 'POST /loans', { status: 201 });
      if (LOST.includes(s) || s % 40 === 3) log.served(s * SECOND + 420, 'GET /authors/{id}');
    }
    for (let m = 10; m < 40; m++) log.sample(m * MINUTE, 8, { max: 20 });
    return log;
  };
  const sessions = (log: World, state = 'idle in transaction', shift = 0): World => {
    LOST.forEach((at, i) => log.session(HOUR, 100 + i, { state, idleForMs: HOUR - (at * SECOND + 400 + shift), query: 'select 1 from authors', capture: 'c' }));
    return log;
  }; // prettier-ignore

  it('so that sessions name the route that samples cannot', () => {
    expect(judge(sparse()).suspects).toEqual([]);
    const { suspects, pool: found } = judge(sessions(sparse()));
    expect(suspects).toMatchObject([{ route: 'GET /authors/{id}', leaked: 8, attribution: { method: 'server-side' } }]);
    expect(suspects[0]?.serverSide).toHaveLength(8);
    expect(found.verdict).toBe('leak');
    expect(found.reasons.map(({ code }) => code)).toContain('sessions-after-work');
  });

  it('and name nobody where they went idle at other times', () => {
    expect(judge(sessions(sparse(), 'idle', -15_300)).suspects).toEqual([]);
  });
});

describe('lines at given moments', () => {
  const filled = (each: (value: Intervals, s: number) => void): Intervals => {
    const value = emptyIntervals();
    for (let s = 0; s < 1000; s++) {
      each(value, s);
      if (s % 10 === 9) closeInterval(value, { at: s * 1000, inUse: 0 });
    }
    return value;
  };
  const line = (route: string, at: number) => ({ route, at, source: 'a', line: 1, byte: at, text: '', severity: 'info' as const });
  const MOMENTS = [50, 130, 222, 404, 613, 870].map((s) => s * 1000 + 100);

  it('name a busy route among busier ones, by the fraction of a second', () => {
    const value = filled((into, s) => {
      addLine(into, line('GET /a', s * 1000 + 800), true);
      if (s % 3 === 0 || MOMENTS.includes(s * 1000 + 100)) addLine(into, line('GET /b', s * 1000 + 130), true);
    });
    expect(matchMoments(value, MOMENTS).map(({ group, hits }) => [group.keys[0]?.route, hits.length])).toEqual([['GET /b', 6]]);
  });

  it('name two where each has its own', () => {
    const value = filled((into, s) => {
      addLine(into, line('GET /a', s * 1000 + 800), true);
      const at = MOMENTS.indexOf(s * 1000 + 100);
      if (at >= 0) addLine(into, line(at % 2 === 0 ? 'GET /b' : 'GET /c', s * 1000 + 130), true);
    });
    expect(matchMoments(value, MOMENTS).map(({ group, hits }) => [group.keys[0]?.route, hits])).toEqual([['GET /b', [0, 2, 4]], ['GET /c', [1, 3, 5]]]); // prettier-ignore
  });

  it('name nobody without moments, without lines, and where two fit alike', () => {
    const both = filled((into, s) => {
      if (s % 2 === 0) addLine(into, line('GET /a', s * 1000 + 110), true);
      if (s % 2 === 0) addLine(into, line('GET /b', s * 1000 + 120), true);
      if (s % 6 === 1) addLine(into, line('GET /b', s * 1000 + 120), true);
      if (s % 6 === 3) addLine(into, line('GET /a', s * 1000 + 120), true);
    });
    expect(matchMoments(both, MOMENTS)).toEqual([]);
    expect(matchMoments(both, [])).toEqual([]);
    expect(matchMoments(emptyIntervals(), MOMENTS)).toEqual([]);
  });
});

describe('a name in the place of an id', () => {
  it('is seen where siblings share the steps', () => {
    const log = go();
    const towns = ['north', 'harbour', 'old-town'];
    const lost = [5, 15, 25, 35, 45, 55, 65, 75, 85];
    for (let s = 0; s < 200; s++) {
      log.sample(s * SECOND, lost.filter((at) => at < s).length, { max: 50 });
      const town = towns[s % 3]!;
      log.served(s * SECOND + 100, `GET /branches/${town}/titles/{id}`);
      log.served(s * SECOND + 300, `POST /branches/${towns[(s + 1) % 3]!}/titles/{id}/holds`, { status: lost.includes(s) ? 409 : 201 });
    }
    const { suspects } = judge(log);
    expect(suspects).toMatchObject([{ route: 'POST /branches/{id}/titles/{id}/holds', leaked: 9 }]);
    expect(suspects[0]?.reasons.map(({ text }) => text).join(' ')).toContain('with status 409');
  });
});

describe('a pool that is full to the end', () => {
  const full = (served: (s: number) => number, refused = true): World => {
    const log = go();
    for (let s = 0; s < 40; s++) log.sample(s * SECOND, s % 3, { max: 5, waitCount: 0, waitDurationMs: 0 }).served(s * SECOND + 9, 'POST /seats', { status: 201 });
    for (let s = 40; s < 160; s++) {
      log.sample(s * SECOND, 5, { max: 5, waitCount: (s - 39) * 10, waitDurationMs: (s - 39) * 20_000 });
      for (let i = 0; i < served(s); i++) log.served(s * SECOND + i, 'POST /seats', { status: 201 });
      if (refused) log.served(s * SECOND + 900, 'POST /seats', { status: 503 });
    }
    return log;
  }; // prettier-ignore

  it('is saturated where the routes that fail go on succeeding', () => {
    const { pool: found, codes } = judge(full(() => 4));
    expect(found.verdict).toBe('saturation');
    expect(codes).toContain('served-while-full');
  });

  it.each([
    ['where nothing succeeds any more', full(() => 0)],
    ['where less and less does', full((s) => (s < 70 ? 6 : 0))],
    ['where what succeeds may need no connection', full(() => 4, false)],
  ])('is undecided %s', (_, log) => {
    expect(judge(log).pool.verdict).toBe('inconclusive');
  });
});
