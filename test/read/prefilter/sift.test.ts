import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inTurn } from '../../turn.ts';
import { plugins } from '../../../parsers/index.ts';
import { definePlugin } from '../../../src/plugin/index.ts';
import { HintIndex } from '../../../src/read/hints/index.ts';
import { CompiledLines } from '../../../src/read/prefilter/scan/compiled-lines.ts';
import { Sift } from '../../../src/read/prefilter/index.ts';
import type { SiftOptions } from '../../../src/read/prefilter/index.ts';
import type { LineScan } from '../../../src/read/prefilter/scan/line-scan.ts';
import { PlainLines } from '../../../src/read/prefilter/scan/plain-lines.ts';
import { testPool } from '../support.ts';
import { cutAt, readWay } from './both-ways.ts';
import { DRESSES } from './dressed.ts';
import type { Dress } from './dressed.ts';

const terse = definePlugin({ ...testPool, context: false });
const SETS = [[terse], [testPool], plugins, plugins.filter(({ context }) => context !== true)];

const POD = (n: number): string => `[pod/orders-7c9f8d6b5-${'bcdfg'[n] ?? 'h'}xk2p/app] `;
const iso = (ms: number): string => new Date(Date.UTC(2026, 10, 23, 1, 0, 0) + ms).toISOString();
/** What stands behind the stamp, and under the line. `lent connection` is a hint, and `pool is empty` on a line of its own. */
const RECORDS = [
  ' INFO 1 --- [exec-1] c.e.web.Orders : GET /orders/7 200 5ms',
  ' INFO 1 --- [exec-2] c.e.web.Orders : GET /orders/7 200 5ms',
  ' INFO 7 --- [exec-2] c.e.web.Orders : another process',
  ' WARN 1 --- [exec-2] c.e.web.Orders : slow\r',
  ' INFO 1 --- [exec-1] c.e.web.Orders : lent connection c1',
  ' INFO 1 --- [exec-1] c.e.web.Orders : took back connection c1',
  ' INFO 1 --- [exec-1] c.e.web.Orders : \x1b[31mlent \x1b[0mconnection c2',
  ' INFO 1 --- [exec-1] c.e.web.Orders : lent\rconnection c3',
  ' INFO 1 --- [exec-1] c.e.web.Orders : lent\u00a0connection c4',
  ' INFO 1 --- [exec-1] c.e.web.Orders : the pool table of nobody',
  ' WARN 1 --- [exec-1] c.e.web.Orders : connection not returned to the pool for 45 s',
  ' ERROR 1 --- [exec-1] c.e.web.Orders : failed\njava.lang.IllegalStateException: no\n\tat c.e.Orders.get(Orders.java:7)\n\tat c.e.Main.run(Main.java:1)',
  ' ERROR 1 --- [exec-1] c.e.web.Orders : failed\njava.lang.IllegalStateException: pool is empty\n\tat c.e.Orders.get(Orders.java:7)',
  ' DEBUG 1 --- [exec-1] org.hibernate.SQL : select *\nfrom orders\nwhere id = 7',
  ` INFO 1 --- [exec-1] c.e.web.Orders : ${'long '.repeat(1000)}`,
  ' INFO 1 --- [housekeeper] c.z.h.p.HikariPool : HikariPool-1 - Pool stats (total=10, active=3, idle=7, waiting=0)',
  ' INFO 1 --- [exec-1] c.e.web.Orders : done (took 5 ms)',
  ' INFO 1 --- [exec-1] c.e.web.Orders : done [a] [b]',
  ' INFO 1 --- [exec-1] c.e.web.Orders : at c.e.Orders.get(Orders.java:7)',
  ' INFO 1 --- [exec-1] c.e.web.Orders : at c.e.Orders.get(Orders.java:7) ~[app.jar:1]',
  ' [12] LOG:  checkpoint starting',
  '\tINFO\tapp\tcolumns',
  ' |x| pool table\n2026-11-23 01:00:00 | 1',
];
const BARE = [
  'no stamp at all',
  '',
  '\tat c.e.Lost.frame(Lost.java:1)',
  'lent connection c9',
  '{"time":"2026-11-23T01:00:00Z","msg":"json"}',
];

/** A log of one or several pods whose clock mostly goes on; in a calm one nearly all lines are ordinary. */
const logOf = (calm: number, steps: readonly number[], maxLength: number) =>
  fc
    .tuple(
      fc.constantFrom(0, 0, 1, 3),
      fc.array(fc.tuple(fc.nat(4), fc.nat(RECORDS.length * calm), fc.constantFrom(...steps)), { maxLength, size: 'max' }),
      fc.boolean(),
      fc.constantFrom(...DRESSES, DRESSES[0] as Dress),
    )
    .map(([pods, lines, doubled, dress]) => {
      let now = 0;
      return lines
        .flatMap(([pod, kind, step], n) => {
          now += step;
          const dressed = (text: string): string => (kind % 37 === 36 ? text : dress.line(text, iso(now), n * 5 + kind));
          const prefix = pods > 0 ? POD(pod % pods) : '';
          const outer = doubled && pods > 0 ? `${iso(now).slice(0, -1)}123456Z ` : '';
          // Ordinary lines are in the majority, as in a log.
          const record = kind < RECORDS.length ? RECORDS[kind] : RECORDS[kind % 3];
          const bare = kind === RECORDS.length * calm ? BARE[pod] : undefined;
          const text = bare ?? `${iso(now)}${record ?? ''}`;
          const whole = dress.record !== undefined && bare === undefined ? dress.record(text, iso(now), n * 7 + kind) : text;
          return whole.split('\n').map((line) => `${prefix}${outer}${dressed(line)}\n`);
        })
        .join('');
    });

const wild = logOf(5, [0, 1, 40, 900, 4000, 12_000, -500], 160);
const calm = logOf(40, [0, 0, 1, 1, 2, 3, 40, 4000], 400);

describe('sifted and whole', () => {
  test('a line of which most is cut off keeps the places of what follows', async () => {
    const long = (size: number): string => `${iso(0)} INFO 1 --- [a] b.C : ${'x'.repeat(size)}\n`;
    const bytes = Buffer.from([long(10), long(3 << 20), `${iso(20)} INFO 1 --- [a] b.C : lent connection c1\n`, long(1 << 20), long((1 << 20) - 5), `${iso(60)} INFO 1 --- [a] b.C : lent connection c2\n`, long(2 << 20).trimEnd()].join('')); // prettier-ignore
    for (const step of [bytes.length, 1 << 20, 70_001]) {
      const pieces = cutAt(
        bytes,
        Array.from({ length: Math.ceil(bytes.length / step) }, (_, i) => i * step),
      );
      expect(await readWay(pieces, { plugins: [testPool], whole: false })).toEqual(
        await readWay([bytes], { plugins: [testPool], whole: true }),
      );
    }
  });

  const ordinary = (n: number): string => `${iso(n * 100)} INFO [exec-1] c.e.web.Orders - GET /orders/${n} 200`;
  const stack = (n: number): string[] => [ordinary(n), 'java.lang.IllegalStateException: no', '\tat c.e.Orders.get(Orders.java:7)'];
  /** Lines of one beginning, of which only the first kind begins records; where ten seconds begin stands the other. */
  const goesOn = (n: number, first: string, more: string): string => (n % 100 < 10 ? more : first);
  test.each<[string, (n: number) => string]>([
    ['a level before a number or a word', (n) => goesOn(n, 'ERROR conn (5)', 'ERROR 1040 (HY000)')],
    ['a level in small letters', (n) => goesOn(n, 'error: no more', 'table: no more')],
    ['a level in brackets', (n) => goesOn(n, '[error] no', '[table] no')],
    ['a time without a date', (n) => `${iso(n * 100 - 700).slice(11, 23)} [exec-1] INFO  c.e.web.Orders - GET /orders/${n} 200`],
    ['a time behind the level', (n) => `INFO  ${iso(n * 100 - 700)} [exec-1] c.e.web.Orders - GET /orders/${n} 200`],
    [
      'a time in two fields',
      (n) => JSON.stringify({ timestampSeconds: Math.floor(Date.parse(iso(n * 100 - 700)) / 1000), message: `GET /orders/${n} 200` }),
    ],
  ])('behind a collector’s stamp, %s', async (_, line) => {
    const lines = (n: number): string[] => (n < 20 ? stack(n) : n === 30 ? [`${ordinary(n)} lent connection c1`] : [line(n)]);
    const text = Array.from({ length: 600 }, (_, n) =>
      lines(n)
        .map((each) => `${iso(n * 100).slice(0, -1)}123456Z ${each}\n`)
        .join(''),
    ).join('');
    const way = { plugins: [terse], first: { ofSource: 100, ofPod: 20 } };
    const whole = await readWay([Buffer.from(text)], { ...way, whole: true });
    expect(await readWay([Buffer.from(text)], { ...way, whole: false })).toEqual(whole);
  });

  test.each([0, 40])('threads behind the message from line %i on', async (from) => {
    const said = (n: number): string => (n % 25 === 24 ? `lent connection c${n}` : `sent ${n}`);
    const line = (n: number): string => `${iso(n * 700)} INFO ${said(n)}${n < from ? '' : ` (mq-${n % 3})`}\n`;
    const bytes = Buffer.from(Array.from({ length: 900 }, (_, n) => line(n)).join(''));
    const way = { plugins: [terse], first: { ofSource: 100, ofPod: 20 } };
    const whole = (await readWay([bytes], { ...way, whole: true })) as { events: { thread?: string }[] };
    expect(await readWay([bytes], { ...way, whole: false })).toEqual(whole);
    expect(whole.events.at(-1)?.thread).toBe(from === 0 ? 'mq-2' : undefined);
  });

  test('any log in any pieces gives the same events and the same summary', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(wild, calm),
        fc.array(fc.nat(), { maxLength: 6 }),
        fc.nat(SETS.length - 1),
        fc.constantFrom(0, 3, 20),
        fc.constantFrom(undefined, 5_000),
        async (text, at, set, first, since) => {
          const bytes = Buffer.from(text.length % 2 === 0 ? text : text.slice(0, -1));
          const way = { plugins: SETS[set] ?? [], ...(since === undefined ? {} : { since: Date.parse(iso(since)) }) };
          const sifted = await readWay(cutAt(bytes, at), { ...way, whole: false, first: { ofSource: first, ofPod: first } });
          expect(sifted).toEqual(await readWay([bytes], { ...way, whole: true }));
        },
      ),
      // To make a long log shorter takes more than ten minutes; the seed tells which one it was.
      { numRuns: 60, endOnFailure: true },
    );
  }, 120_000);

  test('every sample gives the same, with and without plug-ins that ask for context', async () => {
    const folder = fileURLToPath(new URL('../../../samples', import.meta.url));
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((name) => join(folder, name))
      .filter((path) => /\.(?:log|txt)$/.test(path) && statSync(path).size < 200_000)
      .filter((_, i) => inTurn(i, 2));
    expect(files.length).toBeGreaterThan(5);
    for (const path of files) {
      const bytes = readFileSync(path);
      for (const set of SETS.slice(2)) {
        const sifted = await readWay(cutAt(bytes, [1_000, 70_001]), { plugins: set, whole: false, first: { ofSource: 0, ofPod: 0 } });
        expect(sifted, path).toEqual(await readWay([bytes], { plugins: set, whole: true }));
      }
    }
  }, 120_000);
});

describe('sifted and whole, as container runtimes keep it', () => {
  const folder = fileURLToPath(new URL('../../../samples', import.meta.url));
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name));
  const files = paths.filter((path) => /\.log$/.test(path) && statSync(path).size < 60_000).filter((_, i) => inTurn(i, 2));
  test.each(DRESSES.filter(({ name }) => name === 'cri' || name === 'docker'))(
    'every sample gives the same in $name',
    async ({ line }) => {
      expect(files.length).toBeGreaterThan(5);
      for (const path of files) {
        const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
        const bytes = Buffer.from(lines.map((text, i) => `${line(text, iso(i * 40), i)}\n`).join(''));
        const sifted = await readWay(cutAt(bytes, [1_000, 70_001]), { plugins, whole: false, first: { ofSource: 0, ofPod: 0 } });
        expect(sifted, path).toEqual(await readWay([bytes], { plugins, whole: true }));
      }
    },
    120_000,
  );
});

/** What a sift passes on, and where it stood, of a log in blocks. */
function sifted(text: string, at: readonly number[], options: Pick<SiftOptions, 'hints' | 'scanOf' | 'spanned'>): unknown {
  const sift = new Sift({ ...options, zone: {}, skipped: 0, first: { ofSource: 2, ofPod: 2 } });
  const bytes = Buffer.from(text);
  const ends = [...bytes.entries()].flatMap(([place, byte]) => (byte === 10 ? [place + 1] : []));
  const cuts = [...new Set([0, ...at.map((n) => ends[n % ends.length] ?? 0), bytes.length])].sort((a, b) => a - b);
  const passed: (Buffer | undefined)[] = [];
  cuts.slice(1).forEach((to, i) => {
    const block = Buffer.from(bytes.subarray(cuts[i], to));
    sift.take(block, 0, block.length);
    sift.groups.settle(block);
    passed.push(sift.passed.take());
    // A block is used again two blocks later.
    if (i >= 2) old[i - 2]?.fill(0x21);
    old.push(block);
  });
  sift.groups.end();
  return {
    passed: [...passed, sift.passed.take()].map((piece) => piece?.toString()),
    jumps: sift.passed.jumps,
    lines: sift.lines,
    bytes: sift.bytes,
  };
}
let old: Buffer[] = [];

describe('compiled and not', () => {
  const app = (ms: number, process: number): string => `${iso(ms)} INFO ${process} --- [exec-1] c.e.web.Orders : GET /orders/7 200 5ms\n`;
  const docker = (n: number, log: string): string =>
    `${JSON.stringify({ log: `${log}\n`, stream: n % 3 === 0 ? 'stderr' : 'stdout', time: iso(n) })}\n`;
  /** What may follow the stamp of a line that Docker keeps. */
  const INSIDE = [
    ' INFO 1 --- [exec-1] c.e.web.Orders : GET /orders/7 200 5ms',
    'Z stdout F 2026-11-23T01:00:00.001Z INFO 1 --- [exec-1] c.e.web.Orders : GET /orders/7 200',
    '+01:00 [exec-1] INFO c.e.web.Orders - GET /orders/7 200 5ms',
    ' 2026-11-23T01:00:00.001Z INFO 1 --- [exec-1] c.e.web.Orders : GET /orders/7 200',
    ' {7} {8} {9} {10}',
    ' INFO 2 --- [exec-1] c.e.web.Orders : \tat c.e.Orders.get(Orders.java:7)',
    ' INFO 2 --- [exec-1] c.e.web.Orders : at c.e.Orders.get(Orders.java:7)',
    '] [7] [INFO] Booting worker with pid: 7',
    ' [INFO] c.e',
  ];
  const many = (line: (n: number) => string): string => Array.from({ length: 60 }, (_, n) => line(n)).join('');
  test.each([
    [
      'a stamp just before the next ten seconds',
      many((n) => app(20_000 + n, 1 + (n % 2))) + app(29_998, 1) + app(29_999, 2) + app(30_001, 2),
    ],
    [
      'a stack of one pod below lines of a container runtime',
      many((n) => `2026-11-23T01:00:00.000000${100 + n}Z stderr F ${app(n, 1)}`) +
        many((n) => POD(n % 2) + app(n, 1)) +
        `${POD(1)}java.lang.IllegalStateException: no\n${POD(1)}\tat c.e.Orders.get(Orders.java:7)\n` +
        many((n) => POD(n % 2) + app(60 + n, 1)),
    ],
    [
      'what stands behind the stamp in Docker’s files',
      many((n) => docker(n, `${iso(n)} INFO 1 --- [exec-1] c.e.web.Orders : GET /orders/${n} 200`)) +
        INSIDE.map((behind, i) => many((n) => docker(100 * i + n, `${n % 7 === 6 ? '[' : ''}${iso(n)}${behind}`))).join(''),
    ],
  ])('%s is judged alike', (_, text) => {
    const options = { hints: new HintIndex(SETS[0] ?? []), spanned: false };
    const way = (scanOf: SiftOptions['scanOf']): unknown => {
      old = [];
      return sifted(text, [], { ...options, ...(scanOf && { scanOf }) });
    };
    expect(way((texts) => CompiledLines.of(texts) as CompiledLines)).toEqual(way((texts) => new PlainLines(texts)));
  });

  test('the same lines are passed over, in blocks that are used again', () => {
    let skipped = 0;
    const counted = (texts: readonly string[]): LineScan => {
      const scan = CompiledLines.of(texts) as CompiledLines;
      const skip = scan.skip.bind(scan);
      scan.skip = (...where) => {
        const until = skip(...where);
        if (until > where[0]) skipped += scan.skipped;
        return until;
      };
      return scan;
    };
    fc.assert(
      fc.property(
        fc.array(fc.oneof(wild, calm), { maxLength: 3, size: 'max' }),
        fc.array(fc.nat(), { maxLength: 9 }),
        fc.nat(SETS.length - 1),
        fc.boolean(),
        (logs, at, set, spanned) => {
          const text = logs.join('');
          const hints = new HintIndex(SETS[set] ?? []);
          const results = [(texts: readonly string[]) => new PlainLines(texts), counted].map((scanOf) => {
            old = [];
            return sifted(text, at, { hints, scanOf, spanned });
          });
          expect(results[1]).toEqual(results[0]);
        },
      ),
      { numRuns: 100, endOnFailure: true },
    );
    expect(skipped).toBeGreaterThan(100);
  }, 120_000);
});

describe('the prefilter', () => {
  test.each(DRESSES)('passes over most of a log in which little happens, $name', ({ line, record }) => {
    const sift = new Sift({ hints: new HintIndex(plugins), zone: {}, skipped: 0, spanned: false });
    const lines = Array.from({ length: 20_000 }, (_, i) => {
      const text = `${iso(i * 5)} INFO 1 --- [exec-${i % 9}] c.e.web.Orders : GET /orders/${i} 200`;
      // No line is cut in two, and of the records of JSON these are sure.
      const n = 31 * i;
      return `${line(record?.(text, iso(i * 5), i % 7 === 0 ? 1 : 23 * i) ?? text, iso(i * 5), n)}\n`;
    });
    const bytes = Buffer.from(lines.join(''));
    sift.take(bytes, 0, bytes.length);
    sift.groups.end();
    expect(sift.lines).toBe(20_000);
    expect(sift.bytes).toBe(bytes.length);
    expect(sift.passed.bytes).toBeLessThan(bytes.length * 0.15);
  });

  test('goes on passing over behind a long record in a Docker file that may be read with its context', () => {
    const at = (i: number): string => iso(i * 5);
    const docker = (i: number, record: object): string =>
      `${JSON.stringify({ log: `${JSON.stringify({ time: at(i), level: 'info', ...record })}\n`, stream: 'stdout', time: at(i) })}\n`;
    const long = { msg: 'lent connection c1', stack_trace: 'at c.e.Orders.get(Orders.java:7)\n'.repeat(200) };
    const text = Array.from({ length: 9_000 }, (_, i) => docker(i, i === 3_000 ? long : { msg: `GET /orders/${i} 200` })).join('');
    const sift = new Sift({ hints: new HintIndex([terse]), zone: {}, skipped: 0, spanned: false });
    sift.take(Buffer.from(text), 0, text.length);
    sift.groups.end();
    expect(sift.passed.bytes).toBeGreaterThan(long.stack_trace.length);
    expect(sift.passed.bytes).toBeLessThan(text.length * 0.15);
  });
});
