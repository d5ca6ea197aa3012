import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clip, clipStart, columns, wrap, wrapAtMost } from '../../src/show/text/fit.ts';

const text = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 120 }), fc.stringMatching(/^[注文確認 a-z😀é%0-9]{0,120}$/u));

describe('lines', () => {
  test('are never wider than they may be, and lose nothing but white space', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 2, max: 60 }), (said, width) => {
        const lines = wrap(said.replaceAll('\n', ' '), width);
        for (const line of lines) expect(columns(line)).toBeLessThanOrEqual(width);
        expect(lines.join('').replace(/\s/g, '')).toBe(said.replace(/\s/g, ''));
      }),
    );
  });
  test('keep a number and its unit together', () => {
    expect(wrap('came back after 14 % of them, at 20 ms or 2 min.', 18)).toEqual([
      'came back after',
      '14 % of them, at',
      '20 ms or 2 min.',
    ]);
  });
  test('break what is no prose behind a mark, and not in the middle of a name', () => {
    const json = '{"level":"INFO","message":"prefetch_waits","shard":7,"question":871}';
    expect(wrap(json, 40)).toEqual(['{"level":"INFO",', '"message":"prefetch_waits","shard":7,', '"question":871}']);
    expect(wrap('com.acme.reports.exporting.ReportExporterService', 30)).toEqual(['com.acme.reports.exporting.', 'ReportExporterService']);
    expect(wrap('ReportExporterServiceOfAllReports', 20)).toEqual(['ReportExporterServic', 'eOfAllReports']);
  });
  test('say that there is more where they may not be as many', () => {
    expect(wrapAtMost('one two three four five', 9, 2)).toEqual(['one two', 'three fo…']);
  });
});

test('what is cut fits, at either end', () => {
  fc.assert(
    fc.property(text, fc.integer({ min: 2, max: 60 }), (said, width) => {
      expect(columns(clip(said, width))).toBeLessThanOrEqual(width);
      expect(columns(clipStart(said, width))).toBeLessThanOrEqual(width);
    }),
  );
  expect(clip('注文確認', 5)).toBe('注文…');
  expect(clipStart('注文確認', 5)).toBe('…確認');
});
