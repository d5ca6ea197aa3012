import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

const SCRIPTS = fileURLToPath(new URL('../../scripts/', import.meta.url));
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'compiled-'));
  copyFileSync(join(SCRIPTS, 'compiled.cjs'), join(folder, 'core.cjs'));
  writeFileSync(join(folder, 'core.code.cjs'), "exports.told = () => require('./more.cjs').more;");
  writeFileSync(join(folder, 'more.cjs'), "exports.more = 'as ever';");
  writeFileSync(join(folder, 'cli.cjs'), "console.log(require('./core.cjs').told());");
});
afterEach(() => rmSync(folder, { recursive: true }));

const run = (...flags: string[]): string => execFileSync(process.execPath, [...flags, join(folder, 'cli.cjs')], { encoding: 'utf8' });
const KEEPING = ['--require', join(SCRIPTS, 'keep-compiled.cjs')];
const SAID = 'as ever\n';

test('the code runs where nothing was kept of it', () => expect(run()).toBe(SAID));

test('the code runs from what was kept', () => {
  expect(run(...KEEPING)).toBe(SAID);
  expect(existsSync(join(folder, 'core.cache'))).toBe(true);
  writeFileSync(join(folder, 'core.cjs'), readFileSync(join(folder, 'core.cjs'), 'utf8') + 'console.log(script.cachedDataRejected);');
  expect(run()).toBe(`false\n${SAID}`);
});

test('what another V8 kept, or half of it, or anything else, is compiled anew', () => {
  run(...KEEPING);
  const kept = readFileSync(join(folder, 'core.cache'));
  for (const bytes of [
    kept.subarray(0, kept.length / 2),
    Buffer.alloc(0),
    Buffer.from('no code at all'),
    Buffer.concat([Buffer.of(1, 2, 3, 4), kept.subarray(4)]),
  ]) {
    writeFileSync(join(folder, 'core.cache'), bytes);
    expect(run()).toBe(SAID);
  }
  // made with other flags
  run('--no-opt', ...KEEPING);
  expect(run()).toBe(SAID);
});
