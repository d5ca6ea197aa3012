import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { plugins } from '../parsers/index.ts';
import { readArguments } from '../src/cli/options/args.ts';
import type { Plugin } from '../src/plugin/contract.ts';
import { checkPlugin, describeProblem } from '../src/testing.ts';
import { leakStream } from './cli/io.ts';
import { blocksOf, bundled, callsOf, rewrite, root, shown, type Block } from './docs-blocks.ts';

// Everything that README.md and docs/ show is run: a shell block that calls leak-stream and is followed by a text block must print that
// text, programs must print theirs, parsers must pass the checker. UPDATE=1 writes outputs anew: read them before you commit them.

const pages = ['README.md', ...readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`)]; // prettier-ignore
const execute = promisify(execFile);

function compare(page: string, output: Block, printed: string): void {
  const { actual, expected } = shown(printed, output.code);
  if (process.env['UPDATE'] === '1' && actual !== expected) rewrite(page, output, actual);
  else expect(actual, `${page}:${output.line}`).toBe(expected);
}

describe.each(pages)('%s', (page) => {
  const blocks = blocksOf(page);
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'leak-stream-docs-'));
    for (const block of blocks) {
      if (block.file === undefined) continue;
      const path = join(folder, block.file);
      mkdirSync(dirname(path), { recursive: true });
      if (/\.m?[jt]s$/.test(block.file)) await bundled(block, path);
      else writeFileSync(path, `${block.code}\n`);
    }
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Files that the page itself brings along stand in a folder of their own. */
  const located = (word: string): string => {
    const own = blocks.find(({ file }) => file !== undefined && (word === file || word === `./${file}`));
    return own ? join(folder, own.file ?? '') : word;
  };
  const asShown = (text: string): string => text.replaceAll(`${folder}/`, '');

  const calls = blocks.filter(({ language }) => language === 'sh').flatMap((block) => callsOf(block).map((call) => ({ block, call })));

  test.skipIf(calls.length === 0)('names only commands and options that exist', () => {
    for (const { call } of calls) expect(() => readArguments(call.args, {}), call.text).not.toThrow();
  });

  const told = calls.filter(({ block, call }) => block.output?.language === 'text' || call.text.includes('# exit '));
  for (const { block, call } of told) {
    test(`line ${block.line}: ${call.text}`, async () => {
      const args = call.args.map(located);
      const stdin = call.piped === undefined ? null : readFileSync(located(call.piped), 'utf8');
      const ran = await leakStream(args, { stdin });
      expect(ran.code, ran.stderr).toBe(call.exit);
      const output = block.output;
      if (output?.language === 'text' && callsOf(block).at(-1)?.text === call.text) compare(page, output, asShown(ran.stdout + ran.stderr));
    });
  }

  for (const block of blocks.filter(({ language }) => language === 'ts' || language === 'js')) {
    test(`line ${block.line}: the program runs`, async () => {
      const path = await bundled(block, join(folder, `block-${block.line}.mjs`));
      if (/^export default/m.test(block.code)) {
        const { default: plugin } = (await import(/* @vite-ignore */ path)) as { default: Plugin };
        expect(checkPlugin(plugin, { others: plugins }).map(describeProblem)).toEqual([]);
        return;
      }
      const { stdout } = await execute(process.execPath, [path], { cwd: root });
      if (block.output?.language === 'text') compare(page, block.output, stdout);
    });
  }

  test('links lead somewhere', () => {
    const text = readFileSync(join(root, page), 'utf8').replace(/^```[\s\S]*?^```/gm, '');
    for (const [, target = ''] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^[a-z]+:/.test(target)) continue;
      const [path = '', anchor] = target.split('#');
      const file = path === '' ? join(root, page) : resolve(root, dirname(page), path);
      expect(existsSync(file), `${page}: ${target}`).toBe(true);
      if (anchor !== undefined) expect(anchorsOf(readFileSync(file, 'utf8')), `${page}: ${target}`).toContain(anchor);
    }
  });
});

/** The anchors that a renderer gives to the headings of a page. */
const anchorsOf = (text: string): string[] =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title.toLowerCase().replace(/[^\p{L}\p{N} _-]/gu, '').trim().replaceAll(' ', '-')); // prettier-ignore
