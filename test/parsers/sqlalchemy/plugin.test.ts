import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import plugin from '../../../parsers/sqlalchemy/index.ts';
import type { RecordView } from '../../../src/plugin/contract.ts';
import { matchRule } from '../../../src/plugin/match.ts';
import { readRecord } from '../../../src/plugin/read-record.ts';
import { read } from './reading.ts';

describe('samples', () => {
  it.each(Object.entries(plugin.samples))('%s', (_name, sample) => {
    const declared = sample.reads as Record<string, unknown> | Record<string, unknown>[];
    expect(read(sample.log)).toMatchObject(Array.isArray(declared) ? declared : [declared]);
    if (!sample.decoy) expect(plugin.hints.some((hint) => sample.log.includes(hint))).toBe(true);
  });

  it('each rule has one, each hint stands in one', () => {
    const proven = new Set(Object.values(plugin.samples).map((sample) => sample.rule));
    expect(Object.keys(plugin.rules).filter((rule) => !proven.has(rule))).toEqual([]);
    const logs = Object.values(plugin.samples).map((sample) => sample.log);
    expect(plugin.hints.filter((hint) => !logs.some((log) => log.includes(hint)))).toEqual([]);
  });
});

describe('timeouts', () => {
  const TRACE = `Traceback (most recent call last):
  File "/srv/shop/billing.py", line 40, in charge
    session.execute(query)
  File "/srv/venv/lib/python3.11/site-packages/sqlalchemy/pool/impl.py", line 168, in _do_get
    raise exc.TimeoutError(
sqlalchemy.exc.TimeoutError: QueuePool limit of size 5 overflow 10 reached, connection timed out, timeout 30.00 (Background on this error at: https://sqlalche.me/e/20/3o7r)`;
  const WAITER = { kind: 'acquire-timeout', max: 15, waitedMs: 30_000, stack: [{ function: '_do_get' }, { function: 'charge', line: 40 }] };

  it.each([
    [
      'in exc_info',
      JSON.stringify({ asctime: '2026-11-23 02:03:40,264', levelname: 'ERROR', name: 'shop', message: 'request failed', exc_info: TRACE }),
    ],
    ['in exception', JSON.stringify({ timestamp: '2026-11-23T02:03:40.264Z', level: 'error', event: 'request failed', exception: TRACE })],
    ['below a head', `2026-11-23 02:03:40,264 ERROR shop request failed\n${TRACE}`],
    [
      'chained',
      `2026-11-23 02:03:40,264 ERROR shop request failed\n${TRACE}\n\nDuring handling of the above exception, another exception occurred:\n\n${TRACE.replace('charge', 'refund').replaceAll('TimeoutError', 'RuntimeError')}`,
    ],
  ])('one for a record: %s', (_name, log) => expect(read(log)).toMatchObject([WAITER]));

  it('of chained exceptions as objects it is the waiter, not the handler that raised another one', () => {
    const frames = (...names: string[]): unknown => names.map((name, i) => ({ filename: '/srv/shop/billing.py', lineno: 40 + i, name }));
    const exception = [
      {
        exc_type: 'ServiceUnavailable',
        exc_value: 'QueuePool limit of size 5 overflow 10 reached, connection timed out, timeout 30.00',
        frames: frames('main', 'charge'),
      },
      { exc_type: 'TimeoutError', is_cause: true, frames: frames('charge', 'load') },
    ];
    const [event] = read(JSON.stringify({ timestamp: '2026-11-23T02:03:40.264Z', level: 'error', event: 'request failed', exception }));
    expect(event).toMatchObject({ kind: 'acquire-timeout', stack: [{ function: 'load' }, { function: 'charge' }, { function: 'main' }] });
  });

  it('a traceback printed below a line of the pool is read as well', () => {
    const head =
      "2026-11-23 02:03:40,264 DEBUG sqlalchemy.pool.impl.QueuePool Connection <connection object at 0x7f3408280900; dsn: 'host=db', closed: 0> being returned to pool";
    expect(read(`${head}\n${TRACE}`)).toMatchObject([{ kind: 'checkin', reason: 'returned' }, WAITER]);
  });
});

describe('strangers’ text', () => {
  const literals = [...plugin.hints, 'Connection ', '<', '>', ' at 0x7f3408280900', ' (reason: ', 'conn=0x12ab', 'stack=', 'a.py:1:f>', '{"event": "pool.checkout", "conn": ', 'overflow 10 reached,',
    '  File "a.py", line 1, in f', 'thread=', 'seq=99999999999999999999', 'sqlalchemy.pool.impl.QueuePool.']; // prettier-ignore
  const line = fc
    .array(fc.oneof(fc.constantFrom(...literals), fc.string({ maxLength: 20 })), { maxLength: 8 })
    .map((parts) => parts.join(''));
  const view = fc.record({
    message: line,
    tail: fc.array(line, { maxLength: 5 }),
    raw: line,
    fields: fc.option(
      fc.dictionary(fc.constantFrom('conn', 'stack', 'seq', 'pid', 'thread', 'ts', 'held_ms', 'exc_info'), fc.jsonValue()),
      { nil: undefined },
    ),
    logger: fc.option(fc.constantFrom('sqlalchemy.pool.impl.QueuePool.', 'a'), { nil: undefined }),
    thread: fc.constant(undefined),
    severity: fc.constant(undefined),
    timed: fc.boolean(),
  });

  it('never makes a rule throw', () => {
    fc.assert(
      fc.property(view, (record) => void readRecord(plugin, record as RecordView)),
      { numRuns: 2_000 },
    );
  });

  it.each([
    'Connection <',
    ' at 0x7f3408280900',
    'QueuePool limit of size 1 ',
    'conn=0x1 thread=',
    '"a.py:1 in ',
    ' not returned',
    'pool.checkout {',
  ])('takes time in proportion to %j', (unit) => {
    const text = unit.repeat(8_192 / unit.length);
    const record: RecordView = {
      message: text,
      tail: [text],
      raw: text,
      fields: undefined,
      logger: undefined,
      thread: undefined,
      severity: undefined,
      timed: false,
    };
    for (const [name, rule] of Object.entries(plugin.rules)) {
      const match = matchRule(plugin, name, rule, record);
      if (match) rule.read(match, record);
    }
    // Anything that grew faster than its input would meet the time limit of the tests.
  });
});
