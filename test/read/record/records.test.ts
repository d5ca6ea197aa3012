import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HintIndex } from '../../../src/read/hints/index.ts';
import { LayoutReader } from '../../../src/read/layout/index.ts';
import { Records } from '../../../src/read/record.ts';
import { TAIL_LINES } from '../../../src/read/record/caps.ts';
import { shapeOf } from '../../../src/read/record/shape.ts';
import type { LogRecord, PeeledLine } from '../../../src/read/types.ts';
import { fixture, testPool } from '../support.ts';

const assembler = (streams?: number): Records =>
  new Records({
    source: 'x',
    hints: new HintIndex([testPool]),
    layouts: () => new LayoutReader({}),
    ...(streams !== undefined ? { streams } : {}),
  });

const line = (text: string, n: number, rest: Partial<PeeledLine> = {}): PeeledLine => ({
  text,
  line: n,
  byte: n * 100,
  clipped: false,
  instance: {},
  ...rest,
});

function records(text: string): LogRecord[] {
  const out: LogRecord[] = [];
  const assemble = assembler();
  text.split('\n').forEach((each, i) => assemble.feed(line(each, i + 1), out));
  assemble.flush(out);
  return out;
}

/** Records as `first line number: message | tail lines`. */
const sketch = (text: string): string[] =>
  records(text).map((r) => `${r.line}: ${r.message}${r.tail.length > 0 ? ` | ${r.tail.length}` : ''}`);

describe('records', () => {
  test('a Spring Boot trace with blank lines around it is one record', () => {
    const text = [
      '2026-11-23T02:08:13.515Z  WARN 1 --- [a] [l-1 housekeeper] c.z.hikari.pool.ProxyLeakTask : Connection leak detection triggered',
      '',
      'java.lang.Exception: Apparent connection leak detected',
      '\tat a.B.c(B.java:1)',
      'Caused by: java.io.IOException: x',
      '\tat a.B.d(B.java:2)',
      '\t... 3 common frames omitted',
      '',
      '2026-11-23T02:08:14.515Z  INFO 1 --- [a] [main] a.Next : next',
    ].join('\n');
    expect(sketch(text)).toEqual(['1: Connection leak detection triggered | 6', '9: next']);
  });

  test('an object that a program prints behind a line that said all is a record of its own', () => {
    const object = ['{', '  descriptor: {', "    name: 'x'", '  }', '}'];
    const [before, after] = ['2026-11-23T02:08:13.515Z INFO GET /light 200 0ms', '2026-11-23T02:08:14.515Z INFO next'];
    expect(sketch([before, ...object, ...object, after].join('\n'))).toEqual(['1: GET /light 200 0ms', '2: { | 9', '12: next']);
    expect(sketch([...object, ...object].join('\n'))).toEqual(['1: { | 4', '6: { | 4']);
    expect(sketch([`${before}:`, ...object].join('\n'))).toEqual(['1: GET /light 200 0ms: | 5']);
    expect(sketch([before, '  more', ...object, after].join('\n'))).toEqual(['1: GET /light 200 0ms | 6', '8: next']);
  });

  test('a chained Python traceback and what stands below its error is one record', () => {
    const text = [
      '2026-11-23 01:55:44,371 ERROR app.server: failed',
      'Traceback (most recent call last):',
      '  File "a.py", line 1, in f',
      '    g()',
      '    ~^^',
      'KeyError: 1',
      '',
      'During handling of the above exception, another exception occurred:',
      '',
      'Traceback (most recent call last):',
      '  File "a.py", line 3, in h',
      'sqlalchemy.exc.OperationalError: (psycopg2.OperationalError) server closed',
      '[SQL: SELECT 1]',
      '(Background on this error at: https://sqlalche.me/e/20/e3q8)',
      '2026-11-23 01:55:44,372 INFO app.server: next',
    ].join('\n');
    expect(sketch(text)).toEqual(['1: failed | 13', '15: next']);
  });

  test('the same without any layout, beside lines that have none either', () => {
    const text = [
      'starting',
      'Traceback (most recent call last):',
      '  File "a.py", line 1, in f',
      'ValueError: no',
      '[SQL: SELECT 1]',
      'going on',
      'and on',
    ].join('\n');
    expect(sketch(text)).toEqual(['1: starting | 4', '6: going on', '7: and on']);
  });

  test('two traces that lost their heads are two records', () => {
    const trace = 'java.lang.Exception: Apparent\n\tat a.B.c(B.java:1)\n\tat a.B.d(B.java:2)';
    expect(sketch(`${trace}\n${trace}`)).toEqual(['1: java.lang.Exception: Apparent | 2', '4: java.lang.Exception: Apparent | 2']);
  });

  test('a message with line breaks goes on until the next stamp, indented or not', () => {
    const text = '2026-11-23 01:00:00,000 INFO app.web: SELECT *\nFROM orders\n  WHERE id = 1\n2026-11-23 01:00:01,000 INFO app.web: next';
    expect(sketch(text)).toEqual(['1: SELECT * | 2', '4: next']);
  });

  test('a message that begins with a line break is what follows it', () => {
    expect(sketch('2026-11-23 01:00:00,000 INFO app.web - \npool is empty\n2026-11-23 01:00:01,000 INFO app.web - next')).toEqual([
      '1: pool is empty',
      '3: next',
    ]);
  });

  test("java.util.logging's two lines are one record, the second, with what the first one said", () => {
    const head = 'May 20, 2023 5:33:35 PM org.example.jobs.Worker run\n';
    const text = `${head}WARNING: slow\n\tat a.B.c(B.java:1)\n${head}INFO: next\n${head}${head}INFO: last`;
    expect(sketch(text)).toEqual(['2: slow | 1', '5: next', '6: ', '8: last']);
    expect(records(text)[0]).toMatchObject({ at: Date.UTC(2023, 4, 20, 17, 33, 35), lines: 3, severity: 'warn', logger: 'org.example.jobs.Worker' }); // prettier-ignore
  });

  test('a line that speaks of a pool is a record of its own among stamped ones, at their time', () => {
    const [first, bare, last] = records(
      '2026-11-23 01:00:00,000 INFO app.web: a\nlent connection 1\n2026-11-23 01:00:01,000 INFO app.web: b',
    );
    expect([first?.message, bare?.message, last?.message]).toEqual(['a', 'lent connection 1', 'b']);
    expect(bare?.at).toBe(first?.at);
  });

  test('but not inside a trace', () => {
    const text =
      '2026-11-23 01:00:00,000 ERROR app.web: x\nTraceback (most recent call last):\n  File "a.py", line 1, in f\napp.web.PoolError: pool is empty';
    expect(sketch(text)).toEqual(['1: x | 3']);
  });

  test('lines without any layout are records of their own', () => {
    expect(sketch('a\nb\n\nc')).toEqual(['1: a', '2: b', '4: c']);
  });

  test('an access line among stamped records is none of their tail', () => {
    const text =
      '2026-11-23 01:00:00,000 INFO app.web: a\n10.0.0.1 - - [23/Nov/2026:01:00:00 +0000] "GET /x HTTP/1.1" 200 5\nPOST /orders 200 1.5ms\n::1 [23/Nov/2026:01:00:00 +0000] "GET /y" 200';
    expect(records(text).map((r) => r.line)).toEqual([1, 2, 3, 4]);
  });

  test('nothing is added to a JSON record', () => {
    const json = (message: string): string => `{"@timestamp":"2026-11-23T02:02:37.033Z","level":"INFO","message":"${message}"}`;
    expect(sketch(`${json('a')}\njava.lang.IllegalStateException: x\n\tat a.B.c(B.java:1)\n${json('b')}`)).toEqual([
      '1: a',
      '2: java.lang.IllegalStateException: x | 1',
      '4: b',
    ]);
  });

  test('a plug-in goes on with the record whose head it claimed, and with a caption above it', () => {
    const text = '-- 2026-11-23 01:37:26.665252 UTC\n pool table \nrow 1\nrow 2\n2 rows:\n\nother\npool table\nrow 3';
    expect(sketch(text)).toEqual(['1: -- 2026-11-23 01:37:26.665252 UTC | 4', '7: other', '8: pool table | 1']);
  });

  test('a goroutine dump is a record of its own, whole', () => {
    const dump = records(fixture('go-dump.log').toString()).filter((r) => r.tail.length > 0);
    expect(dump).toHaveLength(1);
    expect(dump[0]).toMatchObject({ message: 'SIGQUIT: quit', layout: undefined });
    expect(dump[0]?.tail.filter((l) => l.startsWith('goroutine ')).length).toBe(
      fixture('go-dump.log').toString().split('\ngoroutine ').length - 1,
    );
  });

  test('a recovered panic belongs to the record that tells of it', () => {
    const text =
      '2026/11/23 01:00:00 http: panic serving 1.2.3.4: boom\ngoroutine 34 [running]:\nmain.f(0x1)\n\t/src/main.go:7 +0x1\ncreated by main.main\n\t/src/main.go:3 +0x2\n2026/11/23 01:00:01 next';
    expect(sketch(text)).toEqual(['1: http: panic serving 1.2.3.4: boom | 5', '7: next']);
  });

  test('frames that were wrapped stay in their trace', () => {
    const text = fixture('wrapped-frames.log').toString();
    const leak = records(text.slice(text.indexOf('java.lang.Exception'))).at(-1);
    expect(leak?.message).toBe('java.lang.Exception: Apparent connection leak detected');
    expect(leak?.tail.some((l) => l === 'a:85)')).toBe(true);
  });

  test('lines of two pods never mix, whatever their order', () => {
    const lines = [
      '2026-11-23 01:00:00,000 ERROR app.web: %',
      'Traceback (most recent call last):',
      '  File "%.py", line 1, in f',
      'ValueError: %',
    ];
    const own = (pod: string): string[] => lines.map((each) => each.replaceAll('%', pod));
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 16, maxLength: 16 }), (turns) => {
        const queues = { a: [...own('a'), ...own('a')], b: [...own('b'), ...own('b')] };
        const out: LogRecord[] = [];
        const assemble = assembler();
        let n = 0;
        for (const turn of [...turns, ...turns.map((t) => !t)]) {
          const pod = turn ? 'a' : 'b';
          const text = queues[pod].shift();
          if (text !== undefined) assemble.feed(line(text, ++n, { instance: { pod } }), out);
        }
        assemble.flush(out);
        expect(out).toHaveLength(4);
        for (const record of out)
          expect([record.message, record.tail.at(-1)]).toEqual([record.instance.pod, `ValueError: ${record.instance.pod}`]);
      }),
    );
  });

  test('stdout and stderr of one container do not mix either', () => {
    const out: LogRecord[] = [];
    const assemble = assembler();
    assemble.feed(line('java.lang.IllegalStateException: x', 1, { stream: 'stderr' }), out);
    assemble.feed(line('2026-11-23 01:00:00,000 INFO app.web: a', 2, { stream: 'stdout' }), out);
    assemble.feed(line('\tat a.B.c(B.java:1)', 3, { stream: 'stderr' }), out);
    assemble.flush(out);
    expect(out.map((r) => [r.line, r.tail.length])).toEqual([
      [1, 1],
      [2, 0],
    ]);
  });

  test('a record that never ends is cut, counted, and costs no more than its cap', () => {
    const out: LogRecord[] = [];
    const assemble = assembler();
    assemble.feed(line('2026-11-23 01:00:00,000 ERROR app.web: a', 1), out);
    for (let i = 2; i < TAIL_LINES + 1000; i++) assemble.feed(line('\tat a.B.c(B.java:1)', i), out);
    assemble.flush(out);
    expect(out).toHaveLength(1);
    expect(out[0]).toMatchObject({ clipped: true, lines: TAIL_LINES + 999 });
    expect(out[0]?.tail).toHaveLength(TAIL_LINES);
  });

  test('beyond its cap a line that speaks of a pool begins the next record', () => {
    const out = records(' pool table\n'.repeat(TAIL_LINES + 100).trimEnd());
    expect(out.map((r) => [r.line, r.tail.length])).toEqual([
      [1, TAIL_LINES],
      [TAIL_LINES + 2, 98],
    ]);
  });

  test("a header may put its thread on a line of the thread's own, before the message", () => {
    const head = '2018-01-24 06:29:00,857 - [WARN] - from app.pool.Watch in \nPool-2 housekeeper \n';
    expect(sketch(`${head}lent connection 7\n\tat a.B.c(B.java:1)\n${head}pool is empty`)).toEqual([
      '1: Pool-2 housekeeper  | 2',
      '5: Pool-2 housekeeper  | 1',
    ]);
    expect(sketch(`${head.split('\n')[0]}\npool is empty\nlent connection 7`)).toEqual(['1: pool is empty', '3: lent connection 7']);
  });

  test('too many open streams: the oldest is closed early, and it is counted', () => {
    const out: LogRecord[] = [];
    const assemble = assembler(3);
    for (let i = 1; i <= 5; i++) assemble.feed(line(`2026-11-23 01:00:00,000 INFO app.web: ${i}`, i, { instance: { pod: `p${i}` } }), out);
    assemble.flush(out);
    expect(out.map((r) => r.message)).toEqual(['1', '2', '3', '4', '5']);
    expect(assemble.evicted).toBe(2);
  });

  test('of too many streams one that still speaks is not closed, however long it is known', () => {
    const out: LogRecord[] = [];
    const assemble = assembler(3);
    const feed = (pod: string, i: number): void =>
      assemble.feed(line(`2026-11-23 01:00:00,000 INFO app.web: ${pod}`, i, { instance: { pod } }), out);
    for (let i = 1; i <= 6; i++) {
      feed('lasting', 2 * i);
      feed(`p${i}`, 2 * i + 1);
    }
    expect(out.filter(({ message }) => message === 'lasting')).toHaveLength(5);
    expect(assemble.evicted).toBe(4);
    expect(out.filter(({ message }) => message !== 'lasting').map(({ message }) => message)).toEqual(['p1', 'p2', 'p3', 'p4']);
  });

  test('of thousands of streams those that have ended give their last record and are forgotten, and nothing counts as closed early', () => {
    const out: LogRecord[] = [];
    const assemble = assembler(10_000);
    let fed = 0;
    const feed = (pod: string): void =>
      assemble.feed(line(`2026-11-23 01:00:00,000 INFO app.web: ${pod}`, ++fed, { instance: { pod } }), out);
    for (let i = 0; i < 4200; i++) feed(`old-${i}`);
    for (let i = 0; i < 100_000; i++) feed('lasting');
    expect(out.some(({ message }) => message.startsWith('old'))).toBe(false);
    for (let i = 0; i < 200; i++) feed(`new-${i}`);
    expect(out.filter(({ message }) => message.startsWith('old'))).toHaveLength(4200);
    assemble.flush(out);
    expect(out).toHaveLength(fed);
    expect(assemble.evicted).toBe(0);
  });

  test('no text makes it throw, lose a line or keep one twice', () => {
    const piece = fc.oneof(
      fc.string({ maxLength: 60 }),
      fc.constantFrom('', '\tat a.B.c(B.java:1)', 'Caused by: x', 'Traceback (most recent call last):', '  File "a", line 1', 'goroutine 1 [running]:', '-- 01:02', '{"a":1}', 'pool table', 'row 1', '2026-11-23 01:00:00,000 INFO a: b', 'panic: x', 'ValueError: x', 'DEBUG:a:b'), // prettier-ignore
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (lines) => {
        const clean = lines.map((each) => each.replaceAll('\n', ' '));
        const out = records(clean.join('\n'));
        // Blank lines before the first record belong to nothing.
        const lost = clean.findIndex((each) => shapeOf(each) !== 'blank');
        expect(out.reduce((sum, r) => sum + r.lines, 0)).toBe(lost < 0 ? 0 : Math.max(1, clean.length) - lost);
      }),
      { numRuns: 300 },
    );
  });
});
