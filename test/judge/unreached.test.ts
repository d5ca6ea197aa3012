import { expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND, judge, world, type World } from './world.ts';

interface Story {
  /** When a driver says that it cannot reach the server, after the beginning. */
  readonly away?: readonly number[];
  readonly pods?: readonly [string, string];
  /** Connections go out and come back while callers give up. */
  readonly busy?: boolean;
  readonly lost?: number;
}

/** Work of two hours, and in the second one callers that give up, one every ten seconds of five minutes. */
function story({ away = [], pods, busy = false, lost = 0 }: Story = {}): World {
  const log = world();
  const [one, other] = pods === undefined ? [log, log] : [log.pod(pods[0]), log.pod(pods[1])];
  for (let at = 0; at < 2 * HOUR; at += 10 * SECOND) {
    const dry = at >= HOUR && at < HOUR + 5 * MINUTE;
    if (at % (5 * MINUTE) === 0 && at / (5 * MINUTE) < lost) one.out(at, `lost-${at}`);
    if (dry) one.timeout(at, { witness: 'exception', waitedMs: 30_000, max: 5 });
    if (!dry || busy) one.work(4, { from: at + SECOND, everyMs: SECOND });
    if (away.includes(at)) other.ended(at + 6 * SECOND, 'unreachable', { runtime: 'sqlalchemy' });
  }
  return log;
}
const OUTAGE = [0, 1, 2, 3, 4].map((minute) => HOUR + minute * MINUTE);

it('callers that gave up while the server could not be reached are no load', () => {
  const { verdict, pool, codes } = judge(story({ away: OUTAGE }));
  expect(verdict).toBe('inconclusive');
  expect(codes).toContain('unreachable');
  expect(pool.reasons[0]).toMatchObject({ code: 'unreachable', evidence: [{ source: 'app.log' }] });
  expect(judge(story()).verdict).toBe('saturation');
});

it('also where the driver says so after most of them have given up', () => {
  expect(judge(story({ away: [HOUR + 3 * MINUTE] })).codes).toContain('unreachable');
  expect(judge(story({ away: [HOUR + 6 * MINUTE] })).codes).not.toContain('unreachable');
});

it('an hour before or after it tells nothing', () => {
  for (const at of [30 * MINUTE, 100 * MINUTE]) expect(judge(story({ away: [at] })).verdict).toBe('saturation');
});

it('another process that cannot reach its own tells nothing', () => {
  expect(judge(story({ away: OUTAGE, pods: ['shop-1', 'shop-2'] })).codes).not.toContain('unreachable');
  expect(judge(story({ away: OUTAGE, pods: ['shop-1', 'shop-1'] })).codes).toContain('unreachable');
});

it('nor does it where connections came back and went out all the while: that was another database', () => {
  expect(judge(story({ away: OUTAGE, busy: true })).verdict).toBe('saturation');
});

it('what is lost is lost all the same', () => expect(judge(story({ away: OUTAGE, lost: 6 })).verdict).toBe('leak'));

it('callers that waited by the counter of the pool count too', () => {
  const counted = (away: boolean): World => {
    const log = world();
    for (let i = 0; i < 120; i++) {
      const dry = i >= 60 && i < 70;
      const waits = Math.max(0, Math.min(i - 59, 10)) * 12;
      log.sample(i * MINUTE, dry ? 20 : 3 + (i % 2), { max: 20, waitCount: waits, waitDurationMs: waits * 7500 });
      if (dry && away) log.ended(i * MINUTE + SECOND, 'unreachable', { runtime: 'sqlalchemy' });
    }
    return log;
  };
  expect(judge(counted(false)).verdict).toBe('saturation');
  expect(judge(counted(true)).codes).toContain('unreachable');
});
