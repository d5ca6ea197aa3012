import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { analyze } from '../../../src/index.ts';
import { stream } from '../support.ts';

const log = readFileSync(new URL('../../../samples/hikaricp/one-leak/app.log', import.meta.url), 'utf8').trimEnd();
const lines = log.split('\n');
const each = (make: (line: string, i: number) => string): string => lines.map(make).join('\n');
const json = (make: (line: string) => object): string => each((line) => JSON.stringify(make(line)));
const AT = '2026-11-23T02:00:00.1234567Z';

/** Ways in which a log comes to somebody who was sent it. */
const WAYS: readonly (readonly [string, string, string])[] = [
  ['grep -H', 'grep', each((line) => `./pods/shop-1/app.log:${line}`)],
  ['grep -rn', 'grep', each((line, i) => `logs/app.log:${i + 1}:${line}`)],
  ['grep -A and its dashes', 'grep', each((line) => (/^\d{4}-/.test(line) ? `logs/app.log:${line}` : `logs/app.log-${line}`))],
  ['gh run view --log', 'gh-run', each((line) => `test\tRun tests\t${AT} ${line}`)],
  ['a drain of Heroku', 'syslog', each((line) => `<134>1 2026-11-23T02:00:00.000000+00:00 host app web.1 - ${line}`)],
  ['records of Railway', 'json', json((message) => ({ message, severity: 'info', attributes: { level: 'info' }, timestamp: AT }))],
  ['no more than the message', 'json', json((message) => ({ message }))],
  ['the original of an event', 'json', json((original) => ({ '@timestamp': AT, event: { original } }))],
];

test.each(WAYS)('%s', async (_, envelope, text) => {
  const [raw, strange] = await Promise.all([log, text].map((each) => analyze({ name: 'x', stream: stream(`${each}\n`) })));
  expect(strange?.input.sources[0]?.envelopes).toEqual([envelope]);
  expect(strange?.input.parsers).toEqual(raw?.input.parsers);
  expect(strange?.suspects.map(({ fingerprint, leaked }) => [fingerprint, leaked])).toEqual(raw?.suspects.map(({ fingerprint, leaked }) => [fingerprint, leaked])); // prettier-ignore
});

test('an application’s own JSON stays its own', async () => {
  const own = JSON.stringify({ timestamp: AT, level: 'INFO', logger: 'shop.Db', message: '2026-11-23 01:00:00 is when it began' });
  expect((await analyze({ name: 'x', stream: stream(`${own}\n`) })).input.sources[0]?.envelopes).toEqual([]);
});

test('results of Splunk that a running search showed before count once', async () => {
  const rows = (preview: boolean): string => json((line) => ({ preview, offset: 0, result: { _raw: line } }));
  const report = await analyze({ name: 'x', stream: stream(`${rows(true)}\n${rows(false)}\n`) });
  expect(report.suspects[0]?.leaked).toBe(6);
  expect(report.input.notices.map(({ code }) => code)).not.toContain('lines-doubled');
});
