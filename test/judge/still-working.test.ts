import { describe, expect, it } from 'vitest';
import { frames, hikari, judge, MINUTE, SECOND, world, type World } from './world.ts';

const COPY = frames('pool:HikariPool.getConnection', 'Copier.open', 'Partition.run');

interface Story {
  /** What the thread's line says of the so manieth step; undefined for none. */
  readonly says?: (step: number) => string;
  /** When the last of them is written. */
  readonly until?: number;
  /** From when on the thread says so. */
  readonly from?: number;
  /** They are the lines of requests. */
  readonly access?: boolean;
  readonly template?: string;
}

const rising = (step: number): string => `copied ${step * 4000} of 250000 rows`;

/** What a thread says every half a minute; `from` and `until` as times of the world. */
function progress(
  log: World,
  thread: string,
  { says = rising, until = 40 * MINUTE, from = 0, access = false, template = 'copied <*> of <*> rows' }: Story,
  since: number,
): World {
  for (let at = Math.max(from, since); at <= until; at += 30 * SECOND) {
    const text = `2026-03-02 INFO [${thread}] ${says((at - since) / 30_000)}`;
    log.by({ thread }).line('context', at, { template, severity: 'info', text, ...(access && { access }) });
  }
  return log;
}

/** Three partitions of a batch, minutes apart, each reported on its own thread and at work to the end. The layout cuts the names of threads. */
function reported(story: Story = {}): World {
  const log = hikari().begins(0).set(0, { leakDetectionThresholdMs: MINUTE });
  for (const i of [1, 2, 3]) {
    const since = 4 * i * MINUTE;
    log.alarm(since + MINUTE, `c${i}`, COPY, { thread: `nightlyPartition-${i}` });
    progress(log, `htlyPartition-${i}`, { from: since + 10 * SECOND, ...story }, since);
  }
  return log.note(40 * MINUTE, 'visible', { severity: 'warn' });
}

/** The same where checkouts and returns are logged. */
function paired(story: Story = {}, then: (log: World) => World = (log) => log): World {
  const log = world();
  for (let i = 0; i < 400; i++)
    log
      .by({ thread: `worker-${i % 4}` })
      .out(i * 6000, `c${i}`)
      .back(i * 6000 + 30, `c${i}`)
      .served(i * 6000 + 31, 'GET /orders');
  for (const i of [1, 2, 3]) {
    const since = 4 * i * MINUTE;
    log.by({ thread: `etl-${i}` }).out(since, `e${i}`);
    progress(log, `etl-${i}`, { from: since + 10 * SECOND, ...story }, since);
  }
  return then(log);
}

describe.each([
  ['reported', reported],
  ['paired', paired],
] as const)('work that tells of its progress to the end of the log, %s', (_, story) => {
  it('is not over, and has forgotten nothing yet', () => {
    const { verdict, codes, suspects } = judge(story());
    expect(verdict).toBe('inconclusive');
    expect(codes).toContain('still-working');
    expect(suspects.every(({ leaked }) => leaked === 0)).toBe(true);
  });

  it.each<[string, Story]>([
    ['its figures do not rise: a beat tells of no progress', { says: () => 'copied 7 of 7 rows' }],
    ['the lines end before the log does', { until: 25 * MINUTE }],
    ['they began long after it was taken', { from: 33 * MINUTE }],
    ['they are the lines of requests, one after the other', { access: true }],
    ['nothing in them is open', { template: 'copied 4000 of 250000 rows' }],
    ['they cannot be found in the text', { template: 'wrote <*> of <*> rows' }],
  ])('is lost as ever where %s', (_, one) => {
    expect(judge(story(one))).toMatchObject({ verdict: 'leak', codes: expect.not.arrayContaining(['still-working']) as unknown });
  });
}); // prettier-ignore

describe('work that goes on', () => {
  it('has forgotten what it took before it took another one', () => {
    const again = (log: World): World => log.by({ thread: 'etl-1' }).out(20 * MINUTE, 'second').back(20 * MINUTE + 20, 'second'); // prettier-ignore
    expect(judge(paired({}, again)).verdict).toBe('leak');
  });

  it('had spoken so before it took the connection: then what it says is no progress of this work', () => {
    const before = hikari().begins(0).set(0, { leakDetectionThresholdMs: MINUTE });
    for (const i of [1, 2, 3]) {
      progress(before, `consumer-${i}`, {}, 0);
      before.alarm(4 * i * MINUTE, `c${i}`, COPY, { thread: `consumer-${i}` });
    }
    expect(judge(before.note(40 * MINUTE, 'visible', { severity: 'warn' })).verdict).toBe('leak');
  });
});
