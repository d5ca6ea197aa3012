import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { plugins } from '../../parsers/index.ts';
import type { Plugin } from '../../src/plugin/contract.ts';
import { PARSER_ID, scaffold } from '../../src/plugin/scaffold.ts';
import { checkPlugin, describeProblem } from '../../src/testing.ts';
import { leakStream } from '../cli/io.ts';

let folder: string;
const before = process.cwd();
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'leak-stream-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** The scaffold's parser as a value; what it imports is not installed in a folder of nowhere. */
async function loaded(source: string, name: string): Promise<Plugin> {
  mkdirSync(join(folder, 'loaded'), { recursive: true });
  const path = join(folder, 'loaded', `${name}.mjs`);
  writeFileSync(path, source.replace("import { definePlugin } from 'leak-stream/plugin';", 'const definePlugin = (plugin) => plugin;'));
  return ((await import(path)) as { default: Plugin }).default;
}
const said = (plugin: Plugin): string[] => checkPlugin(plugin, { others: plugins }).map(describeProblem);

test('the check leads from the scaffold to a sound parser', async () => {
  const source = scaffold('tide-pool')['index.mjs'] as string;
  expect(said(await loaded(source, 'one'))).toEqual([
    'tide-pool: samples["a connection goes out"]: none of the hints stands in it, so no rule will ever see such a line. Add a literal of this line to hints.',
    'tide-pool: rules.checkout: no sample meets it. Add a sample with a real line that this rule reads.',
  ]);
  const hinted = source.replace("'a literal of your lines'", "'handed out connection'");
  expect(said(await loaded(hinted, 'two'))).toEqual([
    'tide-pool: samples["a connection goes out"]: no rule reads it. A pattern must be found in its message, which is "pool: handed out connection c7".',
    'tide-pool: rules.checkout: no sample meets it. Add a sample with a real line that this rule reads.',
  ]);
  const loose = hinted.replace('/a literal of your lines (?<connection>\\w{1,40})$/', '/handed out connection (?<connection>\\w{1,40})$/');
  expect(said(await loaded(loose, 'three'))).toEqual([
    'tide-pool: samples["a line that only looks alike"]: the rule checkout claims it, though it is a decoy. Make the pattern ask for more of its own text.',
  ]);
  const strict = hinted.replace(
    '/a literal of your lines (?<connection>\\w{1,40})$/',
    '/handed out connection (?<connection>c\\d{1,10})$/',
  );
  expect(said(await loaded(strict, 'four'))).toEqual([]);
});

test('parsers new writes a folder once, and says what to do next', async () => {
  process.chdir(folder);
  try {
    const made = await leakStream(['parsers', 'new', 'tide-pool']);
    expect(made).toMatchObject({ code: 0, stderr: '' });
    expect(made.stdout).toMatch(/first: npm install .*\n.*leak-stream parsers check \.\/tide-pool/);
    expect(readFileSync(join(folder, 'tide-pool/index.test.mjs'), 'utf8')).toContain("from 'leak-stream/testing'");
    expect(await leakStream(['parsers', 'new', 'tide-pool'])).toMatchObject({ code: 2, stderr: expect.stringContaining('it is there already') });
    const checked = await leakStream(['parsers', 'check', './tide-pool']);
    expect(checked.stderr).toMatch(/where: leak-stream parsers check\n[^]*npm install <path of leak-stream>/);
  } finally {
    process.chdir(before);
  }
}); // prettier-ignore

test.each([
  ['hikaricp', 'comes with leak-stream already'],
  ['../evil', 'cannot be the id'],
  ['Pool', 'cannot be the id'],
])('parsers new %s is refused', async (id, words) => {
  const ran = await leakStream(['parsers', 'new', id]);
  expect(ran.code).toBe(2);
  expect(ran.stderr).toContain(words);
});

test('ids are lower-case words joined by dashes', () => {
  expect(['a', 'my-pool', 'pool2', 'My', 'a--b', '-a', 'a-', 'a/b', '', 'x'.repeat(99)].filter((id) => PARSER_ID.test(id))).toEqual([
    'a', 'my-pool', 'pool2',
  ]);
}); // prettier-ignore
