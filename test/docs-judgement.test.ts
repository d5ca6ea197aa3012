import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from './docs-blocks.ts';

const ROW = /^\| `(?<file>[\w/-]+\.ts)` `(?<name>[A-Z_]+)` +\| `(?<value>[^`]+)`/gm;

test('the constants on the page are those of the sources', () => {
  const rows = [...readFileSync(join(root, 'docs/judgement.md'), 'utf8').matchAll(ROW)];
  expect(rows.length).toBeGreaterThan(10);
  for (const { groups } of rows) {
    const { file = '', name = '', value = '' } = groups ?? {};
    expect(readFileSync(join(root, 'src/judge', file), 'utf8'), `${file} ${name}`).toContain(`const ${name} = ${value};`);
  }
});
