import { describe, expect, it } from 'vitest';
import { LayoutReader } from '../../../src/read/layout/index.ts';
import { bare, told } from './lines.ts';

const AT = '2026-11-23T01:52:09.123Z';
const POOL = 'com.zaxxer.hikari.pool.HikariPool';
const SAID = 'orders - Added connection c1';
const read = (text: string): unknown => told(new LayoutReader({ near: Date.UTC(2026, 10, 23, 12) }).read(bare(text)));

/** [what prints it, the line, what must be read of it] */
const CASES: readonly (readonly [string, string, Record<string, unknown>])[] = [
  ['Dropwizard', `WARN  [2026-11-23 01:52:09,123] ${POOL}: ${SAID}`, { at: AT, severity: 'warn', logger: POOL, message: SAID }],
  ['a letter for the level, a date without a century', `261123 015209.123 D ${POOL} - ${SAID}`, { at: AT, severity: 'debug', logger: POOL, message: SAID }],
  ['a letter and a tag', '01:52:09,123 W/HikariPool: orders - Added connection c1', { at: AT, severity: 'warn', logger: 'HikariPool', message: SAID }],
  ['AWS Lambda, Python', `[WARNING]\t2026-11-23T01:52:09.123Z\t7a1f5c1e-6a0c-4e7b-9f0c-9b1d2f3e4a5b\t${SAID}`, { at: AT, layout: 'columns', severity: 'warn', request: '7a1f5c1e-6a0c-4e7b-9f0c-9b1d2f3e4a5b', message: SAID }],
  ['the context of Datadog is no thread', `2026-11-23 01:52:09,123 INFO [shop.db] [db.py:143] [dd.service=shop dd.env= dd.trace_id=0 dd.span_id=0] - ${SAID}`, { at: AT, severity: 'info', logger: 'shop.db', message: SAID }],
  ['the context of Datadog names a trace', `2026-11-23 01:52:09,123 INFO [shop.db] [db.py:143] [dd.service=shop dd.env= dd.trace_id=77 dd.span_id=5] - ${SAID}`, { at: AT, severity: 'info', logger: 'shop.db', request: '77', message: SAID }],
  ['Airflow', `[2026-11-23T01:52:09.123+0000] {impl.py:143} WARNING - ${SAID}`, { at: AT, severity: 'warn', message: SAID }],
  ['a letter for the level before the time', `W 2026-11-23 01:52:09,123 shop.db ${SAID}`, { at: AT, severity: 'warn', logger: 'shop.db', message: SAID }],
  ['Python, a logger of one word between dashes', `2026-11-23 01:52:09,123 - quotes - WARNING - ${SAID}`, { at: AT, severity: 'warn', logger: 'quotes', message: SAID }],
  ['Python, a thread between dashes', `2026-11-23 01:52:09,123 - worker-1 - WARNING - ${SAID}`, { at: AT, severity: 'warn', thread: 'worker-1', message: SAID }],
  ['absl, a thread in the place of the process', `W1123 01:52:09.123000 140405431683968 etl.py:101] ${SAID}`, { layout: 'klog', at: AT, severity: 'warn', thread: '140405431683968', message: SAID }],
  ['Go, a logger for each level', 'ERROR: 2026/11/23 01:52:09.123000 server.go:86: GET /orders: no rows', { layout: 'go-log', at: AT, severity: 'error', message: 'GET /orders: no rows' }],
  ['Go, a prefix of the message is no thread', '2026/11/23 01:52:09.123000 server.go:86: [orders] ERROR GET /orders: no rows', { layout: 'go-log', at: AT, severity: 'error', logger: 'orders', message: 'GET /orders: no rows' }],
  ['Rust, tracing', '2026-11-23T01:52:09.123Z DEBUG shop::db::pool: [orders] lease #1', { at: AT, severity: 'debug', logger: 'shop::db::pool', message: '[orders] lease #1' }],
  ['Ruby, an error is no module of Rust', '2026-11-23T01:52:09.123Z ERROR PG::ConnectionBad: gone', { at: AT, severity: 'error', message: 'PG::ConnectionBad: gone' }],
  ['C++, nor what it throws', '2026-11-23T01:52:09.123Z ERROR std::bad_alloc: gone', { at: AT, severity: 'error', message: 'std::bad_alloc: gone' }],
  ['an error of a module', '2026-11-23T01:52:09.123Z ERROR shop::db::pool_error: gone', { at: AT, severity: 'error', message: 'shop::db::pool_error: gone' }],
  ['a path without a colon', '2026-11-23T01:52:09.123Z INFO shop::db was built', { at: AT, severity: 'info', message: 'shop::db was built' }],
  ['Go, charm', '2026/11/23 01:52:09.123 ERRO GET /orders: no rows', { at: AT, severity: 'error', message: 'GET /orders: no rows' }],
  ['Go, beego', '2026/11/23 01:52:09.123 [E] [server.go:86]  GET /orders: no rows', { at: AT, severity: 'error', message: 'GET /orders: no rows' }],
  ['log15', 'EROR[11-23|01:52:09] no rows                                  route=/orders', { layout: 'log15', at: '2026-11-23T01:52:09.000Z', severity: 'error', message: 'no rows', fields: { route: '/orders' } }],
  ['go-ethereum', 'ERROR[11-23|01:52:09.123] no rows                                  route=/orders', { layout: 'log15', at: AT, severity: 'error', message: 'no rows', fields: { route: '/orders' } }],
  ['logback, a level in brackets and small letters', `2026-11-23T01:52:09.123Z [debug] c.z.h.p.HikariPool - ${SAID}`, { at: AT, severity: 'debug', logger: 'c.z.h.p.HikariPool', message: SAID }],
  ['Log4j, a thread and its file for the logger', `2026-11-23 01:52:09.123 DEBUG orders housekeeper (HikariPool.java:421) - ${SAID}`, { at: AT, severity: 'debug', thread: 'orders housekeeper', logger: 'HikariPool', message: SAID }],
  ['a letter that begins a sentence', '2026-11-23 01:52:09.123 I think - therefore', { at: AT, message: 'I think - therefore' }],
  ['a letter and a stroke', '2026-11-23 01:52:09.123 I/O error', { at: AT, message: 'I/O error' }],
  ['Tornado', '[D 261123 01:52:09 base:737] took c1', { at: '2026-11-23T01:52:09.000Z', severity: 'debug', logger: 'base', message: 'took c1' }],
  ['values of the MDC behind a class', `23.11. 01:52:09.123 INFO  HikariPool [zadar,1432] ${SAID}`, { at: AT, severity: 'info', logger: 'HikariPool', message: SAID }],
  ['empty values of the MDC', `23.11. 01:52:09.123 DEBUG HikariPool [,] ${SAID}`, { at: AT, severity: 'debug', logger: 'HikariPool', message: SAID }],
  ['process and thread before the logger', `2026-11-23 01:52:09,123 DEBUG   worker-1/imp_0 ${POOL}: ${SAID}`, { at: AT, severity: 'debug', pid: 'worker-1', thread: 'imp_0', logger: POOL, message: SAID }],
  ['the time behind the message', `DEBUG   worker-1/MainThread ${POOL}: ${SAID} [2026-11-23 01:52:09,123]`, { at: AT, severity: 'debug', pid: 'worker-1', thread: 'MainThread', logger: POOL, message: SAID }],
  ['the same time before and behind the message', `2026-11-23T01:52:09.123Z INFO ${POOL}: ${SAID} [2026-11-23 01:52:09,123]`, { at: AT, severity: 'info', logger: POOL, message: SAID }],
  ['another time behind the message', '2026-11-23 01:52:09,123 INFO [worker-7] shop.web: rebuilt from [2026-11-22 23:00:00,000]', { at: AT, severity: 'info', thread: 'worker-7', logger: 'shop.web', message: 'rebuilt from [2026-11-22 23:00:00,000]' }],
  ['a path before a name', '2026-11-23 01:52:09,123 INFO GET /orders/7 shop.api: found', { at: AT, severity: 'info', message: 'GET /orders/7 shop.api: found' }],
  ['columns, a letter for the level', '2026-11-23 01:52:09.123|D|worker-7|pool|took #12', { at: AT, severity: 'debug', thread: 'worker-7', logger: 'pool', message: 'took #12' }],
  ['columns, a letter and blanks, the logger first', '23.11.2026 01:52:09.123 | W | pool | worker-7 | late', { at: AT, severity: 'warn', thread: 'worker-7', logger: 'pool', message: 'late' }],
  ['columns: a letter further on is none', '2026-11-23 01:52:09.123 | columns A|E|F are gone', { at: AT, message: '| columns A|E|F are gone' }],
  ['the request before each message', 'DEBUG:shop.live:[10.1.1.88 WS /prices/7] peer is gone', { severity: 'debug', logger: 'shop.live', request: '10.1.1.88 WS /prices/7', message: '[10.1.1.88 WS /prices/7] peer is gone' }],
  ['the request and who asked', '2026-11-23 01:52:09,123 INFO [worker-7] shop.web: [GET /orders/7 customer=25] found', { at: AT, severity: 'info', thread: 'worker-7', logger: 'shop.web', request: 'GET /orders/7 customer=25', message: '[GET /orders/7 customer=25] found' }],
  ['a route alone, which others ask for at the same time', 'DEBUG:shop.live:[GET /orders] found', { severity: 'debug', logger: 'shop.live', message: '[GET /orders] found' }],
  ['a remark in brackets', 'INFO:sqlalchemy.engine.Engine:[cached since 12.3s ago] (7,)', { severity: 'info', logger: 'sqlalchemy.engine.Engine', message: '[cached since 12.3s ago] (7,)' }],
  ['Dropwizard, ISO time', `INFO  [2026-11-23T01:52:09.123Z] ${POOL}: ${SAID}`, { at: AT, severity: 'info', logger: POOL, message: SAID }],
  ['Dropwizard with a thread', `INFO  [2026-11-23 01:52:09,123] [dw-24] ${POOL}: ${SAID}`, { at: AT, severity: 'info', thread: 'dw-24', logger: POOL, message: SAID }],
  ['Akka', '[DEBUG] [2026-11-23 01:52:09,123] [c.z.h.p.HikariPool] [orders connection adder] - x', { at: AT, severity: 'debug', logger: 'c.z.h.p.HikariPool', thread: 'orders connection adder', message: 'x' }],
  ['level and colon', `DEBUG: 2026-11-23 01:52:09,123: ${POOL}: ${SAID}`, { at: AT, severity: 'debug', logger: POOL, message: SAID }],
  ['time in parentheses', `(2026-11-23 01:52:09,123) INFO ${POOL}: ${SAID}`, { at: AT, severity: 'info', logger: POOL, message: SAID }],
  ['level, time in parentheses', `INFO (2026-11-23 01:52:09,123) ${POOL}: ${SAID}`, { at: AT, severity: 'info', logger: POOL, message: SAID }],
  ['logger first', `${POOL} DEBUG [2026-11-23 01:52:09,123] ${SAID}`, { at: AT, severity: 'debug', logger: POOL, message: SAID }],
  ['logger first, level in brackets', `${POOL} [DEBUG] 2026-11-23 01:52:09,123 ${SAID}`, { at: AT, severity: 'debug', logger: POOL, message: SAID }],
  ['Python, process and thread as numbers', `2026-11-23 01:52:09.123 21547 140322938456960 INFO    shop.api | order placed`, { at: AT, severity: 'info', pid: '21547', thread: '140322938456960', logger: 'shop.api', message: 'order placed' }],
  ['the same, before a level in brackets', `2026-11-23 01:52:09,123 21547 140322938456960 [INFO] shop.api: order placed`, { at: AT, severity: 'info', pid: '21547', thread: '140322938456960', logger: 'shop.api', message: 'order placed' }],
  ['Python without a year', '11-23 01:52:09 shop.api     INFO     order placed', { at: '2026-11-23T01:52:09.000Z', severity: 'info', logger: 'shop.api', message: 'order placed' }],
  ['Python without a year, ms', '11-23 01:52:09,123 DEBUG shop.api: order placed', { at: AT, severity: 'debug', logger: 'shop.api', message: 'order placed' }],
  ['the day first, without a year', '23/11 01:52:09.123 INFO shop.api: order placed', { at: AT, severity: 'info', logger: 'shop.api', message: 'order placed' }],
  ['structlog, brackets in the event (recorded)',
    '2026-11-23T01:52:09.123456Z [debug    ] Connection <psycopg.Connection [IDLE] (host=127.0.0.1 port=5432 database=shop) at 0x7fd07d7f3dd0> checked out from pool [sqlalchemy.pool.impl.QueuePool] request_id=d7722be5',
    { layout: 'structlog-console', at: AT, severity: 'debug', logger: 'sqlalchemy.pool.impl.QueuePool', request: 'd7722be5', fields: { request_id: 'd7722be5' },
      message: 'Connection <psycopg.Connection [IDLE] (host=127.0.0.1 port=5432 database=shop) at 0x7fd07d7f3dd0> checked out from pool' }],
  ['structlog, brackets and no pairs', '2026-11-23T01:52:09.123456Z [debug    ] closed <c [BAD] at 0x7f> [shop.db]',
    { layout: 'structlog-console', at: AT, severity: 'debug', logger: 'shop.db', message: 'closed <c [BAD] at 0x7f>' }],
  ['structlog, quoted and bare values', "2026-11-23T01:52:09.123456Z [error    ] failed                         [shop.db] error='no \\'x\\' left' why=all of them gone request_id=7a",
    { layout: 'structlog-console', at: AT, severity: 'error', logger: 'shop.db', request: '7a', message: 'failed', fields: { error: "no \\'x\\' left", why: 'all of them gone', request_id: '7a' } }],
  ['structlog, the message a pair, bare', '2026-11-23T01:52:09.123456Z [error    ] [shop.db] msg=The pool is empty, 3 wait rid=7a',
    { layout: 'structlog-console', at: AT, severity: 'error', logger: 'shop.db', message: 'The pool is empty, 3 wait', request: '7a', fields: { msg: 'The pool is empty, 3 wait', rid: '7a' } }],
  ['structlog, the message a pair, quoted', "2026-11-23T01:52:09.123456Z [info     ] [shop.db] message='pool=3 idle'",
    { layout: 'structlog-console', at: AT, severity: 'info', logger: 'shop.db', message: 'pool=3 idle', fields: { message: 'pool=3 idle' } }],
  ['structlog, level in capitals', '2026-11-23T01:52:09.123456Z [INFO] request done [shop.http] method=GET path=/orders',
    { layout: 'structlog-console', at: AT, severity: 'info', logger: 'shop.http', message: 'request done', fields: { method: 'GET', path: '/orders' } }],
  ['capitals and a bracket at the end are no logger', '2026-11-23 01:52:09,123 [INFO] reloaded [orders.items]', { at: AT, severity: 'info', message: 'reloaded [orders.items]' }],
  ['WebLogic, server log', "####<Nov 23, 2026 1:52:09,123 AM UTC> <Warning> <JDBC> <host1> <managed1> <[ACTIVE] ExecuteThread: '3' for queue: 'weblogic.kernel.Default (self-tuning)'> <<anonymous>> <> <ctx-1> <1795398729123> <[severity-value: 16] [rid: 0] > <BEA-001153> <Forcibly releasing inactive connection \"x> y\" back into the pool.> ",
    { layout: 'weblogic', at: AT, severity: 'warn', logger: 'JDBC', service: 'managed1', thread: "[ACTIVE] ExecuteThread: '3' for queue: 'weblogic.kernel.Default (self-tuning)'", message: 'Forcibly releasing inactive connection "x> y" back into the pool.' }],
  ['WebLogic, standard output', '<Nov 23, 2026 1:52:09 AM UTC> <Warning> <JDBC> <BEA-001153> <Forcibly releasing a connection. ', { layout: 'weblogic', at: '2026-11-23T01:52:09.000Z', severity: 'warn', logger: 'JDBC', message: 'Forcibly releasing a connection. ' }],
  ['Payara Micro (recorded)', '[2026-11-23T02:52:09.123+0100] [] [WARNING] [] [shop.Till] [tid: _ThreadID=73 _ThreadName=http-thread-pool::http-listener(2)] [timeMillis: 1795398729123] [levelValue: 900] [sic] sold out',
    { layout: 'glassfish', at: AT, severity: 'warn', logger: 'shop.Till', thread: 'http-thread-pool::http-listener(2)', message: '[sic] sold out' }],
  ['Payara, a message of several lines', '[2026-11-23T01:52:09.123+0000] [Payara 5.2022] [SEVERE] [AS-1] [shop.Till] [tid: _ThreadID=7 _ThreadName=Thread[7]] [timeMillis: 1] [levelValue: 1000] [[',
    { layout: 'glassfish', at: AT, severity: 'error', logger: 'shop.Till', thread: 'Thread[7]', message: '' }],
  ['GlassFish 4 with class and method', '[2026-11-23T01:52:09.123+0000] [glassfish 4.0] [FINE] [] [shop.Till] [tid: _ThreadID=20] [timeMillis: 1] [levelValue: 500] [CLASSNAME: shop.Till] [METHODNAME: sell] [[',
    { layout: 'glassfish', at: AT, severity: 'debug', logger: 'shop.Till', thread: '20', message: '' }],
  ['GlassFish, fields left out', '[2026-11-23T01:52:09.123Z] [INFO] [] [shop.Till] [levelValue: 800] sold', { layout: 'glassfish', at: AT, severity: 'info', logger: 'shop.Till', message: 'sold' }],
  ['GlassFish 3, the Uniform format', '[#|2026-11-23T01:52:09.123+0000|WARNING|glassfish3.1.2|shop.Till|_ThreadID=34;_ThreadName=Thread-2;|sold out',
    { layout: 'glassfish', at: AT, severity: 'warn', logger: 'shop.Till', thread: 'Thread-2', message: 'sold out' }],
  ['brackets of another layout', '[2026-11-23T01:52:09.123+0000] [INFO] [main] shop.Till - sold out', { layout: 'text', at: AT, severity: 'info', thread: 'main', logger: 'shop.Till', message: 'sold out' }],
  ['semicolons', `2026-11-23 01:52:09,123;DEBUG;orders connection adder;${POOL};${SAID}; done`, { layout: 'columns', at: AT, severity: 'debug', thread: 'orders connection adder', logger: POOL, message: `${SAID}; done` }],
  ['commas (log4j2, CsvLogEventLayout)', `2026-11-23 01:52:09.123,DEBUG,main,${POOL},"${SAID}, done"`, { layout: 'columns', at: AT, severity: 'debug', thread: 'main', logger: POOL, message: `${SAID}, done` }],
  ['Karaf', `2026-11-23T01:52:09,123 | WARN  | orders housekeeper | ${POOL}    | 12 - com.zaxxer.HikariCP - 5.1.0 | ${SAID}`,
    { layout: 'columns', at: AT, severity: 'warn', thread: 'orders housekeeper', logger: POOL, message: SAID }],
  ['Helidon', `2026.11.23 01:52:09 INFO ${POOL} Thread[orders connection adder,5,main]: ${SAID}`, { at: '2026-11-23T01:52:09.000Z', severity: 'info', thread: 'orders connection adder', logger: POOL, message: SAID }],
  ['Helidon, a virtual thread', `2026.11.23 01:52:09 INFO ${POOL} VirtualThread[#22,orders-1]/runnable: ${SAID}`, { at: '2026-11-23T01:52:09.000Z', severity: 'info', thread: 'orders-1', logger: POOL, message: SAID }],
  ['Nexus', `2026-11-23 01:52:09,123+0000 INFO  [jetty-1]  *SYSTEM ${POOL} - ${SAID}`, { at: AT, severity: 'info', thread: 'jetty-1', logger: POOL, message: SAID }],
  ['Play', `2026-11-23 01:52:09,123 [INFO] from ${POOL} in orders housekeeper - ${SAID}`, { at: AT, severity: 'info', thread: 'orders housekeeper', logger: POOL, message: SAID }],
  ['Solr', `2026-11-23 01:52:09.123 INFO  (qtp18-19) [   ] ${POOL} ${SAID}`, { at: AT, severity: 'info', thread: 'qtp18-19', logger: POOL, message: SAID }],
  ['Jira', `2026-11-23 01:52:09,123+0000 orders housekeeper WARN      [${POOL}] ${SAID}`, { at: AT, severity: 'warn', thread: 'orders housekeeper', logger: POOL, message: SAID }],
  ['a thread in the message', '2026-11-23 01:52:09,123 INFO (main) has begun', { at: AT, severity: 'info', message: '(main) has begun' }],
  ['Dramatiq', `[2026-11-23 01:52:09,123] [PID 4711] [Thread-4] [${POOL}] [DEBUG] ${SAID}`, { at: AT, severity: 'debug', pid: '4711', thread: 'Thread-4', logger: POOL, message: SAID }],
  ['a thread of any name before a logger in steps', '2026-11-23 01:52:09,123 WARNING (modell-P1_1) shop.db: gone', { at: AT, severity: 'warn', thread: 'modell-P1_1', logger: 'shop.db', message: 'gone' }],
  ['a word in parentheses before a file', '2026-11-23 01:52:09,123 INFO (once) orders.sql: 3 rows', { at: AT, severity: 'info', message: '(once) orders.sql: 3 rows' }],
  ['a word before a class', `2026-11-23 01:52:09,123 INFO [main] failed ${POOL}: gone`, { at: AT, severity: 'info', thread: 'main', message: `failed ${POOL}: gone` }],
  ['Jenkins', `2026-11-23 01:52:09.123+0000 [id=34]\tINFO\t${POOL}#fill: ${SAID}`, { layout: 'columns', at: AT, severity: 'info', logger: POOL, message: SAID }],
]; // prettier-ignore

describe('threads behind the message', () => {
  const lines = (...texts: readonly string[]): unknown[] => {
    const reader = new LayoutReader({ near: Date.UTC(2026, 10, 23, 12) });
    return texts.map((text) => {
      const { message, thread } = told(reader.read(bare(`01:52:09.123 INFO ${text}`))) ?? {};
      return thread === undefined ? message : [message, thread];
    });
  };
  it('are taken off once lines in a row have shown them', () => {
    expect(lines('begins (main)', 'took c1 (mq-12)', 'gave c1 (mq-12)', 'stats (total=1, active=0) (orders housekeeper)', 'took c2 (once)')).toEqual([
      'begins (main)', 'took c1 (mq-12)', ['gave c1', 'mq-12'], ['stats (total=1, active=0)', 'orders housekeeper'], 'took c2 (once)',
    ]);
  });
  it('are words of the message where a stream’s first lines had none', () => {
    const late = Array.from({ length: 20 }, (_, n) => `took c${n}`);
    expect(lines(...late, 'a (mq-1)', 'b (mq-2)', 'c (mq-3)', 'd (mq-4)').slice(-2)).toEqual(['c (mq-3)', 'd (mq-4)']);
  });
  it('are remembered with the rest of what a stream has shown', () => {
    const reader = new LayoutReader();
    for (const n of [1, 2, 3]) reader.read(bare(`01:52:09.123 INFO took c${n} (mq-${n})`));
    const again = new LayoutReader();
    again.recall(reader.memory());
    expect(again.read(bare('01:52:09.124 INFO took c4 (mq-4)'))?.thread).toBe('mq-4');
  });
  it('are words of the message where only some lines end so', () => {
    expect(lines('asked (try-1)', 'asked (try-2)', 'gave up', 'asked (try-1)', 'asked (try-2)')).toEqual(['asked (try-1)', 'asked (try-2)', 'gave up', 'asked (try-1)', 'asked (try-2)']);
  });
}); // prettier-ignore

describe('numbers between bars', () => {
  const pids = (...columns: readonly string[]): unknown[] => {
    const reader = new LayoutReader();
    return columns.map(
      (column) => told(reader.read(bare(`2026-11-23T01:52:09.123Z | INFO | ${column} | main | shop.api | took c1`)))?.['pid'],
    );
  };
  it('are a process where each line has one', () => expect(pids('4711', '4711', '4712')).toEqual(['4711', '4711', '4712']));
  it('are something of the MDC where the first lines had none', () =>
    expect(pids('-', '4711', '-', '30784')).toEqual([undefined, undefined, undefined, undefined]));
});

describe('layouts that unseen recordings showed', () => {
  it.each(CASES)('%s', (_, line, expected) => {
    const { layout, ...rest } = (read(line) ?? {}) as Record<string, unknown>;
    expect('layout' in expected ? { layout, ...rest } : rest).toEqual(expected);
  });

  it.each([
    ['a message of a logger alone', 'shop.api WARN [retry 3] gives up'],
    ['a range of dates', '11-23 of 40 rows'],
    ['markup', '<html> <head>'],
    ['a heading', '#### <Nov> notes'],
    ['a name and a word', 'orders.items INFO desk reopened'],
  ])('%s is no head', (_, line) => expect(read(line)).toBeUndefined());

  it('keeps a message that holds marks', () => {
    expect(read('2026-11-23 01:52:09,123 | INFO | shop.api | flushing worker | 12 rows left')).toMatchObject({
      logger: 'shop.api',
      message: 'flushing worker | 12 rows left',
    });
    expect(read('2026-11-23 01:52:09,123 INFO shop.api: a;b,c')).toMatchObject({ logger: 'shop.api', message: 'a;b,c' });
  });

  it('counts milliseconds since the start, and on after a restart', () => {
    const reader = new LayoutReader({});
    const at = (ms: number): number | undefined => reader.read(bare(`${ms} [main] INFO shop.Main - x`))?.at;
    expect([10, 20, 30, 40, 50].map(at)).toEqual([undefined, undefined, undefined, undefined, undefined]);
    expect([90_000, 89_999, 91_000, 12, 500].map(at)).toEqual([90_000, 89_999, 91_000, 91_012, 91_500]);
    expect(reader.read(bare('500 [main] INFO shop.Main - x'))).toMatchObject({ logger: 'shop.Main', thread: 'main', message: 'x' });
  });

  it('takes no process ids for times', () => {
    const reader = new LayoutReader({});
    const ids = [47110, 47112, 47110, 47115, 41000, 47116, 47117, 47118, 47119, 47120, 47121];
    expect(ids.map((id) => reader.read(bare(`${id} [main] INFO shop.Main - x`))?.at).filter((at) => at !== undefined)).toEqual([]);
  });
});

describe('a level alone, first in the line', () => {
  const line = 'ERROR exec-15 LiveApplication$Web database not available';

  it('begins a record where the collector told the time', () => {
    const at = Date.UTC(2026, 10, 23);
    expect(new LayoutReader().read({ ...bare(line), at })).toMatchObject({
      at,
      severity: 'error',
      message: 'exec-15 LiveApplication$Web database not available',
    });
    // as MySQL goes on below the line that speaks of it
    expect(new LayoutReader().read({ ...bare('ERROR 1040 (HY000): Too many connections'), at })).toBeUndefined();
  });

  it('may go on with a message where nobody did', () => expect(new LayoutReader().read(bare(line))).toBeUndefined());
});
