import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Unwrapper } from '../../../src/read/envelope/index.ts';
import { analyze } from '../../../src/index.ts';
import { UNKNOWN_DAY_MS } from '../../../src/read/time/read-time.ts';
import { stream } from '../support.ts';
import { DOCUMENT_WRAPPERS, LINE_WRAPPERS, peelAll, type Wrapper } from './wrap.ts';

/** Lines of real applications, of several layouts, continuation lines included. */
const APPLICATION: readonly (readonly string[])[] = [
  [
    '2026-11-23T02:08:13.515Z  WARN 1 --- [orders] [l-1 housekeeper] com.zaxxer.hikari.pool.ProxyLeakTask     : Connection leak detection triggered for c@1 on thread t, stack trace follows',
    '',
    'java.lang.Exception: Apparent connection leak detected',
    '\tat com.zaxxer.hikari.HikariDataSource.getConnection(HikariDataSource.java:99)',
    '\tat com.acme.reports.ReportExporter.exportCsv(ReportExporter.java:14)',
    '',
    '2026-11-23T02:08:14.515Z  INFO 1 --- [orders] [main] a.B : up',
  ],
  [
    '2026/11/23 01:40:21 orderhub listening addr=127.0.0.1:27645 max_open_conns=30',
    '2026/11/23 01:40:21 GET /healthz 200 2.98ms rid=9acb0442',
    '2026/11/23 01:40:22 db stats: {MaxOpenConnections:30 OpenConnections:8 InUse:6 Idle:2}',
  ],
  [
    '2026-11-23 01:55:44,363 ERROR sqlalchemy.pool.impl.QueuePool Exception during reset or similar',
    'Traceback (most recent call last):',
    '  File "/srv/app/x.py", line 687, in _finalize_fairy',
    '    fairy._reset(pool)',
    'sqlalchemy.exc.TimeoutError: QueuePool limit of size 5 overflow 10 reached',
  ],
  ['{"time":"2026-11-23T01:39:51.828354572Z","level":"INFO","msg":"request","method":"GET","path":"/healthz","status":200}'],
  ['ts=2026-11-23T01:36:41.314208707Z level=info msg="orderhub listening" addr=127.0.0.1:27615'],
];
const BLANKS_MATTER = new Set(['logcli', 'heroku']);
const texts = (wrapper: Wrapper, lines: readonly string[]): string[] =>
  // logcli trims and a heroku line cannot be empty
  BLANKS_MATTER.has(wrapper.name) ? lines.filter((line) => line.trim() === line && line !== '') : [...lines];

describe('one envelope', () => {
  const all = [...LINE_WRAPPERS, ...DOCUMENT_WRAPPERS].map((wrapper, i) => [`${wrapper.name} (${String(i)})`, wrapper] as const);
  it.each(all)('%s', (_, wrapper) => {
    for (const application of APPLICATION) {
      const lines = texts(wrapper, application);
      const unwrapper = new Unwrapper({ near: Date.UTC(2026, 10, 23) });
      const peeled = peelAll(wrapper.wrap(lines), unwrapper);
      expect(peeled.map((line) => line.text)).toEqual(lines);
      expect(unwrapper.names).toEqual([wrapper.name]);
      for (const line of peeled) {
        expect(line.instance).toEqual(wrapper.instance ?? {});
        expect(line.at === undefined ? undefined : new Date(line.at).toISOString()).toBe(wrapper.at);
      }
    }
  });
});

describe('envelopes in envelopes', () => {
  const outer = LINE_WRAPPERS.filter(
    (w) => w.json || ['kubectl-prefix', 'cri', 'stern', 'docker-compose', 'syslog', 'journald', 'heroku'].includes(w.name),
  );
  const inner = LINE_WRAPPERS.filter((w) => w.name !== 'docker-compose');
  const pairs = outer.flatMap((a) => inner.filter((b) => b.name !== a.name).map((b) => [a, b] as const));

  it(`gives the application's lines back from every pair (${String(pairs.length)})`, () => {
    for (const [a, b] of pairs) {
      for (const application of APPLICATION) {
        const lines = texts(a, texts(b, application));
        const unwrapper = new Unwrapper({ near: Date.UTC(2026, 10, 23) });
        const peeled = peelAll(a.wrap(b.wrap(lines)), unwrapper);
        expect(
          peeled.map((line) => line.text),
          `${a.name} around ${b.name}`,
        ).toEqual(lines);
        expect(unwrapper.names, `${a.name} around ${b.name}`).toEqual([a.name, b.name]);
        // the outermost stamp wins
        const at = a.at ?? b.at;
        expect(
          peeled.map((line) => line.at !== undefined && new Date(line.at).toISOString()),
          a.name,
        ).toEqual(lines.map(() => at ?? false));
      }
    }
  });

  it('gives what Heroku’s router tells to the dyno that answered', () => {
    const [routed, refused, other] = peelAll([
      '2026-11-23T01:32:25.940764+00:00 heroku[router]: at=info method=GET path="/x" request_id=7a dyno=web.2 connect=1ms service=14ms status=200',
      '2026-11-23T01:32:25.940764+00:00 heroku[router]: at=error code=H10 desc="App crashed" method=GET path="/x" dyno= connect= status=503',
      '2026-11-23T01:32:25.940764+00:00 heroku[web.1]: State changed from starting to up',
    ]);
    expect(routed?.instance).toEqual({ container: 'web.2' });
    expect(refused?.instance).toEqual({ container: 'router', service: 'heroku' });
    expect(other?.instance).toEqual({ container: 'web.1', service: 'heroku' });
  });

  it('peels prefix, stamp, docker and the record inside', () => {
    const app = '{"level":"info","ts":1795398729.1,"msg":"db pool"}';
    const docker = JSON.stringify({ log: `${app}\n`, stream: 'stderr', time: '2026-11-23T01:32:25Z' });
    const unwrapper = new Unwrapper();
    const [line] = peelAll([`[pod/p-1/c] 2026-11-23T01:32:25.94Z ${docker}`], unwrapper);
    expect(line).toMatchObject({
      text: app,
      stream: 'stderr',
      instance: { pod: 'p-1', container: 'c' },
      at: Date.parse('2026-11-23T01:32:25.94Z'),
    });
    expect(unwrapper.names).toEqual(['kubectl-prefix', 'timestamps', 'docker-json']);
  });

  it("takes a time and a bar off that stand before the time of the line, as in a ticket's table", () => {
    const inner = '2024-02-18 04:16:06,676 | WARN | shop | ProxyLeakTask | Connection leak detection triggered for c@1 on thread t';
    for (const text of [inner, inner.replaceAll('|', '\\|')]) {
      const [line] = peelAll([`2024-02-18T04:16:06.677+05:30 | ${text}`]);
      expect(line).toMatchObject({ text: inner, at: Date.parse('2024-02-18T04:16:06.677+05:30') });
    }
    const own = '2024-02-18T04:16:06.677Z | WARN | shop | ProxyLeakTask | gone';
    expect(peelAll([own])).toMatchObject([{ text: own }]);
  });

  it('takes no record that names its place in the source for one of Loki', () => {
    const own = '{"severity":"FATAL","code":"25P03","line":"3080","message":"terminating connection","timestamp":"2026-04-19T03:11:11Z"}';
    const unwrapper = new Unwrapper();
    expect(peelAll([own], unwrapper)).toMatchObject([{ text: own }]);
    expect(unwrapper.names).toEqual([]);
  });

  it('any text comes back from the envelopes that carry text as a string', () => {
    const json = LINE_WRAPPERS.filter((wrapper) => wrapper.json);
    fc.assert(
      fc.property(fc.constantFrom(...json), fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 5 }), (wrapper, parts) => {
        // what a plain application prints: no line breaks, no colours, no envelope of its own
        const lines = parts.map((part) => `x ${part.replace(/[\r\n\x1b\ud800-\udfff]/g, '')}.`);
        expect(peelAll(wrapper.wrap(lines)).map((line) => line.text)).toEqual(lines);
      }),
    );
  });

  it('takes no column of psql -x for a service of docker compose', () => {
    const lines = [
      'pid              | 4711',
      'query_start      | 2026-11-23 01:43:51.123+00',
      'idle_for         | 00:00:03.36',
      'state | idle',
    ];
    expect(peelAll(lines, new Unwrapper()).map((line) => line.text)).toEqual(lines);
  });
});

describe('times that are UTC without saying so', () => {
  const at = Date.UTC(2026, 10, 23, 1, 32, 25);
  const read = (lines: readonly string[]): (number | undefined)[] =>
    peelAll(lines, new Unwrapper({ timezone: 'Europe/Berlin' })).map((line) => line.at);

  it.each<readonly [string, readonly string[]]>([
    ['aws logs tail --format short', ['2026-11-23T01:32:25 2026-11-23 02:32:25.000  INFO 1 --- [main] a.B : up']],
    ['svlogd', ['2026-11-23_01:32:25.00000 2026-11-23 02:32:25.000  INFO 1 --- [main] a.B : up']],
    ['Insights', ['[', '[{"field":"@timestamp","value":"2026-11-23 01:32:25.000"},{"field":"@message","value":"up"}]', ']']],
    ['Insights as CSV', ['@timestamp,@message', '2026-11-23 01:32:25.000,up']],
    ['Azure', ['"TimeGenerated [UTC]",PodName,LogMessage', '"11/23/2026, 1:32:25.000 AM",shop-1,up']],
  ])('%s', (_, lines) => expect(read(lines)).toEqual([at]));

  it('but not where the column says no more than when a line was received', () => {
    expect(read(['TimeGenerated,LogEntry', '"11/23/2026, 1:32:25.000 AM",up'])).toEqual([undefined]);
  });
});

describe('a time of awslogs', () => {
  it('is not the program’s own before a level', () => {
    const texts = ['2026-11-23T01:32:25.940Z  INFO 1 --- [main] a.B : up', '\tat a.B.c(B.java:1)'];
    expect(peelAll(texts.map((text) => `/ecs/shop ecs/app/01 ${text}`)).map(({ text, at }) => [text, at])).toEqual(texts.map((text) => [text, undefined])); // prettier-ignore
    expect(peelAll([`/ecs/shop ecs/app/01 2026-11-23T01:32:26.000Z ${texts[0] as string}`])[0]?.at).toBe(Date.UTC(2026, 10, 23, 1, 32, 26));
  });
});

describe('a stamp without a year around a line with one', () => {
  const lines = [
    'Nov 23 02:02:30 node7 shop[29381]:   .   ____',
    'Dec 31 23:59:59 node7 shop[29381]: 2026-12-31 23:59:59.960  INFO 29381 --- [main] com.zaxxer.hikari.HikariDataSource : HikariPool-1 - Start completed.',
    'Dec 31 23:59:59 node7 shop[29381]: plain',
    'Jan  1 00:00:01 node7 shop[29381]: plain',
  ];
  it('takes its year, and so do later lines', () => {
    const years = peelAll(lines, new Unwrapper({ near: UNKNOWN_DAY_MS })).map(({ at }) => new Date(at ?? 0).getUTCFullYear());
    expect(years).toEqual([1970, 2026, 2026, 2027]);
  });
  it('is what the report’s range begins with', async () => {
    const { input } = await analyze({ name: 'app.log', stream: stream(lines.join('\n')) });
    expect(input.timeRange).toEqual({ from: '2026-12-31T23:59:59.960Z', to: '2026-12-31T23:59:59.960Z' });
  });
});

describe('the trace of a line', () => {
  const trace = '4bf92f3577b34da6a3ce929d0e0e4736';
  it.each<readonly [string, object]>([
    ['gcloud', { textPayload: 'up', timestamp: '2026-11-23T01:32:25Z', trace: `projects/shop/traces/${trace}` }],
    ['Datadog', { attributes: { message: 'up', host: 'h', attributes: { dd: { trace_id: trace } } } }],
    ['Elasticsearch', { _index: 'i', _source: { message: 'up', trace: { id: trace } } }],
    ['Loki', { line: 'up', timestamp: '2026-11-23T01:32:25Z', labels: { app: 'shop', trace_id: trace } }],
    ['OpenTelemetry', { resourceLogs: [{ scopeLogs: [{ logRecords: [{ body: { stringValue: 'up' }, traceId: trace }] }] }] }],
  ])('is kept: %s', (_, entry) =>
    expect(peelAll([JSON.stringify(entry)]).map(({ text, request }) => [text, request])).toEqual([['up', trace]]),
  );
});

it('takes off the colours that gh writes with a caret', () => {
  const [line] = peelAll(['build\tRun tests\t2026-11-23T01:32:25.9407644Z 2026-11-23 01:32:25 ^[[32mINFO^[[0;39m up']);
  expect([line?.text, line?.instance.container]).toEqual(['2026-11-23 01:32:25 INFO up', 'build']);
});
