import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Plugin } from '../../src/plugin/contract.ts';
import { joined, loadPlugin, PluginLoadError } from '../../src/plugin/load.ts';

const SOURCE = `{
  id: 'mine', title: 'Mine', runtime: 'mine', hints: ['lent connection'],
  rules: { checkout: { pattern: /lent connection (\\w+)/, read: () => ({ kind: 'checkout', connection: null }) } },
  samples: { one: { log: 'lent connection c', reads: { kind: 'checkout' } } },
}`;

const PACK = JSON.stringify({
  id: 'mine', title: 'Mine', hints: ['lent connection'],
  rules: { checkout: { pattern: 'lent connection (?<c>\\w{1,20})', kind: 'checkout', map: { connection: 'c' } } },
  samples: [{ log: 'lent connection c1', reads: { kind: 'checkout', connection: 'c1' } }],
}); // prettier-ignore

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'leak-stream-'));
  const files: Record<string, string> = {
    'good.mjs': `export default ${SOURCE};`,
    'named.mjs': `export const plugin = ${SOURCE};`,
    'empty.mjs': 'export const nothing = 1;',
    'shape.mjs': "export default { id: 'Bad Id', hints: ['abc'] };",
    'folder/index.mjs': `export default ${SOURCE};`,
    'hollow/notes.txt': 'nothing to load',
    'stranger.mjs': "import 'leak-stream-that-is-not-here/plugin';",
    'pack.json': PACK,
    'broken-pack.json': PACK.replace('"title"', '"titel"'),
    'broken.mjs': "throw new Error('it was broken before');",
    'node_modules/pool-parser/package.json': '{ "name": "pool-parser", "type": "module", "main": "index.js" }',
    'node_modules/pool-parser/index.js': `export default ${SOURCE};`,
  };
  for (const made of ['node_modules/pool-parser', 'folder', 'hollow']) mkdirSync(join(folder, made), { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
});
afterAll(() => rmSync(folder, { recursive: true }));

test.each(['./good.mjs', 'good.mjs', './named.mjs', 'pool-parser', './folder', './pack.json', 'pack.json'])(
  '%s is loaded',
  async (name) => {
    expect((await loadPlugin(name, folder)).id).toBe('mine');
  },
);

test.each([
  ['./missing.mjs', /no file .*missing\.mjs/],
  ['./empty.mjs', /exports no plug-in.*definePlugin/],
  ['./shape.mjs', /is no plug-in: id: must be lower-case/],
  ['./hollow', /the folder has none of index\.mjs/],
  ['./stranger.mjs', /failed while loading/],
  [
    './broken-pack.json',
    /pattern pack \.\/broken-pack\.json:\n {2}\.\/broken-pack\.json#: title is missing\. Add it\.\n.*#\/titel: nothing/,
  ],
  ['./broken.mjs', /failed while loading: it was broken before/],
  ['no-such-parser', /no package of that name is installed.*\.\/no-such-parser\.mjs/],
])('%s is refused in words', async (name, words) => {
  const error = await loadPlugin(name, folder).catch((e: unknown) => e);
  expect(error).toBeInstanceOf(PluginLoadError);
  expect((error as Error).message).toMatch(words);
});

describe('beside the built-in parsers', () => {
  const named = (id: string, replaces?: string): Plugin => ({ id, ...(replaces === undefined ? {} : { replaces }) }) as Plugin;
  const builtIn = [named('hikaricp'), named('sqlalchemy')];

  test('own ones are added, one that replaces another too', () => {
    expect(joined(builtIn, [named('mine'), named('better', 'hikaricp')]).map(({ id }) => id)).toEqual([
      'hikaricp', 'sqlalchemy', 'mine', 'better',
    ]);
  }); // prettier-ignore

  test.each([
    ['the same one twice', [named('mine'), named('mine')], /Two parsers are called mine/],
    ['the id of a built-in', [named('hikaricp')], /hikaricp comes with leak-stream already.*replaces: 'hikaricp'/],
  ])('%s is refused', (_, own, words) => {
    expect(() => joined(builtIn, own)).toThrow(PluginLoadError);
    expect(() => joined(builtIn, own)).toThrow(words);
  });
});
