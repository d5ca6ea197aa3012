import { expect, test } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { FORMATS } from '../../src/show/index.ts';
import * as fixtures from './fixtures.ts';
import { published } from './published.ts';

const shown = async (format: string, report: Report): Promise<unknown> =>
  JSON.parse([...(await FORMATS[format]!.load())(report, { color: false, width: 80 })].join(''));

const [suspect] = fixtures.leakWithStacks.suspects;
const REPORTS: Readonly<Record<string, Report>> = {
  ...fixtures.ALL,
  located: {
    ...fixtures.leakWithStacks,
    suspects: [
      {
        ...suspect!,
        callSite: { ...suspect!.callSite!, path: 'shop/src/ReportExporter.java' },
        source: { path: 'shop/src/ReportExporter.java', line: 88, lines: [87, 88, 89].map((line) => ({ line, text: `line ${line}` })) },
      },
    ],
  },
};

test.each([['sarif', 'sarif-2.1.0'], ['speedscope', 'speedscope']])('%s is what its published schema says, for any report', async (format, name) => {
  const validate = published(name);
  for (const [about, report] of Object.entries(REPORTS)) {
    expect(validate(await shown(format, report)), `${about}: ${JSON.stringify(validate.errors?.slice(0, 3))}`).toBe(true);
  }
  // The schema would say no.
  expect(validate({ version: 7, runs: 'none', profiles: {} })).toBe(false);
}); // prettier-ignore

interface Result {
  readonly ruleId: string;
  readonly message: { readonly text: string };
  readonly locations?: readonly { readonly physicalLocation: { readonly artifactLocation: { readonly uri: string } } }[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
}

test.each(Object.entries(REPORTS))('GitHub code scanning takes the SARIF of %s', async (_, report) => {
  const { runs } = (await shown('sarif', report)) as { runs: { tool: { driver: { rules: { id: string; help: { text: string }; properties: { tags: string[] } }[] } }; results: Result[] }[] }; // prettier-ignore
  for (const { tool, results } of runs) {
    expect(results.length).toBeLessThanOrEqual(5000);
    for (const { help, properties } of tool.driver.rules) {
      expect(help.text).not.toBe('');
      expect(properties.tags.length).toBeLessThanOrEqual(20);
    }
    const prints = results.map(({ partialFingerprints }) => partialFingerprints['primaryLocationLineHash']);
    for (const [i, { message, locations }] of results.entries()) {
      expect(message.text.length).toBeGreaterThan(0);
      expect(message.text.length).toBeLessThanOrEqual(4000);
      // An alert without a place is not shown, and one with an absolute path is in no repository.
      expect(locations, 'location').toHaveLength(1);
      expect(locations![0]!.physicalLocation.artifactLocation.uri).not.toMatch(/^(?:\/|[a-z]+:\/\/(?!\/))/);
      expect(prints[i]).toMatch(/^[\w./:-]{4,}:\d+$/);
    }
    // GitHub keeps one alert for each place, rule and print.
    expect(new Set(prints).size).toBe(prints.length);
  }
});
