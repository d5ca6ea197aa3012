import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from './docs-blocks.ts';

const MARKERS = ['Breaking', 'Behaviour', 'Fix', 'New', 'Better', 'Newly read format'];
const text = readFileSync(join(root, 'CHANGELOG.md'), 'utf8');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };

test('the newest heading is what is being worked on, or what package.json says', () => {
  expect(['Unreleased', version]).toContain(/^## (\S+)/m.exec(text)?.[1]);
});

test('every entry says what kind of change it is', () => {
  const entries = text.split('\n').filter((line) => line.startsWith('- ')); // prettier-ignore
  expect(entries.length).toBeGreaterThan(0);
  for (const entry of entries) expect(MARKERS).toContain(/^- \*\*([^*]+)\*\* /.exec(entry)?.[1]);
});
