import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plugins } from '../../parsers/index.ts';
import { events } from '../../src/index.ts';
import { packJsonSchema, pointerOf, readPack } from '../../src/plugin/pack.ts';
import { durationMs, valueOf } from '../../src/plugin/pack/values.ts';
import type { Plugin } from '../../src/plugin/contract.ts';
import { checkPlugin, recordsOf } from '../../src/testing.ts';
import { readRecord } from '../../src/plugin/read-record.ts';
import { Readable } from 'node:stream';

const page = readFileSync(new URL('../../docs/pattern-packs.md', import.meta.url), 'utf8');
const example = /<!-- file: tide-pool\.json -->\n\n```json\n(?<text>[^`]*)```/.exec(page)?.groups?.['text'] as string;

const pluginOf = (text: string): Plugin => {
  const read = readPack(text);
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  return read.plugin;
};
const pack = (rule: object, log: string): string =>
  JSON.stringify({ id: 'tide-pool', title: 'Tide', hints: ['tide-pool:'], rules: { one: rule }, samples: [{ log, reads: {} }] });
const draftsOf = (rule: object, log: string): unknown => {
  const plugin = pluginOf(pack(rule, log));
  return recordsOf(plugin, log).flatMap((record) => readRecord(plugin, record)?.drafts ?? []);
};

test('the example of the documentation is sound beside all built-in parsers', () => {
  expect(checkPlugin(pluginOf(example), { others: plugins })).toEqual([]);
});

test('its lines become events like any other parser’s', async () => {
  const log = (JSON.parse(example) as { samples: { log: string }[] }).samples.map((sample) => `${sample.log}\n`).join('');
  const read = [];
  for await (const event of events(Readable.from([Buffer.from(log)], { objectMode: false }), { plugins: [pluginOf(example)] })) read.push(event);
  expect(read).toMatchObject([
    { kind: 'checkout', at: '2026-03-14T09:00:00.000Z', connection: 'c7', thread: 'http-3', runtime: 'tide-pool', parser: 'tide-pool', rule: 'lent' },
    { kind: 'checkin', at: '2026-03-14T09:00:01.500Z', connection: 'c7', heldMs: 1500, reason: 'returned' },
    { kind: 'pool-snapshot', inUse: 3, max: 10 },
  ]);
}); // prettier-ignore

test('the error that the documentation shows is the one that is given', () => {
  const read = readPack(example.replace('"inUse": "busy"', '"inUse": "used"'));
  expect(read).toEqual({
    problems: [{ pointer: '/rules/level/map/inUse', what: 'the pattern has no group used', mend: 'It has: busy, max' }],
  });
  expect(page).toContain('#/rules/level/map/inUse: the pattern has no group used. It has: busy, max.');
});

test('one line can become several events', () => {
  const rule = {
    pattern: 'gave up after (?<s>\\d{1,6})s, (?<busy>\\d{1,6}) out',
    kind: 'acquire-timeout',
    map: { waitedMs: { group: 's', as: 'seconds' } },
    also: [{ kind: 'pool-snapshot', map: { inUse: 'busy' }, set: { occasion: 'exhaustion' } }],
  };
  expect(draftsOf(rule, '2026-03-14 09:00:00,000 WARN tide-pool: gave up after 30s, 10 out')).toEqual([
    { kind: 'acquire-timeout', waitedMs: 30_000 },
    { kind: 'pool-snapshot', inUse: 10, occasion: 'exhaustion' },
  ]);
});

test('a call stack below the line is read', () => {
  const rule = { pattern: 'still out: (?<c>c\\d{1,6})', kind: 'leak-reported', map: { connection: 'c' }, stack: 'java' };
  const log = '2026-03-14 09:00:00,000 WARN tide-pool: still out: c7\n\tat org.example.Export.run(Export.java:31)\n\tat org.example.Main.main(Main.java:5)';
  expect(draftsOf(rule, log)).toMatchObject([
    { kind: 'leak-reported', connection: 'c7', stack: [{ function: 'run', line: 31 }, { function: 'main', line: 5 }] },
  ]);
}); // prettier-ignore

test('lines that go on with a record by its own word are read with it', () => {
  const log = '2026-03-14 09:00:00,000 WARN tide-pool: still out\nholder in tide-pool: export.js\n    at run (/srv/export.js:3:1)';
  const rule = { pattern: '^tide-pool: still out', kind: 'leak-reported', stack: 'javascript' };
  const recordsWith = (continues?: string): unknown[] => {
    const plugin = pluginOf(JSON.stringify({ ...(JSON.parse(pack(rule, log)) as object), continues }));
    return recordsOf(plugin, log).map((record) => [record.tail.length, readRecord(plugin, record)?.drafts]);
  };
  expect(recordsWith()).toMatchObject([
    [0, [{ stack: [] }]],
    [1, undefined],
  ]);
  expect(recordsWith('^holder in ')).toMatchObject([[2, [{ stack: [{ function: 'run', line: 3 }] }]]]);
  expect(readPack(JSON.stringify({ ...(JSON.parse(pack(rule, log)) as object), continues: '(a+)+' }))).toMatchObject({
    problems: [{ pointer: '/continues' }],
  });
});

test('a field that cannot be read is left out, and without one that must be there the line is left alone', () => {
  const log = '2026-03-14 09:00:00,000 INFO tide-pool: c7 lots';
  const pattern = 'tide-pool: (?:(?<c>d\\d)|c\\d) (?<n>\\w{1,20})';
  expect(draftsOf({ pattern, kind: 'pool-snapshot', map: { inUse: 'n', pool: 'n' } }, log)).toEqual([{ kind: 'pool-snapshot', pool: 'lots' }]);
  expect(draftsOf({ pattern, kind: 'checkout', map: { connection: 'c' } }, log)).toEqual([{ kind: 'checkout', connection: null }]);
  expect(draftsOf({ pattern, kind: 'connection-created', map: { connection: 'c' } }, log)).toEqual([]);
}); // prettier-ignore

test.each([
  ['1m2.503s', 62_503], ['850µs', 0.85], ['850 ms', 850], ['3 seconds', 3000], ['1.5 s', 1500], ['2 min 3 sec', 123_000], ['0:01:02.500', 62_500],
  ['01:02', 62_000], ['PT1M2.5S', 62_500], ['0s', 0], ['soon', undefined], ['3 parsecs', undefined], ['', undefined], ['12', undefined],
])('%j is a duration of %j ms', (text, ms) => {
  if (ms === undefined) expect(durationMs(text)).toBeUndefined();
  else expect(durationMs(text)).toBeCloseTo(ms, 6);
}); // prettier-ignore

test('any text of any form is a finite value or none', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 40 }), fc.constantFrom('number', 'duration', 'seconds', 'nanoseconds'), (text, form) => {
      const value = valueOf(text, form as 'number');
      expect(value === undefined || Number.isFinite(value)).toBe(true);
    }),
  );
});

test('nothing that is given as a pack makes the reader throw', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json(), fc.json().map((json) => example.replace('"tide-pool"', json))), (text) => {
      expect(Object.keys(readPack(text))).toHaveLength(1);
    }),
    { numRuns: 40 },
  );
}); // prettier-ignore

test('the published schema is one, and the example holds against it', () => {
  const schema = packJsonSchema();
  const valid = new Ajv2020({ strict: false }).compile(schema);
  expect(valid(JSON.parse(example))).toBe(true);
  expect(valid({ ...(JSON.parse(example) as object), surplus: 1 })).toBe(false);
});

test('places in the plug-in are places in the file', () => {
  const plugin = pluginOf(example);
  expect(['rules.lent', 'samples["sample 2"]', 'hints[0]', 'samples', 'samples of hikaricp'].map((where) => pointerOf(where, plugin))).toEqual([
    '/rules/lent', '/samples/1', '/hints/0', '/samples', undefined,
  ]);
}); // prettier-ignore
