import { describe, expect, it } from 'vitest';
import { MINUTE, SECOND, judge, world, type World } from './world.ts';

/** Lines between two samples: never the same number for long. */
const linesIn = (i: number): number => 3 + ((7 * i) % 3);

interface Climb {
  readonly samples?: number;
  readonly everyMs?: number;
  /** In-use after the samples before and `lines` lines since. */
  readonly next?: (inUse: number, lines: number, i: number) => number;
  readonly severity?: 'info' | 'error';
}

/** A pool that is sampled seldom: several lines of one kind, and requests, stand between two samples. */
function climb({ samples = 30, everyMs = 150 * SECOND, next = (inUse, lines) => inUse + lines, severity = 'info' }: Climb = {}): World {
  const log = world('app.log', { runtime: 'go-database-sql' });
  let inUse = 0;
  for (let i = 0; i < samples; i++) {
    const lines = i < 3 ? 0 : linesIn(i);
    const from = i * everyMs;
    for (let k = 0; k < lines; k++) log.says(from + ((k + 0.5) * everyMs) / lines, 'counters refreshed', { severity });
    for (let k = 0; k < 8 + ((5 * i) % 4); k++) log.served(from + ((k + 0.3) * everyMs) / 12, k % 3 === 0 ? 'GET /gates' : 'POST /passes');
    inUse = Math.max(0, next(inUse, lines, i));
    log.sample(from + everyMs, inUse, { max: 200, open: inUse + 5, waitCount: 0, waitDurationMs: 0 });
  }
  return log;
}

describe('connections that are lost faster than samples are taken', () => {
  it('are a leak where in-use climbs by one with each line of one kind', () => {
    const { verdict, codes, suspects } = judge(climb());
    expect([verdict, ...codes.slice(0, 2)]).toEqual(['leak', 'one-each', 'holders-possible']);
    const lines = Array.from({ length: 27 }, (_, i) => linesIn(i + 3)).reduce((a, b) => a + b, 0);
    expect(suspects).toMatchObject([{ verdict: 'leak', template: 'counters refreshed', leaked: lines }]);
  });

  it('are no sign of health where nothing falls with the climb', () => {
    const { verdict, codes, suspects } = judge(climb({ next: (inUse, _, i) => (i < 3 ? 0 : inUse + 3 + ((3 * i) % 5)) }));
    expect([verdict, ...codes]).toEqual(['inconclusive', 'climbs']);
    expect(suspects).toEqual([]);
  });

  it('are nobody’s where all of it may be slow work that goes on, until that has taken longer than jobs do', () => {
    expect(judge(climb({ everyMs: 20 * SECOND })).verdict).toBe('inconclusive');
    expect(judge(climb({ everyMs: 20 * SECOND, severity: 'error' })).codes).toContain('stays-after-work');
    expect(judge(climb({ everyMs: MINUTE })).verdict).toBe('leak');
  });

  it('are told from a load that grows, which goes up and down on its way', () => {
    const { verdict, codes } = judge(climb({ next: (_, __, i) => (i < 3 ? 0 : 3 * i + ((5 * i) % 7) * 3) }));
    expect([verdict, ...codes]).toEqual(['healthy', 'rises-under-load']);
  });

  it('are told by work that had ended also where there are few samples, and by nothing less', () => {
    const few = { samples: 9, everyMs: 12 * SECOND } as const;
    const { verdict, codes, suspects } = judge(climb({ ...few, severity: 'error' }));
    expect([verdict, ...codes.slice(0, 2)]).toEqual(['leak', 'stays-after-work', 'too-few-samples']);
    expect(suspects).toMatchObject([{ verdict: 'leak', template: 'counters refreshed' }]);
    expect(judge(climb(few)).verdict).toBe('inconclusive');
    const unlike = climb({ ...few, severity: 'error', next: (inUse, _, i) => (i < 3 ? 0 : inUse + 1 + ((3 * i) % 5)) });
    expect(judge(unlike).verdict).toBe('inconclusive');
  });
});
