import { describe, expect, test } from 'vitest';
import { peelAll } from './wrap.ts';

const LOG = [
  '2026-11-23T01:52:09.123Z  WARN 1 --- [l-1 housekeeper] com.zaxxer.hikari.pool.ProxyLeakTask : Connection leak detection triggered',
  '',
  'java.lang.Exception: Apparent connection leak detected',
  '\tat shop.OrderDao.export(OrderDao.java:33)',
  '2026-11-23T01:52:10.001Z  INFO 1 --- [main] shop.Web : GET /orders 200',
];
const inside = (lines: readonly string[]): string[] => peelAll(lines).map(({ text }) => text);

describe('what stands before every line of a paste', () => {
  test.each<readonly [string, (line: string, n: number) => string]>([
    ['a quote', (line) => `> ${line}`],
    ['a quote whose empty lines lost their blank', (line) => (line === '' ? '>' : `> ${line}`)],
    ['four blanks', (line) => `    ${line}`],
    ['two blanks', (line) => `  ${line}`],
    ['comments of a program', (line) => `// ${line}`],
    ['comments, indented', (line) => `\t// ${line}`],
    ['code within a line', (line) => (/^\d/.test(line) ? `\`${line}\`` : line)],
    ['code, quoted', (line) => (/^\d/.test(line) ? `> \`${line}` : `> ${line}`)],
    ['grep -Hn', (line, n) => `logs/app.log:${n}:${line}`],
    ['grep -Hn -C', (line, n) => `app.log${n === 84 || n === 88 ? ':' : '-'}${n}${n === 84 || n === 88 ? ':' : '-'}${line}`],
    ['grep -n', (line, n) => `${n}:${line}`],
    ['less -N', (line, n) => `${String(n).padStart(7)} ${line}`],
    ['cat -n', (line, n) => `${String(n).padStart(6)}\t${line}`],
  ])('%s', (_, wrap) => expect(inside(LOG.map((line, i) => wrap(line, i + 84)))).toEqual(LOG));

  test('the processes of a Procfile, indented or not', () => {
    const lines = [
      '    21:59:23 worker.1 | 2026-01-14T05:59:23.653Z 42480 INFO: start',
      '    21:59:28 web.1    | pool exhausted',
      '    21:59:28 web.1    |',
    ];
    const all = [
      ['2026-01-14T05:59:23.653Z 42480 INFO: start', 'worker.1'],
      ['pool exhausted', 'web.1'],
      ['', 'web.1'],
    ];
    const seen = (some: readonly string[]) => peelAll(some).map(({ text, instance }) => [text, instance.container]);
    expect(seen(lines)).toEqual(all);
    expect(seen(lines.map((line) => line.trimStart()))).toEqual(all);
  });

  test('the server’s own log without a prefix, indented in prose', () => {
    const lines = [
      'The server then says:',
      '',
      '    LOG:  unexpected EOF on client connection with an open transaction',
      '    DETAIL:  none',
    ];
    expect(inside(lines).slice(2)).toEqual(['LOG:  unexpected EOF on client connection with an open transaction', 'DETAIL:  none']);
    // what a client repeats of its server's words stays where it is
    const quoted = ['Error: it failed', '    ERROR:  duplicate key', '    at shop.Dao.save(Dao.java:3)'];
    expect(inside(quoted)).toEqual(quoted);
  });

  test('an address that begins with two strokes is no comment', () => {
    expect(inside(['//cdn.shop.example/a.js', '\t//x'])).toEqual(['//cdn.shop.example/a.js', '\t//x']);
  });

  test('the files that grep names stay apart, its separators are of none', () => {
    const lines = ['a.log:1:2026-11-23T01:52:09Z INFO x', '--', 'b.log:7:2026-11-23T01:52:09Z INFO y', 'b.log-8-more'];
    expect(peelAll(lines).map(({ text, instance }) => [text, instance.container])).toEqual([
      ['2026-11-23T01:52:09Z INFO x', 'a.log'],
      ['--', undefined],
      ['2026-11-23T01:52:09Z INFO y', 'b.log'],
      ['more', 'b.log'],
    ]);
  });

  test('a file whose name goes on with a dash is not the one that is called like its beginning', () => {
    const lines = [
      'x/a.log:2026-11-23 01:52:09 INFO x',
      'x/a.log-1.log:2026-11-23 01:52:09 INFO y',
      'x/a.log-1.log-\tmore',
      'x/a.log-rest',
    ];
    expect(peelAll(lines).map(({ text, instance }) => [text, instance.container])).toEqual([
      ['2026-11-23 01:52:09 INFO x', 'x/a.log'],
      ['2026-11-23 01:52:09 INFO y', 'x/a.log-1.log'],
      ['\tmore', 'x/a.log-1.log'],
      ['rest', 'x/a.log'],
    ]);
  });

  test.each([
    [
      'a log that quotes another below its own line',
      ['2026-11-23T01:52:09Z ERROR child said:', '    2026-11-23T01:52:08Z WARN gone', '    more'],
    ],
    ['a time of day', ['10:26:02,567 INFO x', '10:26:03,567 INFO y']],
    ['a place in a program before the time', ['views.py:33:2026-11-23 01:52:09 INFO x']],
    ['a prompt', ['> select 1', '> {']],
    ['a word in code', ['`pool_size` is 5', '`2 of 5`']],
    ['rows', [' pid | state', '-----+------', '  12 | idle']],
    ['a date with its year first', ['2026-11-23 01:52:09 INFO x', '--', '2026-11-23 01:52:10 INFO y']],
  ])('%s stays as it is', (_, lines) => expect(inside(lines)).toEqual(lines));
});

describe('platforms', () => {
  const stamped = '2026-11-23T01:52:09.12+0000 [APP/PROC/WEB/0] OUT';
  test.each([
    ['cf logs', '   '],
    ['cf logs, indent lost', ''],
  ])('%s', (_, indent) => {
    const peeled = peelAll(LOG.map((line) => `${indent}${stamped} ${line}`));
    expect(peeled.map(({ text }) => text)).toEqual(LOG);
    expect(peeled[2]).toMatchObject({
      stream: 'stdout',
      instance: { container: 'APP/PROC/WEB/0' },
      at: Date.parse('2026-11-23T01:52:09.120Z'),
    });
  });

  test('awslogs', () => {
    expect(inside(LOG.map((line) => `/ecs/shop web/app/0af3 2026-11-23T01:52:09.123Z ${line}`))).toEqual(LOG);
    expect(inside(LOG.map((line) => `/ecs/shop web/app/0af3         2026-11-23T01:52:09.123Z ${line}`))).toEqual(LOG);
    expect(inside(LOG.map((line) => `shop/0af3 2026-11-23T01:52:09.123Z ${line}`))).toEqual(LOG);
    expect(inside(['shop/http 2026-11-23T01:52:09Z listening'])).toEqual(['shop/http 2026-11-23T01:52:09Z listening']);
  });

  test('stern, of a pod whose name its container begins', () => {
    expect(inside(LOG.map((line) => `orders-main orders ${line}`))).toEqual(LOG);
    expect(inside(['orders-main orders shipped'])).toEqual(['orders-main orders shipped']);
  });
});
