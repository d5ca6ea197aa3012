import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { plugins } from '../../../parsers/index.ts';
import { analyze } from '../../../src/index.ts';
import type { Report } from '../../../src/model/report.ts';
import { readWay } from '../prefilter/both-ways.ts';
import { readText, stream } from '../support.ts';

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

describe('stacks whose lines bear the mark of the program around, and the record its own head besides', () => {
  const leak = (connection: string): string =>
    `Connection leak detection triggered for com.mysql.cj.jdbc.ConnectionImpl@${connection}, stack trace follows`;
  const trace = (file: string): string[] => ['java.lang.Exception: Apparent connection leak detected', `\tat shop.jobs.${file}.load(${file}.java:31)`, '\tat java.lang.Thread.run(Thread.java:748)']; // prettier-ignore
  const task = 'shop.libs.hikari.pool.ProxyLeakTask';
  const reports = async (lines: readonly string[]): Promise<unknown> => {
    const { events } = await readText(`${lines.join('\n')}\n`, { plugins });
    return events.flatMap((event) => (event.kind === 'leak-reported' ? [[event.connection?.slice(-2), event.pool, event.stack?.[0]?.file, event.stack?.length]] : [])); // prettier-ignore
  };

  test.each([
    ['a game server, its thread in the mark', '[20:14:09] [main-db housekeeper/WARN]: ', `90211 [main-db housekeeper] WARN ${task} - `],
    ['a game server, its level alone in it', '[20:14:09 WARN]: ', `[main-db housekeeper] WARN ${task} - `],
    ['a day without its year', '27.06 20:14:09 [Server] WARN ', `4415 [main-db housekeeper] WARN ${task} - `],
    ['sbt, no time in the mark', '[info] ', `20:14:09.211 [main-db housekeeper] WARN ${task} - `],
    ['systemd-like, a full stamp', '2026-11-23 20:14:09.120 WARN ', `[main-db housekeeper] WARN ${task} - `],
  ])('%s', async (_, mark, head) => {
    const [first, ...frames] = trace('Orders').map((line) => `${mark}${line}`) as [string, ...string[]];
    const report = `${mark}${head}${leak('1a')}`;
    expect(await reports([report, first, ...frames])).toEqual([['1a', 'main-db', 'Orders.java', 2]]);
    expect(await reports([report, '', first, ...frames])).toEqual([['1a', 'main-db', 'Orders.java', 2]]);
    // one after the other, each has its own
    const next = [`${mark}${head}${leak('2b')}`, ...trace('Basket').map((line) => `${mark}${line}`)];
    expect(await reports([report, first, ...frames, ...next])).toEqual([['1a', 'main-db', 'Orders.java', 2], ['2b', 'main-db', 'Basket.java', 2]]); // prettier-ignore
  });

  test("two reports before a trace: it is nobody's, for no line tells whose", async () => {
    const mark = '[20:14:09 WARN]: ';
    const heads = ['1a', '2b'].map((connection, i) => `${mark}[db-${i} housekeeper] WARN ${task} - ${leak(connection)}`);
    const found = await reports([...heads, ...trace('Orders').map((line) => `${mark}${line}`)]);
    expect(found).toEqual([['1a', 'db-0', undefined, 0], ['2b', 'db-1', undefined, 0], [undefined, undefined, 'Orders.java', 2]]); // prettier-ignore
    // the threads in the marks tell
    const own = ['1a', '2b'].map((connection, i) => `[20:14:09] [db-${i} housekeeper/WARN]: ${77 + i} [db-${i} housekeeper] WARN ${task} - ${leak(connection)}`); // prettier-ignore
    const [one, two] = ['Orders', 'Basket'].map((file, i) => trace(file).map((line) => `[20:14:09] [db-${i} housekeeper/WARN]: ${line}`)) as [string[], string[]]; // prettier-ignore
    expect(await reports([...own, ...two])).toEqual([
      ['1a', 'db-0', undefined, 0],
      ['2b', 'db-1', 'Basket.java', 2],
    ]);
    expect(await reports([own[0] as string, ...one, own[1] as string, ...two])).toEqual([['1a', 'db-0', 'Orders.java', 2], ['2b', 'db-1', 'Basket.java', 2]]); // prettier-ignore
  });

  test('another mark, a later time or another sentence is another record', async () => {
    const head = `[20:14:09 WARN]: [main-db housekeeper] WARN ${task} - ${leak('1a')}`;
    const after = (mark: string): string[] => [head, ...trace('Orders').map((line) => `${mark}${line}`)];
    const apart = [['1a', 'main-db', undefined, 0], [undefined, undefined, 'Orders.java', 2]]; // prettier-ignore
    expect(await reports(after('[20:14:09 ERROR]: '))).toEqual(apart);
    expect(await reports(after('[20:14:59 WARN]: '))).toEqual(apart);
    const other = head.replace('stack trace follows', 'see the manual');
    expect(await reports([other, ...trace('Orders').map((line) => `[20:14:09 WARN]: ${line}`)])).not.toContainEqual(['1a', 'main-db', 'Orders.java', 2]); // prettier-ignore
  });

  test('a terminal has broken the frames, and the head', async () => {
    const lines = [
      `[20:14:09 WARN]: 738 [main-db housekeeper] WARN ${task}      [7/1920]`, ` - ${leak('1a')}`, '',
      '[20:14:09 WARN]: java.lang.Exception: Apparent connection leak detected',
      '[20:14:09 WARN]:        at shop.jobs.nightly.Orders.loadAllOfTh', 'em(Orders.java:31)', '[20:14:09 WARN]:        at shop.jobs.nightly.Runner.run(Runner.java:7', '7)',
    ]; // prettier-ignore
    const { events } = await readText(`${lines.join('\n')}\n`, { plugins });
    expect(events).toMatchObject([{ kind: 'leak-reported', stack: [{ function: 'loadAllOfThem', line: 31 }, { line: 77 }] }]);
    expect(events).toHaveLength(1);
  });

  test('and no less where lines are passed over', async () => {
    const filler = (n: number): string => `2026-11-23 20:14:0${n % 10}.${String(n).padStart(3, '0')} INFO  [exec-${n % 7}] shop.Access - GET /orders/${n} 200`;
    const mark = '2026-11-23 20:14:09.500 WARN ';
    const report = [`${mark}[main-db housekeeper] WARN ${task} - ${leak('1a')}`, ...trace('Orders').map((line) => `${mark}${line}`)];
    const lines = Array.from({ length: 500 }, (_, i) => [filler(i), ...(i % 90 === 89 ? report : [])]).flat();
    const first = { ofSource: 40, ofPod: 5 };
    const bytes = [Buffer.from(lines.join('\n'))];
    expect(await readWay(bytes, { plugins, whole: false, first })).toEqual(await readWay(bytes, { plugins, whole: true, first }));
  }); // prettier-ignore
});

test('a message and, below it, the stack of its error that begins with the same words are one record', async () => {
  const stack = '    at /srv/app/node_modules/pg-pool/index.js:45:11\n    at async start (file:///srv/app/app.js:20:18)';
  const failed = (said: string): string =>
    `01/12/2026 12:32:52.134 [error] ${said}\nError: timeout exceeded when trying to connect\n${stack}\n`;
  const log = ['timeout exceeded when trying to connect', 'GET /cards failed: timeout exceeded when trying to connect']
    .map(failed)
    .join('');
  const { events } = await readText(log, { plugins });
  expect(events.filter(({ kind }) => kind === 'acquire-timeout').map(({ line }) => line)).toEqual([1, 5]);
  // another error's stack is another record
  const other = failed('the printer is on fire');
  expect((await readText(other, { plugins })).events.filter(({ kind }) => kind === 'acquire-timeout').map(({ line }) => line)).toEqual([2]);
});
