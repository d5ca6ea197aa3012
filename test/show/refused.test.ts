import { expect, test } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { FORMATS } from '../../src/show/index.ts';
import { refusedText } from '../../src/show/refused.ts';
import * as fixtures from './fixtures.ts';

const refused = {
  count: 39,
  firstAt: '2026-03-14T10:02:00Z',
  lastAt: '2026-03-14T10:57:32Z',
  text: 'The limit is the server’s.',
  evidence: [],
};
const turnedAway: Report = { ...fixtures.leakWithStacks, refused };

test.each(['text', 'html', 'markdown'])('%s tells how many connections the database turned away, and when', async (format) => {
  const show = await FORMATS[format]!.load();
  const shown = (report: Report): string => [...show(report, { width: 200, color: false })].join('');
  expect(shown(turnedAway)).toContain(
    '39 connections turned away by the database server, first 2026-03-14 10:02:00Z, last 10:57:32Z (56 min).',
  );
  expect(shown(fixtures.leakWithStacks)).not.toContain('turned away by');
});

test('without times, and by a pooler', () => {
  const one = { ...refused, count: 1, firstAt: null, lastAt: null, limit: 'pooler' as const };
  expect(refusedText({ ...turnedAway, refused: one })).toBe('1 connection turned away by the pooler. The limit is the server’s.');
});
