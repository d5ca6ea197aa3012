import { expect, it } from 'vitest';
import { plugins } from '../../parsers/index.ts';
import { lostIn } from '../../src/read/context/lost.ts';
import { readText } from './support.ts';

it.each([
  ['Suppressed 1523 messages from shop.service', 1523],
  ['[systemd-journald] Suppressed 917 messages from /system.slice/shop.service', 917],
  ['imjournal: 236 messages lost due to rate-limiting (20000 allowed within 600 seconds)', 236],
  ['imuxsock[pid: 51, name: /usr/bin/shop]: 48 messages lost due to rate-limiting', 48],
  ['imuxsock lost 27 messages from pid 1234 due to rate-limiting', 27],
  ['Discarded 1,203 messages due to full event buffer including: order placed', 1203],
  ['Discarded 12 messages due to a full event buffer including: order placed', 12],
  ['Async queue is full, discarding event with level DEBUG. This message will only appear once; future events from INFO are silently discarded until queue capacity becomes available.', 0],
  ['slog-async: logger dropped messages due to channel overflow, count: 15', 15],
  ['Log message output too high. We\'ve dropped 100 messages', 100],
  ['Log message output is too high. 100 messages dropped (Total 300 messages dropped) from doppler to syslog://logs.example:514.', 100],
  ['app instance exceeded log rate limit (16384 bytes/sec)', 0],
  ['app instance exceeded log rate limit (100 log-lines/sec) set by platform operator', 0],
  ['Railway rate limit of 500 logs/sec reached for replica, update your application to reduce the logging rate. Messages dropped: 50', 50],
  ['2026/11/23 01:00:00 Server dropped following entries due to slow client', 0],
  ['server dropped following entries due to slow client', 0],
  ['#14 4529.2 [output clipped, log limit 2MiB reached]', 0],
])('%s', (message, lines) => expect(lostIn({ message, tail: [] })).toEqual({ lines })); // prettier-ignore

it.each([
  ['Error L10 (output buffer overflow): 491 messages dropped since 2026-09-15T16:22:24+00:00.', 491],
  ['Error L12: 2 messages dropped since 2026-09-15T16:22:24+00:00', 2],
  ['L11 (Tail buffer overflow) -> This tail session dropped 1101 messages since 2026-09-15T16:22:24Z', 1101],
])('%s: and since when', (message, lines) => {
  expect(lostIn({ message, tail: [] })).toEqual({ lines, since: Date.UTC(2026, 8, 15, 16, 22, 24) });
});

it.each([
  'Suppressed 3 warnings',
  'mail: unSuppressed 3 messages from Ann',
  '12 messages lost in transit',
  '12 messages dropped since yesterday',
  'Discarded 12 messages of the queue',
  'the async queue is full',
  'client exceeded log rate limit',
  'Server dropped following entries due to slow client: no',
  '',
])('%s: tells of none', (message) => expect(lostIn({ message, tail: [] })).toBeUndefined());

it.each<[string, string[], boolean]>([
  ['--', [], true],
  ['--', ['\tat shop.Orders.load(Orders.java:31)', ''], true],
  ['--', ['-- all orders', 'SELECT 1'], false],
  ['-- ', [], false],
  ['---', [], false],
])('%j with %j behind it is what grep puts between two parts: %s', (message, tail, is) => {
  expect(lostIn({ message, tail })).toEqual(is ? { lines: 0 } : undefined);
});

it.each([
  ['grep', ''],
  ['grep -H', 'app.log'],
])('what %s finds with its context is known to lack the lines between', async (_, name) => {
  const report = (second: string, id: string): string[] => [
    `2026-11-23 01:00:${second}.000 WARN 7 --- [l-1 housekeeper] com.zaxxer.hikari.pool.ProxyLeakTask : Connection leak detection triggered for PgConnection@${id} on thread exec-1, stack trace follows`,
    'java.lang.Exception: Apparent connection leak detected',
    '\tat shop.Orders.load(Orders.java:31)',
    `2026-11-23 01:00:${second}.500 INFO 7 --- [exec-1] shop.Orders : order placed`,
  ];
  const dressed = (lines: string[]): string[] => lines.map((line, i) => (name === '' ? line : `${name}${i === 0 ? ':' : '-'}${line}`));
  const lines = [...dressed(report('01', '1a')), '--', ...dressed(report('41', '1b')), '--', ...dressed(report('59', '1c'))];
  const { events } = await readText(`${lines.join('\n')}\n`, { plugins });
  expect(events.flatMap((event) => (event.kind === 'context' && event.lost !== undefined ? [event.line] : []))).toEqual([5, 10]);
  expect(events.filter(({ kind }) => kind === 'leak-reported')).toHaveLength(3);
});

it('they are told where no pool needs ordinary lines, once one has spoken, and however the log is read', async () => {
  const lines = Array.from({ length: 2000 }, (_, i) => {
    const stamp = new Date(Date.UTC(2026, 10, 23, 1, 0, i)).toISOString();
    if (i === 1000) return `${stamp} shop shop[7]: WARN ProxyLeakTask : Connection leak detection triggered for PgConnection@5f5f5f on thread main, stack trace follows`; // prettier-ignore
    if (i === 1500 || i === 1700) return `${stamp} shop systemd-journald[300]: Suppressed 1523 messages from shop.service`;
    return `${stamp} shop shop[7]: INFO com.acme.Orders : order placed`;
  });
  for (const whole of [false, true]) {
    const { events } = await readText(lines.join('\n'), { plugins, whole });
    expect(events.filter((event) => event.kind === 'context' && event.lost !== undefined)).toMatchObject([
      { line: 1501, lost: 1523, rule: 'lines-missing', runtime: 'hikaricp', instance: { pid: '300' } },
      { line: 1701, lost: 1523 },
    ]);
  }
});

it('they go on with no stack, and with no such line before', async () => {
  const journal = (seconds: number, who: string, text: string): string => `Nov 23 01:00:${seconds} shop ${who}: ${text}\n`;
  const text =
    journal(10, 'shop[7]', '2026-11-23 01:00:10 ERROR Connection leak detection triggered for PgConnection@5f5f5f on thread main, stack trace follows') + // prettier-ignore
    journal(10, 'shop[7]', '\tat com.acme.Orders.get(Orders.java:7)') +
    journal(10, 'shop[7]', '2026-11-23 01:00:10 INFO done') +
    journal(11, 'systemd-journald[300]', 'Suppressed 3 messages from shop.service') +
    journal(12, 'systemd-journald[300]', 'Suppressed 4 messages from shop.service');
  const { events } = await readText(text, { plugins });
  expect(events.flatMap((event) => (event.kind === 'context' && event.lost !== undefined ? [event.lost] : []))).toEqual([3, 4]);
});
