import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from './docs-blocks.ts';

const sourcesOf = (folder: string): string =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(root, folder, name), 'utf8'))
    .join('\n');

const codes = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].flatMap(({ groups }) => groups?.['code'] ?? []);
const page = readFileSync(join(root, 'docs/reasons.md'), 'utf8');
const [reasons = '', notices = ''] = page.split(/^# Notices$/m);
const headings = (text: string): string[] => codes(text, /^### (?<code>[a-z-]+)$/gm).sort(); // prettier-ignore
const unique = (list: readonly string[]): string[] => [...new Set(list)].sort(); // prettier-ignore

test('each reason of the judge has its paragraph, and each paragraph its reason', () => {
  const judge = sourcesOf('src/judge');
  const calls = judge.match(/\breason\((?!code: string)/g)?.length ?? 0;
  const literal = codes(judge, /\breason\(\s*'(?<code>[a-z-]+)'/g);
  // A code that is put together at run time could not be looked up here.
  expect(literal).toHaveLength(calls);
  expect(headings(reasons)).toEqual(unique(literal));
});

test('each notice has its paragraph, and each paragraph its notice', () => {
  const found = [
    ...codes(sourcesOf('src/read'), /\bnotice\(\s*'(?<code>[a-z-]+)'/g),
    ...['src/cli', 'src/judge'].flatMap((folder) => codes(sourcesOf(folder), /\bcode: '(?<code>[a-z-]+)'/g)),
    ...readdirSync(join(root, 'src'))
      .filter((name) => name.endsWith('.ts'))
      .flatMap((name) => codes(readFileSync(join(root, 'src', name), 'utf8'), /\bcode: '(?<code>[a-z-]+)'/g)),
  ];
  expect(headings(notices)).toEqual(unique(found));
});

test('no paragraph is empty', () => {
  for (const part of page.split(/^### /m).slice(1)) expect(part.split('\n').slice(1).join(' ').trim().length, part.slice(0, 40)).toBeGreaterThan(40); // prettier-ignore
});
