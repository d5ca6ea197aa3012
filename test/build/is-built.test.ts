import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isBuilt } from '../../scripts/is-built.mjs';

let root: string;
const write = (path: string, at: number): void => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), '');
  utimesSync(join(root, path), at, at);
};

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'leak-stream-'));
  const made = ['src/a/b.ts', 'parsers/c/index.ts', 'scripts/build.mjs', 'package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json'];
  for (const path of made) write(path, 1000);
  for (const folder of ['src/a', 'src', 'parsers/c', 'parsers', 'scripts']) utimesSync(join(root, folder), 1000, 1000);
}); // prettier-ignore
afterEach(() => rmSync(root, { recursive: true }));

test('what was never built, or not to its end, is not', () => {
  expect(isBuilt(root)).toBe(false);
  write('dist/cli.cjs', 2000);
  expect(isBuilt(root)).toBe(false);
});

test('what has not changed since it was built is', () => {
  write('dist/schema/ndjson.json', 2000);
  expect(isBuilt(root)).toBe(true);
});

test.each(['src/a/b.ts', 'parsers/c/index.ts', 'package-lock.json', 'src/a'])('a change of %s asks for another build', (path) => {
  write('dist/schema/ndjson.json', 2000);
  utimesSync(join(root, path), 3000, 3000);
  expect(isBuilt(root)).toBe(false);
});
