import { expect, it } from 'vitest';
import { plugins } from '../../parsers/index.ts';
import { lostIn } from '../../src/read/context/lost.ts';
import { readText } from './support.ts';

it('lines that a rate limit dropped are told by journald and rsyslog', () => {
  expect(lostIn('Suppressed 1523 messages from shop.service')).toBe(1523);
  expect(lostIn('[systemd-journald] Suppressed 917 messages from /system.slice/shop.service')).toBe(917);
  expect(lostIn('imjournal: 236 messages lost due to rate-limiting (20000 allowed within 600 seconds)')).toBe(236);
  expect(lostIn('imuxsock[pid: 51, name: /usr/bin/shop]: 48 messages lost due to rate-limiting')).toBe(48);
  expect(lostIn('imuxsock lost 27 messages from pid 1234 due to rate-limiting')).toBe(27);
});

it('other lines tell of none', () => {
  expect(lostIn('Suppressed 3 warnings')).toBeUndefined();
  expect(lostIn('mail: unSuppressed 3 messages from Ann')).toBeUndefined();
  expect(lostIn('12 messages lost in transit')).toBeUndefined();
  expect(lostIn('')).toBeUndefined();
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
