import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadPlugin, PluginLoadError } from '../../src/plugin/load.ts';

const SOURCE = `{
  id: 'mine', title: 'Mine', runtime: 'mine', hints: ['lent connection'],
  rules: { checkout: { pattern: /lent connection (\\w+)/, read: () => ({ kind: 'checkout', connection: null }) } },
  samples: { one: { log: 'lent connection c', reads: { kind: 'checkout' } } },
}`;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'leak-stream-'));
  const files: Record<string, string> = {
    'good.mjs': `export default ${SOURCE};`,
    'named.mjs': `export const plugin = ${SOURCE};`,
    'empty.mjs': 'export const nothing = 1;',
    'shape.mjs': "export default { id: 'Bad Id', hints: ['abc'] };",
    'broken.mjs': "throw new Error('it was broken before');",
    'node_modules/pool-parser/package.json': '{ "name": "pool-parser", "type": "module", "main": "index.js" }',
    'node_modules/pool-parser/index.js': `export default ${SOURCE};`,
  };
  mkdirSync(join(folder, 'node_modules/pool-parser'), { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
});
afterAll(() => rmSync(folder, { recursive: true }));

test.each(['./good.mjs', 'good.mjs', './named.mjs', 'pool-parser'])('%s is loaded', async (name) => {
  expect((await loadPlugin(name, folder)).id).toBe('mine');
});

test.each([
  ['./missing.mjs', /no file .*missing\.mjs/],
  ['./empty.mjs', /exports no plug-in.*definePlugin/],
  ['./shape.mjs', /is no plug-in: id: must be lower-case/],
  ['./broken.mjs', /failed while loading: it was broken before/],
  ['no-such-parser', /no package of that name is installed.*\.\/no-such-parser\.mjs/],
])('%s is refused in words', async (name, words) => {
  const error = await loadPlugin(name, folder).catch((e: unknown) => e);
  expect(error).toBeInstanceOf(PluginLoadError);
  expect((error as Error).message).toMatch(words);
});
