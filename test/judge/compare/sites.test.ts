import { expect, test } from 'vitest';
import { analyze } from '../../../src/index.ts';
import { compare, sitesOf } from '../../../src/judge/compare/index.ts';
import { trafficOfSites } from '../../../src/judge/compare/sites.ts';
import { reportSchema, type Report } from '../../../src/model/report.ts';
import { redact } from '../../../src/show/redact/index.ts';

const TOOL = { name: 'leak-stream', version: '0.1.0' } as const;
const sample = (name: string): string => new URL(`../../../samples/${name}/app.log`, import.meta.url).pathname;
/** As it is after it was written and read again. */
const stored = (report: Report): Report => reportSchema.parse(JSON.parse(JSON.stringify(redact(report))));

test('a report tells that a route ran, another that it did not: gone, and not exercised', async () => {
  const leaking = stored(await analyze(sample('go-dbstats/two-routes')));
  const [suspect] = leaking.suspects;
  expect(leaking.sites?.shown.routes).toBe(true);
  const calm: Report = { ...leaking, verdict: 'healthy', suspects: [] };
  const ran = compare({ report: leaking }, { report: calm }, TOOL).changes.find(({ fingerprint }) => fingerprint === suspect!.fingerprint);
  expect(ran).toMatchObject({ change: 'gone', traffic: { basis: 'line' } });
  const { runs, lines = [], shown } = leaking.sites!;
  const idle = { ...calm, sites: { shown, runs, lines: lines.filter(({ template }) => template !== suspect!.template) } };
  const still = compare({ report: leaking }, { report: idle }, TOOL).changes.find(
    ({ fingerprint }) => fingerprint === suspect!.fingerprint,
  );
  expect(still).toMatchObject({ change: 'not-exercised', traffic: { basis: 'line', after: 0 } });
});

test('traffic survives the report, and what was cut proves nothing', () => {
  const few = { runs: new Map([['cs1:b', 2], ['cs1:a', 1]]), lines: new Map([['x <*>', 3]]), showsStacks: true, showsRoutes: false }; // prettier-ignore
  expect(sitesOf(few)?.runs.map(({ fingerprint }) => fingerprint)).toEqual(['cs1:a', 'cs1:b']);
  expect(trafficOfSites(sitesOf(few)!)).toEqual(few);
  const many = new Map(Array.from({ length: 3000 }, (_, i) => [`cs1:${i}`, 1]));
  const cut = sitesOf({ runs: many, lines: many, showsStacks: true, showsRoutes: true })!;
  expect(cut.shown).toEqual({ stacks: false, routes: false });
  expect(cut.runs).toHaveLength(2000);
  expect(trafficOfSites(cut).lines).toBeUndefined();
  expect(sitesOf({ runs: new Map(), lines: new Map(), showsStacks: false, showsRoutes: false })).toBeUndefined();
});
