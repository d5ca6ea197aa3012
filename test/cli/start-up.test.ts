import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, inject, test } from 'vitest';

const MAIN = new URL('../../src/cli/main.ts', import.meta.url);
const BUNDLED = join(inject('bundled'), 'main.mjs');
const STATIC = /^(?:import|export)\s(?!type\b)(?:[^'"]*?\sfrom\s)?'([^']+)'/gm;

/** Modules that are loaded before anything is asked for: what static imports reach from the entry. */
function reached(start: URL, seen = new Map<string, string>()): Map<string, string> {
  if (seen.has(start.href)) return seen;
  const text = readFileSync(start, 'utf8');
  seen.set(start.href, text);
  for (const [, name] of text.matchAll(STATIC)) {
    if (name!.startsWith('.')) reached(new URL(name!, start), seen);
    else seen.set(name!, '');
  }
  return seen;
}

test('nothing heavy is loaded before the words are read', () => {
  const modules = [...reached(MAIN).keys()].filter((name) => !name.startsWith('file:') && !name.startsWith('node:'));
  expect(modules).toEqual([]);
  const rooms = [...reached(MAIN).keys()].filter((name) => /\/(?:parsers|src\/(?:model|plugin|read|judge))\//.test(name));
  expect(rooms).toEqual([]);
});

test('the real process prints its version', () => {
  expect(execFileSync(process.execPath, [BUNDLED, '--version'], { encoding: 'utf8' })).toMatch(/^leak-stream \d+\.\d+\.\d+\n$/);
});

test('the real process ends quietly when its reader leaves', () => {
  const log = fileURLToPath(new URL('inputs/hikaricp.log', import.meta.url));
  const command = `node '${BUNDLED}' events '${log}' 2>&1 | head -n 1`;
  expect(execFileSync('sh', ['-c', command], { encoding: 'utf8' }).split('\n')).toHaveLength(2);
});
