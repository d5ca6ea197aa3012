import { describe, expect, it } from 'vitest';
import type { TimedEventOf } from '../../../src/model/event.ts';
import { read, stream, testPool } from '../support.ts';

const START = Date.parse('2026-03-14T09:00:00.000Z');
const record = (ms: number, level: string, msg: string, fields: object): string =>
  JSON.stringify({ time: new Date(START + ms).toISOString(), level, msg, ...fields });
const OPEN = record(0, 'INFO', 'lent connection 1', {});

/** What each ordinary line is said to tell again. */
async function retold(...lines: readonly string[]): Promise<(TimedEventOf<'context'>['retold'] | null)[]> {
  const { events } = await read([{ name: 'app.log', stream: stream(`${[OPEN, ...lines].join('\n')}\n`) }], { plugins: [testPool] });
  return events.flatMap((event) => (event.kind === 'context' ? [event.retold ?? null] : []));
}

const failed = (path: string, more: object = {}) => ({ method: 'GET', path, status: 422, ...more });

describe('a request that two lines tell of', () => {
  it('is told by the same id, whatever stands between the two', async () => {
    const one = failed('/orders/7', { request_id: 'a' });
    const other = failed('/orders/7', { request_id: 'b' });
    expect(
      await retold(
        record(10, 'WARN', 'request failed', one),
        record(11, 'WARN', 'request failed', other),
        record(3000, 'INFO', 'http request', one),
        record(3001, 'INFO', 'http request', other),
      ),
    ).toEqual([null, null, 'request', 'request']);
  });

  it('is told by its path where lines carry no id', async () => {
    expect(
      await retold(
        record(10, 'ERROR', 'request failed', failed('/orders/7')),
        record(10, 'INFO', 'http request', failed('/orders/8')),
        record(11, 'INFO', 'http request', failed('/orders/7')),
      ),
    ).toEqual([null, null, 'request']);
  });

  it('is told by its place where the path names nothing of its own', async () => {
    const [error, access] = [
      record(10, 'ERROR', 'request failed', failed('/orders')),
      record(10, 'INFO', 'http request', failed('/orders')),
    ];
    expect(await retold(error, access)).toEqual([null, 'request']);
    expect(await retold(error, record(10, 'INFO', 'http request', failed('/users')), access)).toEqual([null, null, null]);
  });

  it('is only named by an error that does not say that it is over', async () => {
    const error = { method: 'GET', path: '/orders/7', request_id: 'a', error: 'no price' };
    expect(
      await retold(
        record(10, 'ERROR', 'cannot price', error),
        record(11, 'INFO', 'http request', failed('/orders/7', { request_id: 'a' })),
      ),
    ).toEqual([null, 'route']);
  });
});

describe('two requests', () => {
  it.each([
    ['of the same words', ['INFO', 'http request'], ['INFO', 'http request'], {}],
    ['of one writer in other words', ['INFO', 'http request'], ['INFO', 'slow http request'], {}],
    ['that ended differently', ['ERROR', 'request failed'], ['INFO', 'http request'], { status: 200 }],
    ['of another path', ['ERROR', 'request failed'], ['INFO', 'http request'], { path: '/orders/9' }],
    ['of another pod', ['ERROR', 'request failed'], ['INFO', 'http request'], { kubernetes: { pod_name: 'b' } }],
  ])('stay two: %s', async (_, [level, words], [second, others], more) => {
    const lines = [
      record(10, level as string, words as string, failed('/orders/7')),
      record(11, second as string, others as string, failed('/orders/7', more)),
    ];
    const pods = lines.map((line, i) => `[pod/${i === 1 && 'kubernetes' in more ? 'b' : 'a'}/app] ${line}`);
    const { events } = await read([{ name: 'app.log', stream: stream(`[pod/a/app] ${OPEN}\n${pods.join('\n')}\n`) }], {
      plugins: [testPool],
    });
    expect(events.flatMap((event) => (event.kind === 'context' ? [event.retold ?? null] : []))).toEqual([null, null]);
  });

  it('that come late one after the other stay two', async () => {
    expect(
      await retold(record(10, 'ERROR', 'request failed', failed('/orders/7')), record(5000, 'INFO', 'http request', failed('/orders/7'))),
    ).toEqual([null, null]);
  });
});

it('tells once how long a request took', async () => {
  const { events } = await read(
    [
      {
        name: 'app.log',
        stream: stream(
          `${OPEN}\n${record(10, 'ERROR', 'request failed', failed('/orders/7', { duration_ms: 4 }))}\n${record(11, 'INFO', 'http request', failed('/orders/7', { duration_ms: 5 }))}\n`,
        ),
      },
    ],
    { plugins: [testPool] },
  );
  expect(events.flatMap((event) => (event.kind === 'context' ? [event.durationMs] : []))).toEqual([4, undefined]);
});
