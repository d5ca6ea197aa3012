import fc from 'fast-check';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { analyze } from '../../src/index.ts';
import { Findings } from '../../src/live/findings.ts';
import { view } from '../../src/live/view.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { PoolReport, Report } from '../../src/model/report.ts';
import { columns } from '../../src/show/text/fit.ts';

const SAMPLES = fileURLToPath(new URL('../../samples', import.meta.url));
let report: Report;
let events: Finding[];

beforeAll(async () => {
  report = await analyze([`${SAMPLES}/hikaricp/three-pods/app.log`, `${SAMPLES}/go-dbstats/exhausted/app.log`]);
  events = new Findings().update(report);
});

const text = (width: number, height: number): string[] => view(report, { width, height, events }).map((line) => line.text);

test('the view tells what pools hold of what they may, who is suspected, and what happened last', () => {
  const lines = text(200, 40);
  expect(lines.join('\n')).toMatch(/leak .*HikariPool-1 @ orders-7c9f8d6b5-9zqmd.*\d+\/10 +floor \d/);
  expect(lines.join('\n')).toMatch(/lost .*exportCsv \(ReportExporter\.java:\d+\)/);
  expect(lines.findIndex((line) => line.startsWith('POOLS'))).toBeLessThan(lines.indexOf('SUSPECTS'));
  expect(lines.slice(lines.indexOf('LAST FINDINGS')).join('\n')).toContain('confirmed');
});

test('where nothing of a pool has come it says what to do', () => {
  const at = (total: number): string => {
    const input = { ...report.input, timeRange: null, lines: { ...report.input.lines, total } };
    return view({ ...report, input, pools: [], suspects: [] }, { width: 80, height: 24, events: [] }).map((line) => line.text).join('\n'); // prettier-ignore
  };
  expect(at(0)).toContain('waiting for lines');
  expect(at(0)).not.toContain('recipe');
  expect(at(3000)).toContain('no line of a pool yet  3,000 lines');
  expect(at(3000)).toContain('leak-stream recipe');
});

test('it fits every terminal', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 250 }), fc.integer({ min: 1, max: 80 }), (width, height) => {
      const lines = text(width, height);
      expect(lines.length).toBeLessThanOrEqual(height);
      for (const line of lines) expect(columns(line)).toBeLessThanOrEqual(width);
    }),
  );
});

test('where there are too many pools for the screen, the other parts are still seen, and the worst pools', () => {
  const [pool] = report.pools;
  const pools = Array.from({ length: 500 }, (_, i) => ({
    ...pool!,
    id: `p${i}`,
    verdict: i === 400 ? ('leak' as const) : ('healthy' as const),
    name: `n${i}`,
  }));
  const lines = view({ ...report, pools }, { width: 100, height: 24, events }).map((line) => line.text); // prettier-ignore
  expect(lines).toContain('SUSPECTS');
  expect(lines).toContain('LAST FINDINGS');
  expect(lines[3]).toContain('n400');
  expect(lines.join('\n')).toMatch(/and \d+ more/);
});

test('the most urgent pools come first, those of pods that are gone last, and the title counts them', () => {
  const [pool] = report.pools;
  const at = (minutes: number): string => new Date(Date.UTC(2026, 2, 1) + minutes * 60_000).toISOString();
  const series = (minutes: number) => [minutes - 1, minutes].map((one) => ({ at: at(one), min: 1, max: 1 }));
  const named = (name: string, more: Partial<PoolReport>, minutes = 600): PoolReport => {
    const { exhaustion: _, ...rest } = pool!;
    return { ...rest, id: name, name, verdict: 'leak', acquireTimeouts: 0, max: 10, inUse: { first: 0, last: 1, peak: 1, floor: [], series: series(minutes) }, ...more }; // prettier-ignore
  };
  const pools = [
    named('well', { verdict: 'healthy' }),
    named('left', { acquireTimeouts: 99 }, 500),
    named('late', { exhaustion: { eta: at(2000), from: at(1900), to: at(2100) } }),
    named('calm', {}),
    named('soon', { exhaustion: { eta: at(700), from: at(690), to: at(710) } }),
    named('dry', { acquireTimeouts: 3 }),
  ];
  const input = { ...report.input, timeRange: { from: at(0), to: at(601) } };
  const lines = view({ ...report, input, pools }, { width: 100, height: 40, events }).map((line) => line.text); // prettier-ignore
  expect(lines[2]).toBe('POOLS  4 leak, 1 healthy, 1 gone');
  const shown = lines.slice(3, 9).map((line) => /^ {2}[a-z-]+ +(\w+)/.exec(line)?.[1]);
  expect(shown).toEqual(['dry', 'soon', 'late', 'calm', 'well', 'left']);
  expect(lines[8]).toContain('gone');
  expect(lines[7]).not.toContain('gone');
});

test('a pool without a name is called by its pod where there is no room for more', () => {
  const [pool] = report.pools;
  const { name: _, ...rest } = pool!;
  const pools = [{ ...rest, runtime: 'sqlalchemy', instance: { pod: 'billing-7c9f8d6b-44vqj', pid: '10094' } }, pool!] as PoolReport[];
  const lines = (width: number): string => view({ ...report, pools }, { width, height: 40, events }).map((line) => line.text).join('\n'); // prettier-ignore
  expect(lines(80)).toMatch(/ billing-\S*-44vqj /);
  expect(lines(80)).not.toContain('sqlalchemy');
  expect(lines(200)).toContain('sqlalchemy @ billing-7c9f8d6b-44vqj [10094]');
});

test('nothing that a log says can move the cursor', () => {
  const [suspect] = report.suspects;
  const hostile = { ...report, suspects: [{ ...suspect!, callSite: null, route: 'GET /\u001b[2J\u0007\r\nx' }] };
  expect(view(hostile, { width: 100, height: 24, events }).map((line) => line.text).join('\n')).not.toMatch(/[\u001b\u0007\r]/); // prettier-ignore
});

test('where names are long, what tells them apart is left, and numbers outlive the bar', () => {
  const [pool] = report.pools;
  const suspect = report.suspects.find(({ callSite }) => callSite?.module?.includes('.'));
  const instance = { pod: 'shop-orders-of-all-countries-68f9d4cc7b-x7q2z', pid: '1234567', restart: 0 };
  const pools = [{ ...pool!, name: 'orders', instance, verdict: 'leak' as const, inUse: { ...pool!.inUse!, last: 7 }, max: 10 }];
  const at = (width: number): string => view({ ...report, pools }, { width, height: 24, events }).map((line) => line.text).join('\n'); // prettier-ignore
  expect(at(80)).toMatch(/orders @ s…\S*x7q2z +███████░░░ +7\/10/);
  expect(at(40)).toMatch(/ord\S*…\S*2z +7\/10/);
  expect(at(200)).toContain('orders @ shop-orders-of-all-countries-68f9d4cc7b-x7q2z');
  const { module = '' } = suspect!.callSite!;
  expect(at(200)).toContain(module);
  expect(at(60)).not.toContain(module);
  expect(at(60)).toContain(`${module.slice(module.lastIndexOf('.') + 1)}.`);
});

test('many healthy pools leave a quarter of the screen to suspects', () => {
  const [pool] = report.pools;
  const [suspect] = report.suspects;
  const pools = Array.from({ length: 100 }, (_, i) => ({ ...pool!, id: `p${i}`, name: `n${i}` }));
  const suspects = Array.from({ length: 20 }, () => suspect!);
  const lines = view({ ...report, pools, suspects }, { width: 100, height: 41, events }).map((line) => line.text); // prettier-ignore
  const [from, to] = [lines.indexOf('SUSPECTS'), lines.indexOf('LAST FINDINGS')];
  expect(to - from).toBe(10);
});

test('a finding behind a long name goes on in the next line, so that what happened is read', () => {
  const long = events.map((event) => ({
    ...event,
    text: `${'com.acme.reports.'.repeat(4)}Exporter.write (Exporter.java:88): leaks, 7 connections lost`,
  }));
  const lines = view(report, { width: 80, height: 60, events: long.slice(0, 1) }).map((line) => line.text); // prettier-ignore
  const told = lines.slice(lines.indexOf('LAST FINDINGS') + 1);
  expect(told.length).toBeGreaterThan(1);
  expect(told.map((line) => line.trim()).join(' ')).toContain('leaks, 7 connections lost');
  for (const line of told.slice(1)) expect(line).toMatch(/^ {10,}\S/);
});
