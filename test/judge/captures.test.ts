import { expect, it } from 'vitest';
import { gate } from '../../src/judge/gate/index.ts';
import { conclude, emptyState, observe } from '../../src/judge/index.ts';
import { MINUTE, SECOND, judge, world, type World } from './world.ts';

const STUCK = { idleForMs: 70 * SECOND, applicationName: 'shop' };
/** One long transaction in each of so many captures, another one each time. */
const passing = (times: number): World => {
  const log = world('sessions.txt');
  for (let i = 0; i < times; i++) log.session(i * 10 * MINUTE, 100 + i, { ...STUCK, query: `select ${i}`, capture: `c${i}` });
  return log;
};
const checks = (log: World) => {
  const state = emptyState();
  for (const event of log.events) observe(state, event);
  const report = conclude(
    state,
    { sources: [], timeRange: null, lines: { total: 0, recognised: 0, context: 0, ignored: 0, clipped: 0 }, parsers: {}, notices: [] },
    { knowledge: { remedies: new Map(), recipes: new Map() }, tool: { name: 'leak-stream', version: '0.0.0' } },
  );
  return gate(state, report, { allowUnknown: false }).checks.filter(({ check }) => check === 'server-sessions');
};

it('counts no session as stuck that a later capture of the source does not show', () => {
  const { pool, suspects, codes } = judge(
    passing(5).session(60 * MINUTE, 900, { state: 'active', capture: 'last', applicationName: 'shop' }),
  );
  expect(pool).toMatchObject({ verdict: 'inconclusive', openHolds: [] });
  expect(suspects).toEqual([]);
  expect(codes).toContain('idle-ended');
});

it('counts those that the last capture of their own source shows', () => {
  const one = world('a.txt');
  for (let pid = 1; pid <= 3; pid++) one.session(0, pid, { ...STUCK, query: 'select 1', capture: 'a' });
  const other = world('b.txt').session(MINUTE, 9, { state: 'active', capture: 'b', applicationName: 'shop' });
  for (const logs of [[one, other], [other, one]]) expect(judge(logs).pool).toMatchObject({ verdict: 'leak', openHolds: [{}, {}, {}] }); // prettier-ignore
});

it('takes a capture without rows for one in which nobody is stuck', () => {
  const log = passing(3);
  expect(checks(log)).toMatchObject([{ status: 'fail' }]);
  log.note(60 * MINUTE, 'empty-capture', { runtime: 'postgresql' } as object);
  expect(judge(log).pool).toMatchObject({ verdict: 'inconclusive', openHolds: [] });
  expect(checks(log)).toMatchObject([{ status: 'pass' }]);
});

it('makes one suspect of a statement, whatever its values', () => {
  const log = world('sessions.txt');
  for (let i = 0; i < 4; i++)
    log.session(0, i, { ...STUCK, query: `SELECT * FROM orders WHERE id = ${i} AND name = 'n${i}'`, capture: 'c' });
  const { suspects } = judge(log);
  expect(suspects).toMatchObject([{ leaked: 4, open: 4 }]);
  const other = world('sessions.txt').session(0, 7, { ...STUCK, query: `SELECT * FROM orders  WHERE id = 77 AND name = ''`, capture: 'c' });
  expect(judge(other).suspects[0]?.fingerprint).toBe(suspects[0]?.fingerprint);
});

it('takes rows of one moment for one capture where a program logs them one by one', () => {
  const log = world('app.log');
  for (const at of [0, MINUTE])
    for (let pid = 1; pid <= 4; pid++)
      if (at === 0 || pid > 1) log.session(at + pid, pid, { ...STUCK, idleForMs: 70 * SECOND + at, query: 'select 1' });
  // four at first; of these three were there a minute later
  expect(judge(log).pool).toMatchObject({ verdict: 'leak', openHolds: [{}, {}, {}] });
});

/** A capture each minute of five workers, each idle in its transaction for up to so many seconds, and then committing. */
function slowWork(minutes: number, last: number): World {
  const log = world('sessions.txt');
  for (let minute = 0; minute < minutes; minute++)
    for (let worker = 0; worker < 5; worker++) {
      const age = (minute * 60 + worker * 25) % 150;
      const idle = minute === minutes - 1 ? { idleForMs: last * SECOND } : { idleForMs: age * SECOND };
      const row = { applicationName: 'shop', query: 'select amount from invoices for update', capture: `c${minute}`, ...idle };
      log.session(minute * MINUTE, 100 + worker, row);
    }
  return log;
}

it('calls nobody lost who is idle for as long as others were that went on', () => {
  const { pool, codes, suspects } = judge(slowWork(30, 140));
  expect(pool).toMatchObject({ verdict: 'inconclusive', openHolds: [{}, {}, {}, {}, {}] });
  expect(codes).toContain('idle-goes-on');
  expect(suspects.map(({ leaked }) => leaked)).toEqual([0]);
});

it('calls lost who is idle for far longer than any that went on, and where few went on', () => {
  expect(judge(slowWork(30, 400)).pool.verdict).toBe('leak');
  expect(judge(slowWork(2, 140)).pool.verdict).toBe('leak');
});
