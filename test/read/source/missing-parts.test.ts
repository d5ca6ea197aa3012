import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { definePlugin } from '../../../src/plugin/index.ts';
import { missingParts } from '../../../src/read/source/missing-parts.ts';
import { read, testPool } from '../support.ts';

const files = (...names: string[]): number[] => missingParts(names.map((name) => `/var/log/${name}`)).map((missing) => missing.files);

describe('names of a rotated set tell what is missing', () => {
  it.each<[names: string[], missing: number[]]>([
    [
      ['app.log.3', 'app.log.2.gz', 'app.log.1', 'app.log'],
      [0, 0, 0, 0],
    ],
    [
      ['app.log.3', 'app.log.1', 'app.log'],
      [0, 1, 0],
    ],
    [
      ['app.log.5', 'app.log.4', 'app.log'],
      [0, 0, 3],
    ],
    [
      ['app.log.1', 'app.log.3'],
      [0, 1],
    ],
    // log4j2 counts up
    [
      ['app.log.1', 'app.log.2', 'app.log.5', 'app.log'],
      [0, 0, 2, 0],
    ],
    // a ring
    [
      ['app.log.6', 'app.log.7', 'app.log.1', 'app.log'],
      [0, 0, 0, 0],
    ],
    [
      ['app.log-20261130', 'app.log-20261201', 'app.log-20261203', 'app.log'],
      [0, 0, 1, 0],
    ],
    [
      ['app.2026-03-14-09.log', 'app.2026-03-14-11.log'],
      [0, 1],
    ],
    [
      ['app.2026-03-14-23.log', 'app.2026-03-15-00.log'],
      [0, 0],
    ],
    [
      ['app-2026-11-22.0.log', 'app-2026-11-22.1.log', 'app-2026-11-22.3.log', 'app-2026-11-23.0.log'],
      [0, 0, 1, 0],
    ],
    // process ids
    [
      ['app-2026-11-22.471.log', 'app-2026-11-22.4890.log'],
      [0, 0],
    ],
    // begun when the one before was full
    [
      ['app-20261122_130501.log', 'app-20261122_190733.log'],
      [0, 0],
    ],
    [
      ['app.log.1764500000', 'app.log.1764600000'],
      [0, 0],
    ],
    [['app.log'], [0]],
    [[], []],
  ])('%s', (names, missing) => expect(files(...names)).toEqual(missing));

  it('and for how long no line can be there', () => {
    expect(missingParts(['a-2026-11-20.log', 'a-2026-11-23.log'])[1]).toEqual({ files: 2, spanMs: 48 * 3_600_000 });
  });
});

describe('before the first line after a file that is missing', () => {
  let folder: string;
  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'leak-stream-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  const terse = definePlugin({ ...testPool, context: false });
  const at = (hour: number, minute: number): number => Date.UTC(2026, 10, 23, hour, minute);
  const line = (hour: number, minute: number, text: string): string => `${new Date(at(hour, minute)).toISOString()} INFO pool - ${text}\n`;
  const write = (name: string, content: string | Buffer): void => writeFileSync(join(folder, name), content);
  const told = async (plugin = terse): Promise<{ missing: unknown[]; codes: string[] }> => {
    const { events, summary } = await read([folder], { plugins: [plugin] });
    const missing = events.flatMap((event) => (event.kind === 'context' && event.missing ? [[event.line, event.at, event.missing]] : []));
    return { missing, codes: summary.notices.map(({ code }) => code) };
  };

  test.each([terse, testPool])('it is told, with the time of the last line before (context: $context)', async (plugin) => {
    write('app.2026-11-23-09.log', line(9, 1, 'lent connection a') + line(9, 59, 'x') + '\tat a frame\n');
    write('app.2026-11-23-11.log', line(11, 1, 'x') + line(11, 2, 'x'));
    expect(await told(plugin)).toEqual({
      missing: [[4, at(11, 1), { files: 1, since: at(9, 59) }]],
      codes: ['rotated-set', 'files-missing'],
    });
  });

  test('not where the log goes on all the same: it is rotated more seldom', async () => {
    write('app.2026-11-23-09.log', line(9, 1, 'lent connection a') + line(10, 59, 'x'));
    write('app.2026-11-23-11.log', line(11, 0, 'x'));
    expect(await told()).toEqual({ missing: [], codes: ['rotated-set'] });
  });

  test('numbers do without times', async () => {
    write('app.log.3', 'lent connection a\n');
    write('app.log.1', 'x\ny\n');
    expect(await told()).toEqual({ missing: [[2, null, { files: 1, since: null }]], codes: ['rotated-set', 'files-missing'] });
  });

  test('a file in the midst that cannot be read is missing too', async () => {
    write('app.log.2', line(1, 0, 'lent connection a'));
    write('app.log.1', Buffer.from('425a683900', 'hex'));
    write('app.log', line(3, 0, 'x'));
    expect(await told()).toEqual({ missing: [[2, at(3, 0), { files: 1, since: at(1, 0) }]], codes: ['rotated-set', 'files-missing'] });
  });

  test('nobody needs it where no pool has spoken before', async () => {
    write('app.log.3', line(1, 0, 'x'));
    write('app.log.1', line(3, 0, 'lent connection a'));
    expect((await told()).missing).toEqual([]);
  });
});
