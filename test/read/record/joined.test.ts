import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { plugins } from '../../../parsers/index.ts';
import { analyze } from '../../../src/index.ts';
import type { Report } from '../../../src/model/report.ts';
import { readWay } from '../prefilter/both-ways.ts';
import { stream } from '../support.ts';

const sample = (name: string): string => readFileSync(new URL(`../../../samples/${name}/app.log`, import.meta.url), 'utf8');
const report = (log: string): Promise<Report> => analyze({ name: 'x', stream: stream(log) });
const essence = ({ verdict, suspects, pools, input }: Report): unknown => [
  verdict, pools.map((pool) => [pool.verdict, pool.acquireTimeouts, pool.openHolds.length]), input.parsers,
  suspects.map(({ fingerprint, verdict: own, leaked, open, returnedLate, callSite, stack }) => [fingerprint, own, leaked, open, returnedLate, callSite, stack?.length]),
]; // prettier-ignore

/** Every line of a stack gets the head of its record, as where each is logged by a call of its own. */
function lineByLine(log: string, head: RegExp): string {
  let last = '';
  return log
    .split('\n')
    .map((line) => {
      const found = head.exec(line)?.[0];
      if (found !== undefined) last = found;
      return found !== undefined || line === '' ? line : `${last}${line}`;
    })
    .filter((line) => line !== '')
    .join('\n');
}

const SPRING = /^\d{4}-\d\d-\d\d[ T][\d:.,]+Z? +[A-Z]+ \d+ --- (?:\[[^\]]*\] )+\S+ +: /;

describe('stacks that are logged line by line, each line with a head', () => {
  test.each(['hikaricp/one-leak', 'hikaricp/version-2.7.9', 'hikaricp/healthy', 'hikaricp/two-leaks-one-slow'])('%s tells the same', async (name) => {
    const log = sample(name);
    expect(SPRING.test(log.split('\n')[0] ?? '')).toBe(true);
    const apart = lineByLine(log, SPRING);
    expect(apart).toMatch(/: \tat /);
    expect(essence(await report(apart))).toEqual(essence(await report(log)));
  }); // prettier-ignore

  test.each([[1, 1], [40, 5]])('and no less where lines are passed over (%i, %i)', async (ofSource, ofPod) => {
    const bytes = Buffer.from(lineByLine(sample('hikaricp/two-leaks-one-slow'), SPRING));
    const first = { ofSource, ofPod };
    expect(await readWay([bytes], { plugins, whole: false, first })).toEqual(await readWay([bytes], { plugins, whole: true, first }));
  }); // prettier-ignore

  test('Python: `for line in traceback.format_stack(): log.warning(line)`', async () => {
    const at = '2026-11-23 01:00:10,250 INFO  [worker-1] leak_stream.checkout: ';
    const frames = ['  File "/srv/app/server.py", line 61, in serve\n    handler(f)', '  File "/srv/app/orders.py", line 40, in report\n    session.execute(q)']; // prettier-ignore
    const out = '2026-11-23 01:00:10,250 DEBUG [worker-1] sqlalchemy.pool.impl.QueuePool: Connection <connection object at 0x7f5eefa660c0; dsn: \'\', closed: 0> checked out from pool'; // prettier-ignore
    const head = `${at}pool.checkout conn=0x7f5eefa660c0 seq=1 pid=15890 thread=worker-1`;
    const whole = await report([out, [head, ...frames].join('\n'), `${at}ready`].join('\n'));
    const apart = await report([out, head, ...frames.map((frame) => `${at}${frame}`), `${at}ready`].join('\n'));
    expect(essence(apart)).toEqual(essence(whole));
    expect(whole.suspects[0]?.stack ?? whole.pools[0]?.openHolds[0]).toBeDefined();
  });
});

describe('records of their own stay apart', () => {
  const line = (thread: string, logger: string, message: string): string =>
    `2026-11-23 01:00:10.250 [${thread}] WARN  ${logger} - ${message}`;
  const leak = 'Connection leak detection triggered for org.postgresql.jdbc.PgConnection@1a on thread exec-1, stack trace follows';
  const task = 'com.zaxxer.hikari.pool.ProxyLeakTask';
  const sites = async (lines: readonly string[]): Promise<unknown> =>
    (await report(lines.join('\n'))).suspects.map(({ callSite, stack = [] }) => [callSite?.file, stack.length]);

  test('frames of another thread or another logger', async () => {
    const head = [line('housekeeper', task, leak), 'java.lang.Exception: Apparent connection leak detected', '\tat shop.Orders.load(Orders.java:31)']; // prettier-ignore
    expect(await sites(head)).toEqual([['Orders.java', 1]]);
    expect(await sites([...head, line('exec-2', task, 'at shop.Basket.load(Basket.java:9)')])).toEqual([['Orders.java', 1]]);
    expect(await sites([...head, line('housekeeper', 'shop.Trace', 'at shop.Basket.load(Basket.java:9)')])).toEqual([['Orders.java', 1]]);
    expect(await sites([...head, line('housekeeper', task, 'at shop.Basket.load(Basket.java:9)')])).toEqual([['Orders.java', 2]]);
  });

  test('an error that is logged next', async () => {
    const next = [line('housekeeper', task, 'java.lang.IllegalStateException: too late'), '\tat shop.Basket.load(Basket.java:9)'];
    const head = [line('housekeeper', task, `${leak.slice(0, -', stack trace follows'.length)}`)];
    expect(await sites([...head, ...next])).not.toContainEqual(['Basket.java', 1]);
  });

  const record = (thread: string, message: string, n: number): string =>
    JSON.stringify({
      '@timestamp': `2026-11-23T01:00:10.${String(250 + n)}Z`,
      level: 'WARN',
      thread_name: thread,
      logger_name: task,
      message,
    });
  const frames = (file: string): string[] => ['java.lang.Exception: Apparent connection leak detected', '\tat com.zaxxer.hikari.HikariDataSource.getConnection(HikariDataSource.java:99)', `\tat shop.${file}.load(${file}.java:31)`]; // prettier-ignore

  test('of JSON, one record a frame, two threads by turns', async () => {
    const [one, two] = [
      [leak, ...frames('Orders')],
      [leak.replace('@1a', '@2b'), ...frames('Basket')],
    ];
    const lines = one.flatMap((message, i) => [record('keeper-1', message, i), record('keeper-2', two[i] as string, i)]);
    expect(await sites(lines)).toEqual([['Basket.java', 2], ['Orders.java', 2]]); // prettier-ignore
    expect(await sites(one.map((message, i) => record('keeper-1', message, i)))).toEqual([['Orders.java', 2]]);
  });

  test('and no less of JSON where lines are passed over', async () => {
    const filler = (n: number): string => record('exec-7', `GET /orders/${n} 200 5ms`, n % 500);
    const lines = Array.from({ length: 400 }, (_, i) => [filler(i), ...(i % 50 === 49 ? [leak, ...frames('Orders'), 'Caused by: java.lang.Error', '\tat shop.X.y(X.java:1)'].map((message) => record('keeper-1', message, 0)) : [])]).flat(); // prettier-ignore
    const first = { ofSource: 40, ofPod: 5 };
    const bytes = [Buffer.from(lines.join('\n'))];
    expect(await readWay(bytes, { plugins, whole: false, first })).toEqual(await readWay(bytes, { plugins, whole: true, first }));
  });
});
