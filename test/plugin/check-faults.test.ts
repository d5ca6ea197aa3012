import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { plugins } from '../../parsers/index.ts';
import { analyze, events } from '../../src/index.ts';
import { definePlugin } from '../../src/plugin/index.ts';

const LOG = fileURLToPath(new URL('../parsers/hikaricp/slow-and-leaking-2.7.9.log', import.meta.url));
const told = readFileSync(LOG, 'utf8').split('\n');
const alarm = 'Connection leak detection triggered';

const broken = definePlugin({
  id: 'broken-pool',
  title: 'Breaks on what others read',
  runtime: 'broken-pool',
  hints: [alarm],
  rules: {
    alarm: {
      pattern: /leak detection triggered/,
      read: () => {
        throw new Error('no such field');
      },
    },
  },
  samples: {},
});

test('a parser that throws is named with its rule and the line, and the others read on', async () => {
  const alone = await analyze(LOG);
  const beside = await analyze(LOG, { plugins: [broken] });
  const notice = beside.input.notices.find(({ code }) => code === 'plugin-fault');
  const times = told.filter((line) => line.includes(alarm)).length;
  expect(times).toBeGreaterThan(1);
  expect(notice?.text).toBe(
    `The plug-in broken-pool/alarm broke on a record, which was left to the others: broken-pool/alarm: its read threw: no such field (${times} times)`,
  );
  expect(notice?.evidence?.[0]).toMatchObject({ source: LOG, line: told.findIndex((line) => line.includes(alarm)) + 1 });
  expect(beside.suspects).toEqual(alone.suspects);
  expect(beside.pools).toEqual(alone.pools);
});

test('a draft that is none is a fault too', async () => {
  const rule = { pattern: /leak detection triggered/, read: () => ({ kind: 'pool-snapshot', inUse: NaN }) as never };
  const report = await analyze(LOG, { plugins: [{ ...broken, rules: { alarm: rule } }] });
  expect(report.input.notices.map(({ text }) => text).join()).toContain('broken-pool/alarm broke on a record');
});

test('a parser takes the place of the one that it replaces', async () => {
  const hikaricp = plugins.find(({ id }) => id === 'hikaricp')!;
  const own = { ...hikaricp, id: 'our-hikaricp', replaces: 'hikaricp' };
  const parsers = new Set<string>();
  for await (const event of events(LOG, { plugins: [own] })) parsers.add(event.parser);
  expect([...parsers]).toEqual(['our-hikaricp']);
});
