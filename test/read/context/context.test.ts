import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contextOf, type ContextDraft } from '../../../src/read/context/index.ts';
import { routePath } from '../../../src/read/context/route.ts';
import { LayoutReader } from '../../../src/read/layout/index.ts';
import type { LogRecord } from '../../../src/read/types.ts';

const record = (raw: string, more: Partial<LogRecord> = {}): LogRecord => {
  const head = new LayoutReader().read({ text: raw, line: 1, byte: 0, clipped: false, instance: {} });
  const base = {
    layout: undefined,
    source: 's',
    line: 1,
    byte: 0,
    lines: 1,
    at: null,
    instance: {},
    raw,
    tail: [],
    clipped: false,
    message: raw,
  };
  return { ...base, ...head, at: head?.at ?? null, ...more };
};
const context = (raw: string, more?: Partial<LogRecord>): ContextDraft | undefined => contextOf(record(raw, more));

describe('requests', () => {
  it.each<readonly [string, ContextDraft]>([
    ['2026-11-23 01:55:44,385 INFO [worker-0] [rid=03e9-00001] shop.access: 10.1.6.200 "GET /orders?customer=22 HTTP/1.1" 200 38ms', { route: 'GET /orders', status: 200, durationMs: 38, access: true }],
    ['INFO:     10.2.0.9:44748 - "POST /subscribe/31 HTTP/1.1" 503 Service Unavailable', { route: 'POST /subscribe/{id}', status: 503, access: true }],
    ['2026/11/23 01:30:31 GET /api/orders/1134 200 1.57ms rid=f0c5341e', { route: 'GET /api/orders/{id}', status: 200, durationMs: 1.57, access: true }],
    ['ts=2026-11-23T01:36:41.3Z level=info component=http method=GET path=/api/orders/1134 status=200 took=2.608266ms rid=f0c5341e', { route: 'GET /api/orders/{id}', status: 200, durationMs: 2.608266, access: true }],
    ['{"time":"2026-11-23T01:39:51Z","level":"INFO","msg":"request","method":"GET","path":"/api/v1/orders/7","status":200,"took":1535746,"rid":"f0"}', { route: 'GET /api/v1/orders/{id}', status: 200, access: true, template: 'request' }],
    ['{"level":"info","msg":"done","http":{"request":{"method":"post"},"response":{"status_code":201}},"url":{"path":"/x/9f8b3c1d-0000-4000-8000-000000000001/"},"duration_ms":12.5}', { route: 'POST /x/{id}', status: 201, durationMs: 12.5, access: true, template: 'done' }],
    ['{"t":"2026-11-20 17:04:31.613","l":"W","m":"fare changed","op":"book","zone":329,"code":409,"ms":4300}', { route: 'book', status: 409, durationMs: 4300, access: true, template: 'fare changed' }],
    ['{"level":"info","msg":"slow","op":"book","ms":4300}', { template: 'slow', durationMs: 4300 }],
    ['{"level":"info","msg":"store","op":"select","code":200,"ms":3}', { template: 'store' }],
    ['{"level":"info","route":"POST /orders/{order_id}/invoice","msg":"invoicing"}', { route: 'POST /orders/{id}/invoice', template: 'invoicing' }],
    ['[GIN] 2026/11/23 - 01:52:09 | 200 |    1.234567ms |       10.0.0.1 | GET      "/orders/7"', { route: 'GET /orders/{id}', status: 200, durationMs: 1.234567, access: true }],
    ['10.0.0.1 - - [23/Nov/2026:01:39:51 +0000] "GET /a/b.json?x=1 HTTP/1.1" 200 512 "-" "curl/8"', { route: 'GET /a/b.json', status: 200, access: true }],
    ['[23/Nov/2026 01:39:51] "GET /orders/7/ HTTP/1.1" 200 512', { route: 'GET /orders/{id}', status: 200, access: true }],
    ['INFO:     [10.1.1.88 WS /prices/7] ok 845ms', { route: 'WS /prices/{id}' }],
    ['Started GET "/orders/7" for 127.0.0.1 at 2026-11-23 01:52:09 +0000', { route: 'GET /orders/{id}' }],
    ['2026-11-23 01:52:09.123  WARN 2350 --- [io-8080-exec-21] c.a.Dispatcher : POST /orders 400 Unknown SKU BAD-1', { route: 'POST /orders', status: 400, access: true }],
    ['2026-11-23 01:52:09.123 ERROR 2350 --- [io-8080-exec-21] c.a.Dispatcher : Servlet.service() for [GET /orders/quote] threw exception', { route: 'GET /orders/quote' }],
    ['2026-11-23 01:52:09,123 ERROR shop.server: unhandled error in DELETE /invoices/{id}', { route: 'DELETE /invoices/{id}' }],
    ['2026-11-23 01:52:09,123 INFO shop.http --> POST /orders/7/invoice', { route: 'POST /orders/{id}/invoice' }],
    ['[2026-11-23 01:52:09,123: INFO/ForkPoolWorker-2] Task shop.tasks.export[9f8b3c1d-0000-4000-8000-000000000001] retry: Retry in 8s: Missing()', { route: 'task:shop.tasks.export', access: true }],
    ['[2026-11-23 01:52:09,123: INFO/ForkPoolWorker-2] Task shop.tasks.export[9f8b3c1d-0000-4000-8000-000000000001] succeeded in 0.5s: None', { route: 'task:shop.tasks.export', access: true, durationMs: 500 }],
    ['[2026-11-23 01:52:09,123: INFO/ForkPoolWorker-2] shop.tasks.export[9f8b3c1d-0000-4000-8000-000000000001]: exporting 12 rows', { route: 'task:shop.tasks.export' }],
    ['[2026-11-23 01:52:09,123] INFO:huey:Worker-2:Executing shop.tasks.export: 9f8b3c1d-0000-4000-8000-000000000001 2 retries', { route: 'task:shop.tasks.export' }],
    ['[2026-11-23 01:52:09,123] INFO:huey:Worker-2:shop.tasks.export: 9f8b3c1d-0000-4000-8000-000000000001 2 retries executed in 0.500s', { route: 'task:shop.tasks.export', access: true, durationMs: 500 }],
    ['[2026-11-23 01:52:09,123] [PID 4711] [Thread-4] [dramatiq.worker.WorkerThread] [DEBUG] Received message export(12) with id \'9f8b\'.', { route: 'task:export' }],
    ['[2026-11-23 01:52:09,123] [PID 4711] [Thread-4] [dramatiq.worker.WorkerThread] [ERROR] Failed to process message export(12) with unhandled exception.', { route: 'task:export', access: true }],
    ['01:52:09 default: shop.tasks.export(12, kind=\'all\') (9f8b3c1d-0000-4000-8000-000000000001)', { route: 'task:shop.tasks.export' }],
    ['01:52:09 Successfully completed shop.tasks.export(12) job in 0:01:00.500000s on worker 5c1', { route: 'task:shop.tasks.export', access: true, durationMs: 60_500 }],
    ['2026-11-23 01:52:09,123 INFO arq.worker:   0.05s → 3f2c9a01:export(12)', { route: 'task:export' }],
    ['2026-11-23 01:52:09,123 INFO arq.worker:   1.50s ← 3f2c9a01:export ●', { route: 'task:export', access: true, durationMs: 1500 }],
    ['2026-11-23 01:52:09,123 INFO apscheduler.executors.default: Running job "export (trigger: interval[0:00:05], next run at: 2026-11-23 01:52:14 UTC)" (scheduled at 2026-11-23 01:52:09+00:00)', { route: 'task:export' }],
    ['2026-11-23 01:52:09,123 INFO apscheduler.executors.default: Job "export (trigger: interval[0:00:05], next run at: 2026-11-23 01:52:14 UTC)" executed successfully', { route: 'task:export', access: true }],
    ['2026-11-23 01:52:09.123  INFO 1 --- [main] o.s.b.c.l.support.SimpleJobLauncher : Job: [SimpleJob: [name=importOrders]] completed with the following parameters: [{}] and the following status: [COMPLETED] in 1s500ms', { route: 'task:importOrders', access: true, durationMs: 1500 }],
    ['11:22:33 | 200 |       3.4ms | 10.0.0.7 | GET | /orders/7 | -', { route: 'GET /orders/{id}', status: 200, durationMs: 3.4, access: true }],
    ['[11:22:33] 503 -     12.5ms POST    /orders/7', { route: 'POST /orders/{id}', status: 503, durationMs: 12.5, access: true }],
    ['[negroni] 2026-11-23T01:52:09Z | 422 | \t 3.4ms | shop.local | POST /orders/7', { route: 'POST /orders/{id}', status: 422, durationMs: 3.4, access: true }],
    ['2026/11/23 01:52:09 | GET | /orders/7 | 200 | 3.4ms', { route: 'GET /orders/{id}', status: 200, durationMs: 3.4, access: true }],
    ['2026/11/23 01:52:09 [GET] [/orders/7] [404] [3.4ms]', { route: 'GET /orders/{id}', status: 404, durationMs: 3.4, access: true }],
    ['2026/11/23 01:52:09 GET,/orders/7,200,3.4', { route: 'GET /orders/{id}', status: 200, access: true }],
    ['2026/11/23 01:52:09 handled GET /orders/7 with status 500 in 3.4 ms', { route: 'GET /orders/{id}', status: 500, durationMs: 3.4, access: true }],
    ['[GIN] 2026/11/23 - 08:03:19 | 500 | 984.5µs | 127.0.0.1 | POST     "/v1/crossings/be77a8da-5f9b-43c6-a3a0-4a9999dd5351/berths"', { route: 'POST /v1/crossings/{id}/berths', status: 500, durationMs: 0.9845, access: true }],
    ['[GIN-debug] GET    /ping                     --> main.main.func1 (3 handlers)', {}],
    ['2026/11/23 08:03:20 [vm/IOOfOK7Nig-000017] "POST http://example.com/gates/7 HTTP/1.1" from 10.42.0.6:43942 - 000 0B in 6.5ms', { route: 'POST /gates/{id}', durationMs: 6.5, access: true }],
    ['2026-11-23 08:03:16 INFO access GET /plants/283/type took 241ms and returned 404', { route: 'GET /plants/{id}/type', status: 404, durationMs: 241, access: true }],
    ['t=2026-11-23T08:03:16.609498286Z lvl=info msg=req m=GET p=/choirs/12/scores st=200 took=295.5ms', { route: 'GET /choirs/{id}/scores', status: 200, durationMs: 295.5, access: true }],
    ['{"sev":"INFO","event":"served","m":"POST","p":"/alarms/7","rc":201,"in":"51.9ms"}', { route: 'POST /alarms/{id}', status: 201, durationMs: 51.9, access: true }],
    ['{"level":"info","msg":"x","path":"/var/lib/data","status":"kept"}', { template: 'x' }],
    ['{"level":"info","msg":"x","path":"/parcels/7/label"}', { route: '/parcels/{id}/label' }],
    ['{"level":"info","msg":"finished call","grpc.service":"shop.v1.Orders","grpc.method":"Refund","grpc.code":"OK","grpc.time_ms":"1.5"}', { route: '/shop.v1.Orders/Refund', status: 0, durationMs: 1.5, access: true }],
    ['I1123 10:36:49.987403   26641 main.go:24] grpc unary call /wallet.v1.Limits/Check code=ResourceExhausted time=2.26ms', { route: '/wallet.v1.Limits/Check', status: 8, durationMs: 2.26, access: true }],
    ['2026/11/23 08:03:20 /shop.v1.Orders/Refund NOT_FOUND (1.5ms)', { route: '/shop.v1.Orders/Refund', status: 5, durationMs: 1.5, access: true }],
    ['2026/11/23 08:03:20 /shop.v1.Orders/Refund: Unknown customer 7', { route: '/shop.v1.Orders/Refund' }],
    ['{"level":"info","msg":"call","rpc.method":"/shop.v1.Orders/Refund","code":"codes.Aborted"}', { route: '/shop.v1.Orders/Refund', status: 10, access: true }],
    ['{"level":"info","msg":"call","path":"/shop.v1.Orders/Refund","code":"FailedPrecondition"}', { route: '/shop.v1.Orders/Refund', status: 9, access: true }],
    ['2026-11-23 10:31:57,971 [INFO] shop.http: 409 POST /orders/24/ship 8ms', { route: 'POST /orders/{id}/ship', status: 409, durationMs: 8, access: true }],
    ['2026-11-23 10:31:57,971 [INFO] shop.http: [404] "GET /orders/24" (0.5 ms)', { route: 'GET /orders/{id}', status: 404, durationMs: 0.5, access: true }],
    ['2026-11-23 10:31:57,971 [INFO] shop.http: retry 200 GET /orders/24', { route: 'GET /orders/{id}', template: 'retry <*> GET /orders/<*>' }],
    ['2026-11-23 10:31:57,971 [INFO] shop.http: request done method=GET path=/patients/24 status=200', { route: 'GET /patients/{id}', status: 200, access: true }],
    ['2026-11-23 10:31:57,971 [INFO] shop.pay: charged method=card amount=7', {}],
    ['2026/11/23 08:03:20 rpc error in /shop.v1.Orders/Refund: code = Unavailable', { route: '/shop.v1.Orders/Refund' }],
    ['{"level":"info","msg":"x","endpoint":"orders.create"}', { route: 'orders.create' }],
    ['2026-11-23 08:01:57.592 | INFO     | __main__:loop:15 - job 1 crush finished in 0.143s', { route: 'job:crush', access: true, durationMs: 143 }],
    ['2026-11-23 08:01:57.592 | INFO     | __main__:loop:15 - Job "nightly-export" started', { route: 'job:nightly-export' }],
    ['2026-11-23 08:01:57.592 | INFO     | __main__:loop:15 - Starting task: export', { route: 'task:export' }],
    ['2026-11-23 08:01:57.592 | INFO     | __main__:loop:15 - the job was started', {}],
    ['{"level":"info","msg":"nightly","job_name":"close-month"}', { route: 'job:close-month', template: 'nightly' }],
  ])('%s', (raw, expected) => {
    const found = context(raw);
    const { template, ...rest } = found ?? {};
    expect('template' in expected ? { ...rest, template } : rest).toEqual(expected);
  }); // prettier-ignore

  it('masks what names one thing in a path, and nothing else', () => {
    expect(routePath('/api/v2/orders/42/items')).toBe('/api/v2/orders/{id}/items');
    expect(routePath('/users/deadbeefdeadbeef/x')).toBe('/users/{id}/x');
    expect(routePath('/users/:id/x')).toBe('/users/{id}/x');
    expect(routePath('/facade/accede')).toBe('/facade/accede');
    expect(routePath('/')).toBe('/');
    expect(routePath('/recipes/amber-barley-soup/ratings')).toBe('/recipes/{id}/ratings');
    expect(routePath('/v1/terms-of-service')).toBe('/v1/terms-of-service');
    expect(routePath('/orders/sign-in')).toBe('/orders/sign-in');
    expect(routePath('/notes/VGhpc0lzQmFzZQxyWZTq/x')).toBe('/notes/{id}/x');
    expect(routePath('/reports/getCustomerOrderHistoryByDate')).toBe('/reports/getCustomerOrderHistoryByDate');
    expect(routePath('/shop.v1.Orders/Refund')).toBe('/shop.v1.Orders/Refund');
    expect(routePath('/a/b/?q=1#f')).toBe('/a/b');
  });

  it('is the same for every id', () => {
    fc.assert(
      fc.property(fc.nat(), fc.uuid(), (n, uuid) => {
        expect(routePath(`/orders/${String(n)}/items/${uuid}`)).toBe('/orders/{id}/items/{id}');
      }),
    );
  });

  it('does not call a remark a completion', () => {
    expect(context('2026-11-23 01:52:09,123 INFO a.b: handling POST /orders/7 for customer 200')?.access).toBeUndefined();
  });
});

describe('templates', () => {
  it.each([
    [
      '2026/11/23 01:52:09 ERROR invoice: render order 736: sql: Scan error on column index 2, name "unit_price": converting NULL to float64',
      'invoice: render order <*>: sql: Scan error on column index <*>, name "unit_price": converting NULL to <*>',
    ],
    [
      "2026-11-23 01:52:09,123 WARN a.b: invoice rejected: vat id 'XX000016' rejected for order 16",
      "invoice rejected: vat id '<*>' rejected for order <*>",
    ],
    ['2026-11-23 01:52:09,123 INFO a.b: mail to a.b@example.org via https://x.example/7?q=1 sent', 'mail to <*> via <*> sent'],
    ['2026-11-23 01:52:09,123 INFO a.b: token deadbeefdeadbeefcafe for 9f8b3c1d-0000-4000-8000-000000000001', 'token <*> for <*>'],
    ['2026-11-23 01:52:09,123 INFO a.b: order placed sku=SKU-39 qty=5 total=82', 'order placed sku=<*> qty=<*> total=<*>'],
    [
      'time="2026-11-23T01:33:10Z" level=error msg="invoice: render order 782" err="sql: no rows in result set"',
      'invoice: render order <*>: sql: no rows in result set',
    ],
    ['{"level":"error","msg":"charge declined","order":893,"err":"gateway: card_declined"}', 'charge declined: gateway: card_declined'],
  ])('%s', (raw, template) => {
    expect(context(raw)?.template).toBe(template);
  });

  it('masks single words and steps of a path inside quotes', () => {
    expect(context('2026-11-23 08:01:57 WARN a.b: 503 for "POST /subscribe/31 HTTP/1.1" at /srv/v2/inbox')?.template).toBe(
      '<*> for "POST /subscribe/<*> HTTP/<*>" at /srv/v2/inbox',
    );
    expect(context("2026-11-23 08:01:57 WARN a.b: no stock for 'lamp 12'")?.template).toBe("no stock for 'lamp <*>'");
  });

  it('tells one panic from another', () => {
    const head = '2026/11/23 08:03:19 [Recovery] 2026/11/23 - 08:03:19 panic recovered:';
    const bounds = 'runtime error: index out of range [22] with length 3';
    expect(context(head, { tail: [bounds, '/app/main.go:53 (0xa7190f)'] })?.template).toBe(
      'panic recovered: runtime error: index out of range [<*>] with length <*>',
    );
    const debug = ['POST /v1/berths HTTP/1.1', 'Host: x', 'User-Agent: curl/8', '', 'berth: no such lane', '/app/main.go:53 (0xa7190f)'];
    expect(context(head, { tail: debug })?.template).toBe('panic recovered: berth: no such lane');
  });

  it('does not hold the level, and is the same for every value', () => {
    const one = context('2026/11/23 01:52:09 ERROR inventory: reserve SKU-90: insufficient stock');
    const two = context('2026/11/23 01:52:10 WARN inventory: reserve SKU-112: insufficient stock');
    expect(one?.template).toBe('inventory: reserve <*>: insufficient stock');
    expect(two?.template).toBe(one?.template);
  });
});

describe('statements', () => {
  it.each([
    [
      '2026-11-23 01:52:09,123 INFO sqlalchemy.engine.Engine INSERT INTO invoices (order_id, amount) VALUES (%(o)s, %(a)s)',
      [],
      'INSERT INTO invoices (order_id, amount) VALUES (?)',
    ],
    [
      '2026-11-23 01:52:09,123 INFO sqlalchemy.engine.Engine SELECT id, total',
      ['FROM orders', "WHERE id = 7 AND name = 'O''Hara'"],
      'SELECT id, total FROM orders WHERE id = ? AND name = ?',
    ],
    [
      '2026-11-23 01:52:09,123 DEBUG django.db.backends: (0.003) SELECT "a"."id" FROM "a" WHERE "a"."id" = 7 LIMIT 21; args=(7,); alias=default',
      [],
      'SELECT "a"."id" FROM "a" WHERE "a"."id" = ? LIMIT ?',
    ],
    [
      '2026-11-23 01:52:09.123 DEBUG 1 --- [main] org.hibernate.SQL : select o1_0.id from orders o1_0 where o1_0.id=?',
      [],
      'select o1_0.id from orders o1_0 where o1_0.id=?',
    ],
    ['Hibernate: select 1 from dual', [], 'select ? from dual'],
  ])('%s', (raw, tail, statement) => {
    const found = context(raw, { tail });
    expect(found?.statement).toBe(statement);
    expect(found?.template).toBeUndefined();
  });

  it('is none for BEGIN, COMMIT, parameters and for prose', () => {
    for (const message of ['BEGIN (implicit)', 'COMMIT', "[generated in 0.00011s] {'id': 7}"])
      expect(context(`2026-11-23 01:52:09,123 INFO sqlalchemy.engine.Engine ${message}`)?.statement).toBeUndefined();
    expect(context('2026-11-23 01:52:09,123 INFO shop.api: select one of the orders')?.statement).toBeUndefined();
  });
});

describe('anything', () => {
  it('depends on the record alone and never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.array(fc.string()), (raw, tail) => {
        expect(context(raw, { tail })).toEqual(context(raw, { tail }));
      }),
    );
  });
});
