import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND, judge, world, type World } from './world.ts';

/** Two hours of short requests, one each 10 s, of which one was out for 40 minutes and came back. */
function withOneSlow(ends: boolean): World {
  const log = world();
  const slow = log.by({ thread: 'debugged' });
  slow.out(MINUTE, 'slow');
  for (let i = 1; i <= 720; i++) {
    const at = i * 10 * SECOND;
    const by = log.by({ thread: `t${i % 4}` });
    by.out(at, `c${i % 4}`).back(at + 100, `c${i % 4}`);
    if (ends) by.served(at + 101, 'GET /orders');
    if (at === 41 * MINUTE) slow.back(at + SECOND, 'slow');
    if (at === 41 * MINUTE && ends) slow.served(at + SECOND + 1, 'GET /orders');
  }
  return log;
}

/** One connection that went out and stayed out, its request's line 100 ms later. */
const lose = (log: World, at: number, i: number, ends: boolean): void => {
  const by = log.by({ thread: `u${i}` }).out(at, `x${i}`);
  if (ends) by.served(at + 100, 'GET /orders');
};

describe('open holds that one slow return would excuse', () => {
  it('are lost where the work of three at different times has ended', () => {
    const log = withOneSlow(true);
    for (let i = 0; i < 3; i++) lose(log, 115 * MINUTE + i * MINUTE, i, true);
    expect(judge(log.note(2 * HOUR + SECOND, 'visible'))).toMatchObject({
      verdict: 'leak',
      suspects: [{ route: 'GET /orders', leaked: 3 }],
    });
  });

  it('are undecided where one alone has ended, and in flight before it is out for half a minute', () => {
    const log = withOneSlow(true);
    lose(log, 115 * MINUTE, 0, true);
    expect(judge(log.note(2 * HOUR + SECOND, 'visible')).codes).toContain('open-undecided');
    const young = withOneSlow(true);
    lose(young, 2 * HOUR - 20 * SECOND, 0, true);
    expect(judge(young.note(2 * HOUR + SECOND, 'visible')).codes).toContain('in-flight');
  });

  it('are in flight where their kind is known to give back as long after its request', () => {
    const log = withOneSlow(true);
    log
      .by({ thread: 'streams' })
      .out(30 * MINUTE, 'late')
      .served(30 * MINUTE + 100, 'GET /orders')
      .back(50 * MINUTE, 'late');
    for (let i = 0; i < 2; i++) lose(log, 115 * MINUTE + i * MINUTE, i, true);
    expect(judge(log.note(2 * HOUR + SECOND, 'visible')).codes).toContain('in-flight');
  });

  it('are undecided where more are out for long than ever before, though nothing tells what became of their work', () => {
    const log = withOneSlow(false);
    for (let i = 0; i < 5; i++) lose(log, 110 * MINUTE + i * MINUTE, i, false);
    expect(judge(log.note(2 * HOUR + SECOND, 'visible'))).toMatchObject({ verdict: 'inconclusive', suspects: [] });
  });

  it('are in flight where as many are out for as long at any time', () => {
    const log = world();
    // streams of ten minutes, one each two minutes: five are out at any moment
    for (let i = 0; i < 120; i++) {
      if (i >= 5) log.by({ thread: `s${i - 5}` }).back(i * 2 * MINUTE, `c${i - 5}`);
      log.by({ thread: `s${i}` }).out(i * 2 * MINUTE, `c${i}`);
    }
    expect(judge(log.note(119 * 2 * MINUTE + MINUTE, 'visible'))).toMatchObject({ verdict: 'long-hold' });
  });

  it('are measured by a threshold alone where one is given', () => {
    const log = withOneSlow(true);
    for (let i = 0; i < 3; i++) lose(log, 115 * MINUTE + i * MINUTE, i, true);
    expect(judge(log.note(2 * HOUR + SECOND, 'visible'), { thresholdMs: HOUR }).codes).toContain('in-flight');
  });
});
