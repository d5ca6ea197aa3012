import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';
import { expect, test } from 'vitest';
import { checkPlugin } from 'leak-stream/testing';
import { plugins } from '../../parsers/index.ts';
import { pluginsFor, recipeNames, recipeOf } from '../../src/cli/recipes/recipe.ts';
import { leakStream } from '../cli/io.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const names = [...recipeNames(plugins).keys()];
const snippets = plugins.flatMap(({ id, snippets: own = [] }) => own.map((snippet) => ({ id, ...snippet })));

test('the list names every parser', async () => {
  const { code, stdout } = await leakStream(['recipe']);
  expect(code).toBe(0);
  for (const { id } of plugins) expect(stdout).toMatch(new RegExp(`leak-stream recipe ${id} `));
});

test.each(names)('recipe %s prints every step with its cost, and every snippet as it is', async (name) => {
  const { code, stdout, stderr } = await leakStream(['recipe', name]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const chosen = pluginsFor(name, plugins);
  expect(chosen.length).toBeGreaterThan(0);
  for (const { enable = [], snippets: own = [] } of chosen) {
    expect(enable.length).toBeGreaterThan(0);
    expect(own.length).toBeGreaterThan(0);
    for (const { setting, off } of enable) {
      for (const line of setting.split('\n')) expect(stdout).toContain(line);
      expect(stdout).toContain(off === undefined ? 'Can stay on.' : 'Switch it off:');
    }
    for (const { code: text } of own) expect(stdout).toContain(text.trimEnd());
  }
});

test('a runtime of the report is a word for its recipe, so that who reads a report need not know ids', () => {
  for (const { id, runtime } of plugins) expect(pluginsFor(runtime, plugins).map((plugin) => plugin.id)).toContain(id);
});

test('everything around the code is a comment in its language', () => {
  for (const plugin of plugins) {
    const code = new Set((plugin.snippets ?? []).flatMap((snippet) => snippet.code.trimEnd().split('\n')));
    const prose = recipeOf([plugin]).split('\n').filter((line) => line !== '' && !code.has(line)); // prettier-ignore
    for (const line of prose) expect(line).toMatch(/^(?:#|\/\/|--) /);
  }
});

test('every recipe that a text sends its reader to is there', () => {
  const files = ['src', 'parsers', 'docs'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(root, folder, name)),
  );
  const texts = [...files, join(root, 'README.md')].filter((name) => /\.(?:ts|md)$/.test(name)).map((name) => readFileSync(name, 'utf8'));
  const named = texts.flatMap((text) => [...text.matchAll(/leak-stream recipe ([a-z][a-z0-9-]+(?:\|[a-z][a-z0-9-]+)*)/g)]);
  const words = [...new Set(named.flatMap(([, list]) => (list as string).split('|')))].filter((word) => !/^(?:tells|says|what|prints)$/.test(word));
  expect(words.length).toBeGreaterThan(1);
  for (const word of words) expect(names, `leak-stream recipe ${word}`).toContain(word);
}); // prettier-ignore

test.each(snippets.filter(({ comment, id }) => comment === '//' && /^(?:knex|node-postgres)$/.test(id)))(
  '$id: $where is JavaScript',
  ({ code }) => {
    expect(() => new Script(code)).not.toThrow();
  },
);

test('what the samplers print is what the parsers read', () => {
  const lines: Record<string, string> = {
    'node-postgres':
      "2026-03-14T09:00:00.120Z INFO pool { totalCount: 3, idleCount: 1, waitingCount: 0 }",
    'go-dbstats':
      '2026/03/14 09:00:00 orders: db stats {MaxOpenConnections:20 OpenConnections:3 InUse:2 Idle:1 WaitCount:0 WaitDuration:0s MaxIdleClosed:0 MaxIdleTimeClosed:0 MaxLifetimeClosed:0}',
    'psycopg-pool':
      "2026-03-14 09:00:00,120 INFO [4711] [pool-stats] app.pool: pool orders {'pool_min': 1, 'pool_max': 4, 'pool_size': 3, 'pool_available': 1, 'requests_waiting': 0}",
  }; // prettier-ignore
  for (const [id, log] of Object.entries(lines)) {
    const plugin = plugins.find((one) => one.id === id);
    if (plugin === undefined) throw new Error(id);
    const only = { ...plugin, samples: { sampled: { log, reads: { kind: 'pool-snapshot', inUse: 2, open: 3 } } } };
    expect(checkPlugin(only).filter(({ where }) => where.startsWith('samples'))).toEqual([]);
  }
});
