import fc from 'fast-check';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { analyze } from '../../src/index.ts';
import { Findings } from '../../src/live/findings.ts';
import { view } from '../../src/live/view.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Report } from '../../src/model/report.ts';
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
  expect(lines.indexOf('POOLS')).toBeLessThan(lines.indexOf('SUSPECTS'));
  expect(lines.slice(lines.indexOf('LAST FINDINGS')).join('\n')).toContain('confirmed');
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
