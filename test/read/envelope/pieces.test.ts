import { describe, expect, it } from 'vitest';
import type { TimedEvent } from '../../../src/model/event.ts';
import { Unwrapper } from '../../../src/read/envelope/index.ts';
import { readEvents } from '../../../src/read/index.ts';
import { stream, testPool } from '../support.ts';
import { peelAll, rawLines } from './wrap.ts';

const docker = (log: string, stream = 'stdout'): string => JSON.stringify({ log, stream, time: '2026-11-23T01:32:25Z' });
const texts = (lines: readonly string[]): string[] => peelAll(lines).map((line) => line.text);

describe('pieces of one line', () => {
  it('joins CRI pieces of the same stream, blanks kept, and stamps them with the first one’s time and place', () => {
    const peeled = peelAll([
      '2026-11-23T01:32:25.1Z stdout P first ',
      '2026-11-23T01:32:25.2Z stderr F other',
      '2026-11-23T01:32:25.3Z stdout P second',
      '2026-11-23T01:32:25.4Z stdout F third',
    ]);
    expect(peeled.map((line) => [line.text, line.stream, line.line])).toEqual([['other', 'stderr', 2], ['first secondthird', 'stdout', 1]]); // prettier-ignore
    expect(peeled[1]?.at).toBe(Date.parse('2026-11-23T01:32:25.1Z'));
  });

  it('reads the layers inside a line only once it is whole', () => {
    const [line] = peelAll([
      '2026-11-23T01:32:25.1Z stdout P {"log":"inn',
      '2026-11-23T01:32:25.1Z stdout F er\\n","stream":"stdout","time":"2026-11-23T01:32:25Z"}',
    ]);
    expect(line?.text).toBe('inner');
  });

  it('puts a letter together that was cut in its middle, wherever that is', async () => {
    const said = Buffer.from('lent connection Grüße-接続プール-🐘-zurück, and all that follows');
    const head = Buffer.from('2026-11-23T01:32:25.1Z stdout ');
    for (let at = 0; at <= said.length; at++) {
      const log = Buffer.concat([head, Buffer.from('P '), said.subarray(0, at), Buffer.from('\n'), head, Buffer.from('F '), said.subarray(at), Buffer.from('\n')]); // prettier-ignore
      const { batches } = readEvents(['-'], { plugins: [testPool], stdin: stream(log) });
      const events: TimedEvent[] = [];
      for await (const batch of batches) events.push(...batch);
      expect(events).toMatchObject([{ kind: 'checkout', connection: 'Grüße-接続プール-🐘-zurück,' }]);
    }
  });

  it('joins docker pieces, which lack their line break', () => {
    expect(texts([docker('whole\n'), docker('a'), docker('other\n', 'stderr'), docker('b\n'), docker('end\n')])).toEqual([
      'whole',
      'other',
      'ab',
      'end',
    ]);
    expect(texts([docker('x'.repeat(16_384)), docker('tail\n')])).toEqual([`${'x'.repeat(16_384)}tail`]);
  });

  it('keeps lines apart where a collector has cut the line breaks off', () => {
    expect(texts([docker('a'), docker('b'), docker('c')])).toEqual(['a', 'b', 'c']);
  });

  it('does not join across pods', () => {
    const prefix = (pod: string, rest: string): string => `[pod/${pod}/c] 2026-11-23T01:32:25Z stdout ${rest}`;
    expect(texts([prefix('a-1', 'P one'), prefix('b-1', 'F two'), prefix('a-1', 'F three')])).toEqual(['two', 'onethree']);
  });

  it('gives out at the end what never got its rest', () => {
    expect(texts(['2026-11-23T01:32:25.1Z stdout P unfinished'])).toEqual(['unfinished']);
  });

  it('splits an entry that held line breaks, and says that the lines belong together', () => {
    const entry = JSON.stringify({ message: 'first\nsecond\n', podName: 'p-1', containerName: 'c' });
    expect(peelAll([entry]).map((line) => [line.text, line.sameEntry, line.line])).toEqual([['first', undefined, 1], ['second', true, 1]]); // prettier-ignore
  });

  it('unfolds syslog’s #012 and #011', () => {
    const peeled = peelAll(['<134>Nov 23 01:32:25 node7 orders[1]: java.lang.Exception: x#012#011at a.B.c(B.java:14)']);
    expect(peeled.map((line) => [line.text, line.sameEntry])).toEqual([['java.lang.Exception: x', undefined], ['\tat a.B.c(B.java:14)', true]]); // prettier-ignore
  });

  it('reads journald’s indented lines as part of the entry above', () => {
    const head = 'Nov 23 01:32:25 node7 orders[1]: ';
    const peeled = peelAll([`${head}java.lang.Exception: x`, `${' '.repeat(head.length)}\tat a.B.c(B.java:14)`, `${head}next`]);
    expect(peeled.map((line) => [line.text, line.sameEntry, line.instance.pid])).toEqual([
      ['java.lang.Exception: x', undefined, '1'], ['\tat a.B.c(B.java:14)', true, '1'], ['next', undefined, '1'],
    ]); // prettier-ignore
  });
});

describe('what is no application’s line', () => {
  it('drops the words of the tools', () => {
    expect(
      texts([
        '-- Logs begin at Mon 2026-11-23 01:00:00 UTC. --', 'Nov 23 01:32:25 node7 orders[1]: a', '-- No entries --', '+ orders-7c9f8d6b5-4xk2p › app',
        'orders-7c9f8d6b5-4xk2p app b', 'Defaulted container "app" out of: app, sidecar',
      ]),
    ).toEqual(['a', 'b']); // prettier-ignore
    expect(texts(['web-1  | a', 'web-1 exited with code 0'])).toEqual(['a']);
  });

  it('strips colours, inside a JSON string too', () => {
    expect(texts(['\x1b[36mweb-1  |\x1b[0m \x1b[32mINFO\x1b[0m a', docker('\x1b[32mINFO\x1b[39m b\n')])).toEqual(['INFO a', 'INFO b']);
  });

  it('does not mistake rows of psql, sentences or records for envelopes', () => {
    const lines = [
      ' 14102 | idle in transaction | shop',
      '14102 | idle in transaction | shop',
      '  pid  | state | application_name',
      'some words here',
      '2026-11-23T01:32:25Z INFO com.zaxxer.hikari.HikariDataSource - started',
      '2026-11-23T01:32:25Z INFO worker[12]: started',
      '2026-11-23T01:32:25+00:00 INFO app/db pool started',
      '2026-11-23T02:08:13.515Z  INFO 1 --- [main] a.B : x',
      '{"time":"2026-11-23T01:39:51Z","level":"INFO","msg":"request","path":"/x"}',
      '{"level":"info","log":"app.access","msg":"x"}',
      '{"@timestamp":"2026-11-23T02:02:37Z","log":{"level":"INFO","logger":"a.B"},"message":"x"}',
      '[2026-11-23 01:56:35 +0000] [22450] [DEBUG] a.B: x',
      'May 20, 2023 5:33:35 PM com.alibaba.druid.pool.DruidDataSource error',
      'INFO:     10.2.0.9:44748 - "POST /subscribe/31 HTTP/1.1" 503',
    ];
    const unwrapper = new Unwrapper();
    const peeled = peelAll(lines, unwrapper);
    expect(peeled.map((line) => line.text)).toEqual(lines);
    expect(unwrapper.names).toEqual([]);
    expect(peeled.every((line) => line.at === undefined)).toBe(true);
  });

  it('believes a stamp in front once a continuation line has borne one, and stops when a line lacks it', () => {
    const stamp = '2026-11-23T01:32:25.940Z';
    expect(
      texts([`${stamp} boom`, `${stamp} Traceback (most recent call last):`, `${stamp} ValueError`, 'bare', `${stamp} INFO again`]),
    ).toEqual([`${stamp} boom`, 'Traceback (most recent call last):', 'ValueError', 'bare', `${stamp} INFO again`]); // prettier-ignore
  });

  it('believes nanoseconds at once, unless a level follows', () => {
    const stamp = '2026-11-23T01:32:25.940764402Z';
    expect(texts([`${stamp} INFO a.b - x`, `${stamp} boom`])).toEqual([`${stamp} INFO a.b - x`, 'boom']);
  });
});

describe('documents', () => {
  it('gives each entry the line on which it begins', () => {
    const lines = JSON.stringify([{ textPayload: 'a', insertId: '1' }, { textPayload: 'b', insertId: '2' }], null, 2).split('\n'); // prettier-ignore
    expect(peelAll(lines).map((line) => [line.text, line.line])).toEqual([['a', 2], ['b', 6]]); // prettier-ignore
  });

  it('hands a parsed payload on', () => {
    const [line] = peelAll(JSON.stringify([{ jsonPayload: { message: 'a', rid: '7' }, severity: 'ERROR' }], null, 1).split('\n'));
    expect(line).toMatchObject({ object: { message: 'a', rid: '7' }, severity: 'error' });
  });

  it('reads records that were spread over lines', () => {
    const lines = [{ level: 'info', msg: 'a' }, { level: 'warn', msg: 'b', tags: ['x'] }].flatMap((record) => JSON.stringify(record, null, 2).split('\n')); // prettier-ignore
    expect(peelAll(lines).map((line) => [line.object, line.line])).toEqual([[{ level: 'info', msg: 'a' }, 1], [{ level: 'warn', msg: 'b', tags: ['x'] }, 5]]); // prettier-ignore
  });

  it('gives lines back that began like a document and were none', () => {
    expect(texts(['{', '  not json at all', '}', 'after'])).toEqual(['{', '  not json at all', '}', 'after']);
    expect(texts(['[', 'never closed'])).toEqual(['[', 'never closed']);
  });

  it('reads what is left of a document that was cut', () => {
    const whole = JSON.stringify([{ textPayload: 'a' }, { textPayload: 'b' }, { insertId: '7', textPayload: 'cde\u0001' }]);
    const left = (cut: number): unknown[] => peelAll([whole.slice(0, -cut)]).map(({ text, clipped }) => (clipped ? [text] : text));
    expect(left(2)).toEqual(['a', 'b', ['cde\u0001']]);
    expect(left(6)).toEqual(['a', 'b', ['cde']]);
    expect(left(10)).toEqual(['a', 'b', ['cd']]);
    expect(left(27)).toEqual(['a', 'b', ['{"insertId":"7"}']]);
    expect(left(39)).toEqual(['a', 'b', ['{"in']]);
    expect(left(41)).toEqual(['a', 'b', ['{"']]);
  });

  it('gives the beginning of an entry that is too large, and all that comes after it', () => {
    const lines = ['[', '{"textPayload":"a"},', '{"textPayload":"b", "labels": [', ...Array.from({ length: 90 }, () => `"${'x'.repeat(100_000)}",`), '""]},', '{"textPayload":"c"}', ']']; // prettier-ignore
    const peeled = peelAll(lines);
    expect(peeled.map(({ text, clipped, line }) => [text, clipped, line])).toEqual([['a', false, 2], ['b', true, 3], ['c', false, 95]]); // prettier-ignore
  });

  it('reads on behind a line of a document that was cut', () => {
    const lines = ['[', '{', '  "textPayload": "a\\u00', '  "insertId": "1"', '},', '{"textPayload":"b"}', ']'];
    const unwrapper = new Unwrapper();
    const peeled = rawLines(lines).flatMap((line) => unwrapper.peel({ ...line, clipped: line.line === 3 }));
    expect(peeled.map(({ text, clipped, line }) => [text, clipped, line])).toEqual([['a', true, 2], ['b', false, 6]]); // prettier-ignore
  });

  it('says of pieces that are joined too long that they are clipped', () => {
    const piece = (tag: string): string => `2026-11-23T01:32:25.1Z stdout ${tag} ${'x'.repeat(1_000_000)}`;
    const [joined] = peelAll([...Array.from({ length: 6 }, () => piece('P')), piece('F')]);
    expect([joined?.clipped, joined?.text.length]).toEqual([true, 4 * 1024 * 1024]);
  });
});
