import { copyFileSync, existsSync, mkdtempSync, readdirSync, readlinkSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { analyze } from '../../../src/index.ts';
import { FORMATS } from '../../../src/show/index.ts';

const LOG = fileURLToPath(new URL('../../cli/inputs/hikaricp.log', import.meta.url));
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'closed-')));
afterAll(() => rmSync(folder, { recursive: true }));

/** Files of the folder that this process holds open. */
const open = (): string[] =>
  readdirSync('/proc/self/fd').flatMap((fd) => {
    try {
      const path = readlinkSync(`/proc/self/fd/${fd}`);
      return path.startsWith(folder) ? [path.slice(folder.length + 1)] : [];
    } catch {
      return [];
    }
  });

test.skipIf(!existsSync('/proc/self/fd'))('no file stays open, read or not: logs, reports, what is no text, what is damaged', async () => {
  copyFileSync(LOG, join(folder, 'app.log'));
  const report = await analyze(LOG);
  for (const [name, { load }] of Object.entries(FORMATS)) {
    const text = [...(await load())(report, { color: false, width: 80 })].join('');
    writeFileSync(join(folder, `report.${name}`), text);
    writeFileSync(join(folder, `report.${name}.gz`), gzipSync(text));
  }
  const packed = gzipSync('2026-03-14 09:00:00 INFO nothing\n'.repeat(5000));
  writeFileSync(join(folder, 'whole.gz'), packed);
  writeFileSync(join(folder, 'half.gz'), packed.subarray(0, packed.length / 2));
  writeFileSync(join(folder, 'picture.dat'), Buffer.alloc(5000));
  writeFileSync(join(folder, 'empty.log'), '');
  const { input } = await analyze(folder);
  expect(input.notices.filter(({ code }) => code === 'own-output-skipped').length).toBeGreaterThan(5);
  expect(input.sources.map(({ name }) => name)).toContain(join(folder, 'app.log'));
  expect(open()).toEqual([]);
});
