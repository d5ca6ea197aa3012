import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { analyze } from '../../../src/index.ts';
import type { Report } from '../../../src/model/report.ts';
import { Unwrapper } from '../../../src/read/envelope/index.ts';
import type { PeeledLine } from '../../../src/read/types.ts';
import { fixture, stream } from '../support.ts';
import { peelAll } from './wrap.ts';

const texts = (lines: readonly string[]): string[] => peelAll(lines).map((line) => line.text);
const told = (lines: readonly PeeledLine[]): unknown[] =>
  lines.map(({ text, at, instance }) => [text, at === undefined ? undefined : new Date(at).toISOString(), instance]);

describe('gcloud’s YAML', () => {
  // Printed by the YamlPrinter of the Google Cloud SDK: texts in every style that it has, folded ones too.
  it('gives every text back', () => {
    const lines = fixture('gcloud-texts.yaml').toString().replaceAll('\r', '').replace(/\n$/, '').split('\n');
    const wanted = JSON.parse(fixture('gcloud-texts.json').toString()) as string[];
    const unwrapper = new Unwrapper();
    const given: string[] = [];
    for (const line of peelAll(lines, unwrapper)) {
      if (line.sameEntry) given[given.length - 1] += `\n${line.text}`;
      else given.push(line.text);
    }
    // a text's last line break ends its line; what is no text (null, 123) was one before
    expect(given).toEqual(wanted.map((text) => text.replaceAll('\r', '').replace(/\n$/, '')));
    expect(unwrapper.names).toEqual(['gcloud']);
  });

  it('tells the same as the log itself, of lines and of whole records', async () => {
    const report = (log: Buffer): Promise<Report> => analyze({ name: 'x', stream: stream(log) });
    const raw = await report(readFileSync(new URL('../../../samples/hikaricp/one-leak/app.log', import.meta.url)));
    for (const name of ['gcloud-lines.yaml.gz', 'gcloud-records.yaml.gz']) {
      const { verdict, suspects, input, pools } = await report(fixture(name));
      expect([verdict, suspects.map(({ fingerprint, leaked }) => [fingerprint, leaked])]).toEqual([
        raw.verdict, raw.suspects.map(({ fingerprint, leaked }) => [fingerprint, leaked]),
      ]); // prettier-ignore
      expect(input.sources[0]?.envelopes).toEqual(['gcloud']);
      expect(pools[0]?.instance).toMatchObject({ namespace: 'shop', pod: 'orders-7c9f8d6b5-4xk2p', container: 'app' });
    }
  });

  it('leaves other YAML and rulers alone', () => {
    const lines = ['---', 'apiVersion: v1', 'kind: Pod', '---', 'insertId: 1'];
    expect(texts(lines)).toEqual(lines.slice(1));
    expect(texts(['a', '---', 'insertId: 1'])).toEqual(['a', '---', 'insertId: 1']);
  });
});

describe('tables', () => {
  it('takes a row over several lines as one entry, and doubled quotes as one', () => {
    const lines = ['@timestamp,@message,@logStream', '2026-11-23 01:00:00.500,"say ""hi"", you', '\tat a.B.c(B.java:14)",s/1', '2026-11-23 01:00:01.500,b,s/2']; // prettier-ignore
    const [first, second] = ['2026-11-23T01:00:00.500Z', '2026-11-23T01:00:01.500Z'];
    expect(told(peelAll(lines))).toEqual([
      ['say "hi", you', first, { container: 's/1' }], ['\tat a.B.c(B.java:14)', first, { container: 's/1' }], ['b', second, { container: 's/2' }],
    ]); // prettier-ignore
  });

  it('knows the words of several stores, semicolons and tabs', () => {
    const at = '2026-11-23T01:00:00.000Z';
    expect(told(peelAll(['Date,Host,Service,Content', `"${at}",n7,shop,"a"`]))).toEqual([['a', at, { host: 'n7', service: 'shop' }]]);
    expect(told(peelAll(['timestamp;pod;message', `${at};p-1;a`]))).toEqual([['a', at, { pod: 'p-1' }]]);
    expect(told(peelAll(['Time\tLine\tlabels', `${at}\ta\t"{""app"":""shop""}"`]))).toEqual([['a', at, { service: 'shop' }]]);
    expect(told(peelAll(['timestamp,textPayload,resource.labels.pod_name', `${at},a,p-1`]))).toEqual([['a', at, { pod: 'p-1' }]]);
    // Kibana's time is when the line was collected
    expect(told(peelAll(['"@timestamp",message', '"Nov 23, 2026 @ 01:00:00.000",a']))).toEqual([['a', undefined, {}]]);
  });

  it('leaves tables that are no logs, and headers further down, alone', () => {
    for (const lines of [
      ['pid,state,application_name,query', '1,idle,a,b'],
      ['2026-11-23 01:00:00,123 INFO a.B: x', 'y'],
      ['time,level', '1,2'],
      ['a', 'time,message', '1,2'],
    ])
      expect(texts(lines)).toEqual(lines);
  });

  it('says of a row that was cut that it is clipped', () => {
    expect(peelAll(['time,message', '2026-11-23T01:00:00Z,"a', 'b']).map(({ text, clipped }) => [text, clipped])).toEqual([['a', true], ['b', true]]); // prettier-ignore
  });
});

describe('records among lines', () => {
  it('puts JSON together that was spread over lines, and gives back what is none', () => {
    const record = JSON.stringify({ level: 'info', msg: 'a', tags: { b: 1 } }, null, 4).split('\n');
    const peeled = peelAll(['banner', ...record, 'after', '{', '  no json', '}', '{', 'left', '{', ' open']);
    expect(peeled.map(({ text, object, line }) => object ?? [text, line])).toEqual([
      ['banner', 1], { level: 'info', msg: 'a', tags: { b: 1 } }, ['after', 9], ['{', 10], ['  no json', 11], ['}', 12], ['{', 13], ['left', 14], ['{', 15], [' open', 16],
    ]); // prettier-ignore
  });

  it('gives them the time and stream that aws logs tail printed above', () => {
    const lines = ['2026-11-23T01:00:00.500000+00:00 app/web/1 plain', '2026-11-23T01:00:01.500000+00:00 app/web/1 ', '{', '    "msg": "a"', '}']; // prettier-ignore
    const last = peelAll(lines).at(-1);
    expect(last).toMatchObject({ object: { msg: 'a' }, at: Date.UTC(2026, 10, 23, 1, 0, 1, 500), instance: { container: 'app/web/1' } });
  });
});

describe('OpenTelemetry', () => {
  const value = (text: string): object => ({ stringValue: text });
  it('takes a record of an SDK as the application’s own, with its logger, thread and stack', () => {
    const attributes = [{ key: 'thread.name', value: value('exec-1') }, { key: 'exception.stacktrace', value: value('a.B: x\n\tat a.B.c(B.java:14)') }]; // prettier-ignore
    const record = { timeUnixNano: '1795397545940764402', severityText: 'WARN', body: value('lost'), attributes, traceId: 'ab12' };
    const resource = {
      attributes: [
        { key: 'service.name', value: value('shop') },
        { key: 'process.pid', value: { intValue: '7' } },
      ],
    };
    const line = JSON.stringify({ resourceLogs: [{ resource, scopeLogs: [{ scope: { name: 'a.B' }, logRecords: [record, { ...record, body: value('found') }] }] }] }); // prettier-ignore
    const [lost, found] = peelAll([line]);
    expect(lost).toMatchObject({ at: 1795397545940.765, severity: 'warn', instance: { service: 'shop', pid: '7' } });
    expect(lost?.object).toEqual({ 'thread.name': 'exec-1', 'exception.stacktrace': 'a.B: x\n\tat a.B.c(B.java:14)', message: 'lost', logger: 'a.B', level: 'WARN', trace_id: 'ab12' }); // prettier-ignore
    expect(found?.object).toMatchObject({ message: 'found' });
  });

  it('takes a body that is a map for the record, and leaves other JSON alone', () => {
    const body = { kvlistValue: { values: [{ key: 'msg', value: value('a') }, { key: 'n', value: { intValue: '3' } }, { key: 'tags', value: { arrayValue: { values: [value('x')] } } }] } }; // prettier-ignore
    const line = JSON.stringify({ resourceLogs: [{ scopeLogs: [{ logRecords: [{ body }, { body: value('plain') }, {}] }] }] });
    expect(peelAll([line]).map(({ text, object }) => object ?? text)).toEqual([{ msg: 'a', n: '3', tags: ['x'] }, 'plain', '""']);
    for (const other of ['{"resourceLogs":7}', '{"resourceLogs":[', '{"resourceSpans":[]}', '{"resourceLogs":[{"scopeLogs":[null]}]}'])
      expect(peelAll([other, 'x']).at(-1)?.text).toBe('x');
  });
});

it('reads the journal’s export where a field’s length is a line break, and gives what the end cuts', () => {
  const text = `a\n\tb${'x'.repeat(6)}`;
  expect(Buffer.byteLength(text)).toBe(10);
  const lines = ['__CURSOR=s=1;i=2', '__REALTIME_TIMESTAMP=1795397545940764', 'MESSAGE', '', ...text.split('\n'), '_PID=7', '', '__CURSOR=s=1;i=3', '_HOSTNAME=n7', '_PID=8', 'MESSAGE=cut']; // prettier-ignore
  expect(peelAll(lines).map(({ text: line, instance, at }) => [line, instance.pid, at])).toEqual([
    ['a', '7', 1795397545940.764], [`\tb${'x'.repeat(6)}`, '7', 1795397545940.764], ['cut', '8', undefined],
  ]); // prettier-ignore
  expect(texts(['x', '__CURSOR=s=1;i=2', 'MESSAGE=y', ''])).toEqual(['x', '__CURSOR=s=1;i=2', 'MESSAGE=y', '']);
});

it('reads TAI64N and AWS’ tabbed text', () => {
  // the label of daemontools' manual, without the leap seconds that its machine counted
  expect(told(peelAll(['@4000000037c219bf2ef02e94 x', '@4000000000000000 y', '@400 z']))).toEqual([
    ['x', '1999-08-24T04:04:05.787Z', {}], ['@4000000000000000 y', undefined, {}], ['@400 z', undefined, {}],
  ]); // prettier-ignore
  const id = '3'.repeat(56);
  const lines = [`EVENTS\t${id}\t1795397545999\tapp/web/1\ta\tb\t1795397545940`, 'EVENTS\t1795397545999\tc', 'd\t1795397545941', 'e'];
  expect(told(peelAll(lines))).toEqual([
    ['a\tb', '2026-11-23T01:32:25.940Z', { container: 'app/web/1' }], ['c', undefined, {}], ['d', undefined, {}], ['e', undefined, {}],
  ]); // prettier-ignore
});
