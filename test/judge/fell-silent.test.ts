import { describe, expect, it } from 'vitest';
import { MINUTE, SECOND, judge, world, type World } from './world.ts';

interface Story {
  /** Requests after the pool's last line, and their status. */
  readonly requests?: number;
  readonly status?: number;
  readonly route?: string;
  /** A caller that gave up then. */
  readonly gaveUp?: boolean;
  /** A connection that was lost long before. */
  readonly lost?: boolean;
}

/** Two requests a second for ten minutes, each with its checkout; two are under way when the pool's lines end, and the requests go on. */
function story({ requests = 200, status = 200, route = 'GET /orders', gaveUp = false, lost = false }: Story = {}): World {
  const log = world();
  if (lost)
    log
      .by({ thread: 'worker-9' })
      .out(SECOND, 'lost')
      .served(2 * SECOND, 'GET /orders');
  for (let i = 4; i < 1200; i++) {
    const [at, thread] = [i * 500, `worker-${i % 4}`];
    log
      .by({ thread })
      .out(at, `c${i % 4}`)
      .back(at + 30, `c${i % 4}`)
      .served(at + 31, i % 2 === 0 ? 'GET /orders' : 'GET /items');
  }
  for (const i of [0, 1]) log.by({ thread: `worker-${i}` }).out(10 * MINUTE + i, `c${i}`);
  for (let i = 0; i < requests; i++) log.by({ thread: `worker-${i % 4}` }).served(10 * MINUTE + (i + 1) * 30 * SECOND, route, { status });
  if (gaveUp) log.timeout(11 * MINUTE, { max: 2 });
  return log;
}

describe('a pool whose lines end while requests that take connections go on', () => {
  it('is undecided: its logging was turned down, and what was out then may be back', () => {
    const { verdict, codes, suspects } = judge(story());
    expect(verdict).toBe('inconclusive');
    expect(codes).toContain('fell-silent');
    expect(suspects.every(({ leaked }) => leaked === 0)).toBe(true);
  });

  it('leaks what was lost long before all the same', () => {
    expect(judge(story({ lost: true }))).toMatchObject({ verdict: 'leak', suspects: expect.arrayContaining([expect.objectContaining({ leaked: 1 })]) as unknown });
  });

  it.each<[string, Story]>([
    ['they are refused: it ran dry', { status: 503 }],
    ['a caller gave up', { gaveUp: true }],
    ['what goes on needs no connection', { route: 'GET /health' }],
  ])('is judged as ever where %s', (_, one) => {
    expect(judge(story(one)).codes).not.toContain('fell-silent');
  });
}); // prettier-ignore
