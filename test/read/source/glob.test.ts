import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expandBraces, glob, isGlob, matchSegment } from '../../../src/read/source/glob.ts';

describe('glob', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'leak-stream-'));
    mkdirSync(join(folder, 'a/b'), { recursive: true });
    mkdirSync(join(folder, '.hidden'));
    for (const name of ['top.log', 'a/one.log', 'a/two.txt', 'a/b/three.log', '.hidden/four.log']) writeFileSync(join(folder, name), '');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test.each([
    ['*.log', ['top.log']],
    ['**/*.log', ['a/b/three.log', 'a/one.log', 'top.log']],
    ['a/**', ['a/b/three.log', 'a/one.log', 'a/two.txt']],
    ['a/*.{log,txt}', ['a/one.log', 'a/two.txt']],
    ['a/t?o.txt', ['a/two.txt']],
    ['[a-c]/[!o]*', ['a/two.txt']],
    ['.hidden/*', ['.hidden/four.log']],
    ['nothing*', []],
  ])('%s', async (pattern, names) => {
    expect(await glob(`${folder}/${pattern}`)).toEqual(names.map((name) => join(folder, name)));
  });

  test('stars do not backtrack without end', () => {
    expect(matchSegment('*a'.repeat(30), `${'a'.repeat(5000)}b`)).toBe(false);
  });

  test('braces are bounded', () => {
    expect(expandBraces('{a,b}'.repeat(30)).length).toBeLessThanOrEqual(256);
    expect(expandBraces('x{a,b{c,d}}').sort()).toEqual(['xa', 'xbc', 'xbd']);
  });

  test('plain names are none', () => {
    expect(isGlob('logs/app.log')).toBe(false);
  });
});
