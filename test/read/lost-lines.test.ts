import { expect, it } from 'vitest';
import { lostIn } from '../../src/read/context/lost.ts';

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
