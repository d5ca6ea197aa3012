import { describe, expect, test } from 'vitest';
import { reportSchema } from '../../src/model/report.ts';
import type { Report } from '../../src/model/report.ts';
import { FORMATS, formatOf } from '../../src/show/index.ts';
import * as fixtures from './fixtures.ts';

const ALL = Object.entries(fixtures.ALL);
const shown = async (format: string, report: Report): Promise<string> =>
  [...(await FORMATS[format]!.load())(report, { color: false, width: 80 })].join('');

test('the fixtures are reports', () => {
  for (const [name, report] of ALL) expect(reportSchema.safeParse(report).error, name).toBeUndefined();
});

describe.each(Object.keys(FORMATS))('%s', (format) => {
  test.each(ALL)('of %s is the same twice and holds nothing that a terminal obeys', async (_, report) => {
    const once = await shown(format, report);
    expect(await shown(format, report)).toBe(once);
    expect(once).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
  });
});

test.each([
  ['report.json', 'json'],
  ['a.speedscope.json', 'speedscope'],
  ['a.sarif.json', 'sarif'],
  ['A.MD', 'markdown'],
  ['junit.xml', 'junit'],
  ['report.pdf', undefined],
])('%s asks for %s', (path, format) => expect(formatOf(path)).toBe(format));

describe('JSON', () => {
  test('holds the report, whatever was in it', async () => {
    for (const [, report] of ALL) expect(JSON.parse(await shown('json', report))).toEqual(report);
  });

  test('does not depend on the order in which keys were made', async () => {
    const turned = (value: unknown): unknown =>
      Array.isArray(value) ? value.map(turned) : value !== null && typeof value === 'object' ? Object.fromEntries(Object.entries(value).reverse().map(([k, v]) => [k, turned(v)])) : value; // prettier-ignore
    expect(await shown('json', turned(fixtures.leakWithStacks) as Report)).toBe(await shown('json', fixtures.leakWithStacks));
  });

  test('begins with what a person looks for', async () => {
    expect((await shown('json', fixtures.saturation)).split('\n').slice(0, 8).join('\n')).toMatchInlineSnapshot(`
      "{
        "schemaVersion": "1.0",
        "tool": {
          "name": "leak-stream",
          "version": "0.1.0"
        },
        "verdict": "saturation",
        "summary": "Pool shop-pool was full from 09:30 to 10:10 and recovered: saturation, not a leak.","
    `);
  });
});

test('NDJSON: one finding a line', async () => {
  const lines = (await shown('ndjson', fixtures.leakWithStacks)).trimEnd().split('\n').map((line) => JSON.parse(line) as { kind: string }); // prettier-ignore
  expect(lines.map(({ kind }) => kind)).toEqual(['report', 'pool', 'pool', 'suspect', 'victim', 'victim']);
});

test('folded: root first, weighted by leaked connections, one stack a line', async () => {
  const lines = (await shown('folded', fixtures.leakWithStacks)).split('\n');
  expect(lines[0]).toMatch(
    /^java\.lang\.Thread\.run .*;net\.shop\.report\.ReportExporter\.exportCsv .*;com\.zaxxer\.hikari\.HikariDataSource\.getConnection \(HikariDataSource\.java:128\) 9$/,
  );
  expect(lines[1]).toBe('');
  expect(await shown('folded', fixtures.leakInManyPods)).toBe('POST /orders/{id}/invoice 12\n');
  expect(await shown('folded', fixtures.healthy)).toBe('');
});

test('speedscope: a sampled profile with indexes that exist', async () => {
  const file = JSON.parse(await shown('speedscope', fixtures.leakWithStacks)) as {
    shared: { frames: { name: string }[] };
    profiles: { type: string; samples: number[][]; weights: number[]; endValue: number }[];
  };
  const [profile, counts] = file.profiles;
  expect(profile).toMatchObject({ type: 'sampled', unit: 'milliseconds', startValue: 0, endValue: profile!.weights[0] });
  expect(counts).toMatchObject({ type: 'sampled', unit: 'none', startValue: 0, endValue: 9, weights: [9] });
  const names = profile!.samples[0]!.map((index) => file.shared.frames[index]!.name);
  expect(names[0]).toBe('java.lang.Thread.run');
  expect(names.at(-1)).toBe('com.zaxxer.hikari.HikariDataSource.getConnection');
});
