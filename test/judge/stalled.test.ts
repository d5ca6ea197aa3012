import { describe, expect, it } from 'vitest';
import { judge, MINUTE, SECOND, world, type World } from './world.ts';

interface Story {
  /** How far apart connections go out once the database hangs, ms. */
  readonly everyMs?: number;
  readonly out?: number;
  /** What is written once it hangs. */
  readonly then?: (log: World) => World;
}

const HANGS = 30 * MINUTE;

/** A connection every ten seconds for half an hour, each back at once, and its request; from then on they go out and nothing comes back. */
function story({ everyMs = 10 * SECOND, out = 10, then = (log) => log }: Story = {}): World {
  const log = world();
  log.work(180, { everyMs: 10 * SECOND, route: 'GET /orders' });
  for (let i = 0; i < out; i++) log.out(HANGS + i * everyMs, `h${i}`);
  return then(log).says(HANGS + 20 * MINUTE, 'the log goes on');
}

describe('from one moment on nothing comes back', () => {
  it('is no leak: all work hangs, whatever its code', () => {
    const { verdict, codes, suspects } = judge(story());
    expect(verdict).toBe('inconclusive');
    expect(codes).toContain('all-stalled');
    expect(suspects.every(({ leaked }) => leaked === 0)).toBe(true);
  });

  it.each<[string, Story]>([
    ['other work comes back in between', { then: (log) => log.work(5, { from: HANGS + 5 * MINUTE, everyMs: 10 * SECOND }) }],
    ['requests of such work are served', { then: (log) => log.served(HANGS + 5 * MINUTE, 'GET /orders') }],
    ['their requests failed and nobody had to wait', { then: (log) => log.served(HANGS + 5 * MINUTE, 'GET /orders', { status: 500 }) }],
    ['they went out much more slowly than what had come back: that work is not there any more', { everyMs: MINUTE }],
  ])('is a leak where %s', (_, one) => {
    expect(judge(story(one))).toMatchObject({ verdict: 'leak', codes: expect.not.arrayContaining(['all-stalled']) as unknown });
  });

  it('is a leak where what went out failed by its own lines', () => {
    const log = world();
    const own = (i: number): World => log.by({ thread: `worker-${i}` });
    for (let i = 0; i < 180; i++) own(i % 9).out(i * 10_000, `c${i % 9}`).back(i * 10_000 + 20, `c${i % 9}`); // prettier-ignore
    for (let i = 0; i < 9; i++) own(i).out(HANGS + i * 10_000, `h${i}`).says(HANGS + i * 10_000 + 20, 'cannot price order <*>', { severity: 'error' }); // prettier-ignore
    expect(judge(log.says(HANGS + 20 * MINUTE, 'the log goes on')).verdict).toBe('leak');
  });

  it('tells nothing of fewer than three', () => {
    expect(judge(story({ out: 2 })).codes).not.toContain('all-stalled');
  });
});
