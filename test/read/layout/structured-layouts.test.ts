import { describe, expect, it } from 'vitest';
import { LayoutReader } from '../../../src/read/layout/index.ts';
import { bare, told } from './lines.ts';

const AT = '2026-11-23T01:52:09.123Z';
const read = (text: string): Record<string, unknown> | undefined => {
  const head = told(new LayoutReader().read(bare(text)));
  if (head) delete head['fields'];
  return head;
};

const TRACE = 'java.lang.Exception: Apparent connection leak detected\n\tat a.B.c(B.java:14)\n';
const TRACE_LINES = ['java.lang.Exception: Apparent connection leak detected', '\tat a.B.c(B.java:14)'];

/** [who prints it, the line, what must be read] */
const CASES: readonly (readonly [string, string | object, Record<string, unknown>])[] = [
  ['ECS, nested (recorded)', { '@timestamp': AT, log: { level: 'WARN', logger: 'c.z.ProxyLeakTask' }, process: { pid: 28886, thread: { name: 'OrdersPool housekeeper' } }, service: { name: 'orders-api', node: {} }, message: 'leak', error: { type: 'java.lang.Exception', stack_trace: TRACE }, ecs: { version: '8.11' } },
    { layout: 'json', at: AT, severity: 'warn', logger: 'c.z.ProxyLeakTask', pid: '28886', thread: 'OrdersPool housekeeper', service: 'orders-api', message: 'leak', tail: TRACE_LINES }],
  ['Payara', { Timestamp: '2026-11-23T01:52:09.123+0000', Level: 'WARNING', Version: 'Payara 6', LoggerName: 'shop.Till', ThreadID: '73', ThreadName: 'http(2)', LevelValue: '900', LogMessage: 'leak', Throwable: { Exception: 'java.lang.Exception: Apparent connection leak detected', StackTrace: TRACE } },
    { layout: 'json', at: AT, severity: 'warn', logger: 'shop.Till', thread: 'http(2)', message: 'leak', tail: TRACE_LINES }],
  ['Payara, its older keys', { _Timestamp: '2026-11-23T01:52:09.123+0000', _Level: 'INFO', _Version: 'Payara 5', _LoggerName: 'shop.Till', _ThreadName: 'http(2)', _LogMessage: 'sold' },
    { layout: 'json', at: AT, severity: 'info', logger: 'shop.Till', thread: 'http(2)', message: 'sold' }],
  ['ECS, flat (recorded)', { '@timestamp': AT, 'log.level': 'INFO', 'log.logger': 'x.Y', 'process.pid': 1, 'process.thread.name': 'main', 'service.name': 'orders-api', message: 'up' },
    { layout: 'json', at: AT, severity: 'info', logger: 'x.Y', pid: '1', thread: 'main', service: 'orders-api', message: 'up' }],
  ['logstash-logback-encoder', { '@timestamp': '2026-11-23T02:52:09.123+01:00', '@version': '1', message: 'leak', logger_name: 'x.Y', thread_name: 'http-nio-8080-exec-3', level: 'ERROR', level_value: 40000, stack_trace: TRACE, traceId: 'abc1' },
    { layout: 'json', at: AT, severity: 'error', logger: 'x.Y', thread: 'http-nio-8080-exec-3', request: 'abc1', message: 'leak', tail: TRACE_LINES }],
  ['co.elastic encoder, trace as an array', { '@timestamp': AT, 'log.level': 'ERROR', message: 'leak', 'error.stack_trace': TRACE_LINES }, { layout: 'json', at: AT, severity: 'error', message: 'leak', tail: TRACE_LINES }],
  ['log4j2 JsonLayout', { instant: { epochSecond: 1795398729, nanoOfSecond: 123000000 }, thread: 'main', level: 'WARN', loggerName: 'x.Y', message: 'm', thrown: { name: 'java.lang.Exception', message: 'boom', extendedStackTrace: [{ class: 'a.B', method: 'c', file: 'B.java', line: 14 }] } },
    { layout: 'json', at: AT, severity: 'warn', logger: 'x.Y', thread: 'main', message: 'm', tail: ['java.lang.Exception: boom', '\tat a.B.c(B.java:14)'] }],
  ['python-json-logger (recorded)', { asctime: '2026-11-23 01:52:09,123', levelname: 'DEBUG', name: 'sqlalchemy.pool.impl.QueuePool.orders-rw', threadName: 'worker-0', process: 22302, request_id: '03f1-00001', route: 'GET /orders/{id}', message: 'Connection <c> checked out from pool' },
    { layout: 'json', at: AT, severity: 'debug', logger: 'sqlalchemy.pool.impl.QueuePool.orders-rw', thread: 'worker-0', pid: '22302', request: '03f1-00001', message: 'Connection <c> checked out from pool' }],
  ['exc_info with line breaks', { asctime: '2026-11-23 01:52:09,123', levelname: 'ERROR', message: 'failed', exc_info: 'Traceback (most recent call last):\n  File "x.py", line 3, in f\n    g()\nValueError: no' },
    { layout: 'json', at: AT, severity: 'error', message: 'failed', tail: ['Traceback (most recent call last):', '  File "x.py", line 3, in f', '    g()', 'ValueError: no'] }],
  ['structlog', { event: 'checkout', level: 'info', logger: 'shop', timestamp: '2026-11-23T01:52:09.123000Z', rid: 'r1' }, { layout: 'json', at: AT, severity: 'info', logger: 'shop', request: 'r1', message: 'checkout' }],
  ['structlog dict_tracebacks', { event: 'failed', level: 'error', timestamp: AT, exception: [{ exc_type: 'ValueError', exc_value: 'no', frames: [{ filename: 'x.py', lineno: 3, name: 'f', line: 'g()' }] }] },
    { layout: 'json', at: AT, severity: 'error', message: 'failed', tail: ['Traceback (most recent call last):', '  File "x.py", line 3, in f', '    g()', 'ValueError: no'] }],
  ['loguru serialized', { text: '2026 | INFO | up\n', record: { level: { name: 'INFO', no: 20 }, message: 'up', name: 'shop', process: { id: 7, name: 'MainProcess' }, thread: { id: 1, name: 'MainThread' }, time: { repr: 'x', timestamp: 1795398729.123 } } },
    { layout: 'json', at: AT, severity: 'info', logger: 'shop', thread: 'MainThread', pid: '7', message: 'up' }],
  ['slog (recorded)', { time: '2026-11-23T01:52:09.123000000Z', level: 'INFO', msg: 'db pool', open: 10 }, { layout: 'json', at: AT, severity: 'info', message: 'db pool' }],
  ['zap production', { level: 'info', ts: 1795398729.123, caller: 'shapes/main.go:69', msg: 'db pool', open: 10 }, { layout: 'json', at: AT, severity: 'info', message: 'db pool' }],
  ['zerolog, milliseconds', { level: 'warn', time: 1795398729123, message: 'slow' }, { layout: 'json', at: AT, severity: 'warn', message: 'slow' }],
  ['zerolog, microseconds', { level: 'warn', time: 1795398729123000, message: 'slow' }, { layout: 'json', at: AT, severity: 'warn', message: 'slow' }],
  ['pino', { level: 40, time: 1795398729123, pid: 12, hostname: 'h', msg: 'slow', reqId: 'req-1' }, { layout: 'json', at: AT, severity: 'warn', pid: '12', request: 'req-1', message: 'slow' }],
  ['GELF', { version: '1.1', host: 'h', short_message: 'boom', full_message: 'boom\n\tat a.B.c(B.java:14)', timestamp: 1795398729.123, level: 3, _thread_name: 'main' },
    { layout: 'json', at: AT, severity: 'error', thread: 'main', message: 'boom', tail: ['boom', '\tat a.B.c(B.java:14)'] }],
  ['a message of several lines comes before its stack', { level: 'error', message: 'first\nsecond', stack: 'Error: x\n    at f (a.js:1:2)' }, { layout: 'json', severity: 'error', message: 'first', tail: ['second', 'Error: x', '    at f (a.js:1:2)'] }],
  ['no message at all', { level: 'info', in_use: 9, idle: 1 }, { layout: 'json', severity: 'info', message: '{"level":"info","in_use":9,"idle":1}' }],
  ['a stack under an unknown key', { level: 'error', msg: 'panic', dump_text: 'goroutine 7 [running]:\nmain.f()\n\t/a.go:1 +0x1' }, { layout: 'json', severity: 'error', message: 'panic', tail: ['goroutine 7 [running]:', 'main.f()', '\t/a.go:1 +0x1'] }],
  ['JSON in the message', { '@timestamp': AT, message: '{"level":"warn","msg":"inner","rid":"r9"}' }, { layout: 'json', at: AT, severity: 'warn', request: 'r9', message: 'inner' }],
  ["python-json-logger with asyncio's task", { ts: AT, level: 'INFO', logger: 'notify', msg: 'delivered', taskName: 'deliver-48249' }, { layout: 'json', at: AT, severity: 'info', logger: 'notify', message: 'delivered', thread: 'deliver-48249' }],
  ['the same beside a thread', { ts: AT, level: 'INFO', msg: 'delivered', threadName: 'worker-1', taskName: 'shop.export' }, { layout: 'json', at: AT, severity: 'info', message: 'delivered', thread: 'worker-1' }],
  ['logfmt in the message', { '@timestamp': AT, message: 'level=warn msg="inner text" rid=r9' }, { layout: 'json', at: AT, severity: 'warn', request: 'r9', message: 'inner text' }],
  ['go-kit logfmt (recorded)', 'ts=2026-11-23T01:52:09.123Z level=info msg="db pool" max_open=40 in_use=0', { layout: 'logfmt', at: AT, severity: 'info', message: 'db pool' }],
  ['logrus text (recorded)', 'time="2026-11-23T01:52:09Z" level=error msg="invoice: render order 782" err="sql: Scan error on column index 2, name \\"unit_price\\""', { layout: 'logfmt', at: '2026-11-23T01:52:09.000Z', severity: 'error', message: 'invoice: render order 782' }],
  ['logfmt, a short key with an id', 'ts=2026-11-23T01:52:09.123Z level=info req=853d2f6a msg=done', { layout: 'logfmt', at: AT, severity: 'info', request: '853d2f6a', message: 'done' }],
  ['logfmt, a short key with what was asked for', 'ts=2026-11-23T01:52:09.123Z level=info req="GET /orders" msg=done', { layout: 'logfmt', at: AT, severity: 'info', message: 'done' }],
  ['logfmt, a short key outside of requests', 'ts=2026-11-23T01:52:09.123Z level=info req=- msg=done', { layout: 'logfmt', at: AT, severity: 'info', message: 'done' }],
  ['logfmt without a message (recorded)', 'ts=2026-11-23T01:52:09.123Z level=info method=GET path=/x status=200 took=2.6ms rid=a1', { layout: 'logfmt', at: AT, severity: 'info', request: 'a1', message: 'ts=2026-11-23T01:52:09.123Z level=info method=GET path=/x status=200 took=2.6ms rid=a1' }],
  ['logfmt with keys of any language (recorded)', 'time=2026-10-20T14:37:49.497Z level=INFO msg="lote cerrado" lote=5214 palés=11 duración=50.436s', { layout: 'logfmt', at: '2026-10-20T14:37:49.497Z', severity: 'info', message: 'lote cerrado' }],
  ['logfmt with escapes', 'level=error logger=shop msg="failed\\nTraceback (most recent call last):\\n  File \\"x.py\\", line 3, in f"', { layout: 'logfmt', severity: 'error', logger: 'shop', message: 'failed', tail: ['Traceback (most recent call last):', '  File "x.py", line 3, in f'] }],
]; // prettier-ignore

describe('structured layouts', () => {
  it.each(CASES)('%s', (_, line, expected) => {
    expect(read(typeof line === 'string' ? line : JSON.stringify(line))).toEqual(expected);
  });

  it('keeps the values, nested ones nested, and merges those of an inner record', () => {
    const text = JSON.stringify({ level: 'info', msg: '{"msg":"x","stats":{"InUse":9}}', app: 'shop' });
    const head = new LayoutReader().read(bare(text));
    expect(head?.fields).toEqual({ level: 'info', msg: 'x', stats: { InUse: 9 }, app: 'shop' });
  });

  it("prints structlog's chained exceptions in Python's order: what led there first", () => {
    const exception = (name: string, cause: boolean): unknown => ({
      exc_type: name, exc_value: name, is_cause: cause, frames: [{ filename: `${name}.py`, lineno: 3, name: 'f' }],
    }); // prettier-ignore
    const line = JSON.stringify({
      event: 'failed',
      exception: [exception('Last', false), exception('Middle', true), exception('First', false)],
    });
    const tail = (read(line)?.['tail'] as string[]).filter((part) => !part.startsWith('Traceback') && part !== '');
    expect(tail).toEqual([
      '  File "First.py", line 3, in f',
      'First: First',
      'During handling of the above exception, another exception occurred:',
      '  File "Middle.py", line 3, in f',
      'Middle: Middle',
      'The above exception was the direct cause of the following exception:',
      '  File "Last.py", line 3, in f',
      'Last: Last',
    ]);
  });

  it('reads an object that the envelope delivered already parsed', () => {
    const head = new LayoutReader().read(bare('{}', { object: { severity: 'ERROR', message: 'boom' } }));
    expect(told(head)).toMatchObject({ severity: 'error', message: 'boom' });
  });

  it('takes for text what only looks like JSON or logfmt', () => {
    expect(read('{"level":"info","msg":"cut off')).toBeUndefined();
    expect(read('key=value and a sentence')).toBeUndefined();
    expect(read('[1,2,3]')).toBeUndefined();
  });

  it('goes four levels deep and no deeper', () => {
    let text = '{"msg":"core"}';
    for (let i = 0; i < 8; i++) text = JSON.stringify({ msg: text });
    const message = read(text)?.['message'] as string;
    expect(message.startsWith('{"msg":')).toBe(true);
  });
});
