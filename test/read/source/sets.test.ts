import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { partOf, rotatedSets } from '../../../src/read/source/sets.ts';
import { read } from '../support.ts';

describe('names of rotated files', () => {
  test.each([
    // logrotate, with and without dateext; kubelet; logback and log4j2; Tomcat; PostgreSQL
    [['app.log', 'app.log.1', 'app.log.2.gz', 'app.log.10.gz'], 'app.log', ['app.log.10.gz', 'app.log.2.gz', 'app.log.1', 'app.log']],
    [['app.log', 'app.log-20261122.gz', 'app.log-20261121'], 'app.log', ['app.log-20261121', 'app.log-20261122.gz', 'app.log']],
    [['app.log-20261122-1795392000', 'app.log-20261122-1795305600'], 'app.log*', ['app.log-20261122-1795305600', 'app.log-20261122-1795392000']],
    [['0.log', '0.log.20261122-130501.gz', '0.log.20261122-030501'], '0.log', ['0.log.20261122-030501', '0.log.20261122-130501.gz', '0.log']],
    [['app-2026-11-22.1.log', 'app-2026-11-22.0.log', 'app-2026-11-21.0.log', 'app.log'], 'app.log', ['app-2026-11-21.0.log', 'app-2026-11-22.0.log', 'app-2026-11-22.1.log', 'app.log']],
    [['app.log.2026-11-22.0.gz', 'app.log.2026-11-22.1.gz', 'app.log'], 'app.log', ['app.log.2026-11-22.0.gz', 'app.log.2026-11-22.1.gz', 'app.log']],
    [['catalina.2026-11-22.log', 'catalina.2026-11-23.log'], 'catalina*.log', ['catalina.2026-11-22.log', 'catalina.2026-11-23.log']],
    [['postgresql-2026-11-22_120000.log', 'postgresql-2026-11-22_000000.log'], 'postgresql*.log', ['postgresql-2026-11-22_000000.log', 'postgresql-2026-11-22_120000.log']],
    [['app-11-22-2026-2.log.gz', 'app-11-22-2026-1.log.gz', 'app-01-03-2026-1.log.gz', 'app.log'], 'app.log', ['app-01-03-2026-1.log.gz', 'app-11-22-2026-1.log.gz', 'app-11-22-2026-2.log.gz', 'app.log']],
    [['app.22.11.2026.log', 'app.21.11.2026.log'], 'app*.log', ['app.21.11.2026.log', 'app.22.11.2026.log']],
    [['messages', 'messages.1'], 'messages', ['messages.1', 'messages']],
  ])('%j are one log', (paths, name, order) => {
    const sets = rotatedSets(paths.map((path) => `logs/${path}`));
    expect([...new Set(sets.values())]).toEqual([{ name: `logs/${name}`, paths: order.map((path) => `logs/${path}`), doubtful: false }]);
  }); // prettier-ignore

  test.each([
    [['a.log', 'b.log', 'app.log.1']],
    [['worker-1.log', 'worker-2.log']],
    [['x/app.log', 'y/app.log.1']],
    [['app.log-20261399', 'app.log-20261122']],
    [['app.4711', 'app.4712', 'gc-1.2.3.log']],
  ])('%j are not', (paths) => {
    expect(rotatedSets(paths).size).toBe(0);
  });

  test.each([
    ['app.1.log', 'app.2.log'],
    ['node.1', 'node.2'],
  ])('%s and %s may be: their times tell', (...paths) => {
    expect([...new Set(rotatedSets(paths).values())]).toMatchObject([{ doubtful: true }]);
  });

  test('no name is slow to read', () => {
    const started = performance.now();
    for (const name of ['-'.repeat(5000), '2026-11-'.repeat(600), 'a.'.repeat(2500), '1'.repeat(5000)]) partOf(name);
    expect(performance.now() - started).toBeLessThan(500);
  });
});

describe('rotated sets', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'leak-stream-'))));
  afterEach(() => rmSync(folder, { recursive: true }));
  const line = (hour: number, text: string): string => `2026-11-23 ${String(hour).padStart(2, '0')}:00:00,000 INFO pool ${text}\n`;
  const write = (name: string, content: string | Buffer): void => writeFileSync(join(folder, name), content);
  const brief = ({ events }: Awaited<ReturnType<typeof read>>): string[] =>
    events.map(
      (event) => `${event.source.slice(folder.length + 1)}:${event.line} ${'connection' in event ? event.connection : event.kind}`,
    );

  test('are read as one log, oldest first; records go on over the border of two files', async () => {
    write('app.log.2.gz', gzipSync(line(1, 'lent connection a') + '\tframe one\n'));
    write('app.log.1', '\tframe two\n' + line(2, 'took back connection a').trimEnd());
    write('app.log', line(3, 'lent connection b'));
    write('other.log', line(4, 'lent connection c'));
    const result = await read([folder]);
    expect(brief(result)).toEqual(['app.log:1 a', 'app.log:4 a', 'app.log:5 b', 'other.log:1 c']);
    expect(result.events[0]).toMatchObject({ stack: [{ function: 'frame one' }, { function: 'frame two' }] });
    expect(result.summary.sources.map(({ name, lines, compression }) => [name.slice(folder.length + 1), lines, compression])).toEqual([
      ['app.log', 5, 'gzip'],
      ['other.log', 1, undefined],
    ]);
    expect(result.summary.notices.map(({ code }) => code)).toEqual(['rotated-set']);
    expect(result.summary.notices[0]?.text.replaceAll(`${folder}/`, '')).toBe(
      'app.log: 3 files were read as one log, oldest first: app.log.2.gz (lines 1 to 2), app.log.1 (lines 3 to 4), app.log (line 5)',
    );
    expect(brief(await read([`${folder}/app*`]))).toEqual(brief(result).slice(0, 3));
    expect(brief(await read(['app.log', 'app.log.1', 'app.log.2.gz'].map((name) => join(folder, name))))).toEqual(
      brief(result).slice(0, 3),
    );
  });

  test('go by their times where those contradict the names', async () => {
    write('app.log.1', line(1, 'lent connection a'));
    write('app.log.2', line(2, 'lent connection b'));
    write('app.log', line(3, 'lent connection c'));
    expect(brief(await read([folder]))).toEqual(['app.log:1 a', 'app.log:2 b', 'app.log:3 c']);
  });

  test('go by their names where a time tells no day', async () => {
    write('app.log.1', '23:00:00.000 INFO pool - lent connection a\n');
    write('app.log', '01:00:00.000 INFO pool - lent connection b\n');
    expect(brief(await read([folder]))).toEqual(['app.log:1 a', 'app.log:2 b']);
  });

  test('with doubtful names are one log only if each goes on where the one before ended', async () => {
    mkdirSync(join(folder, 'set'));
    mkdirSync(join(folder, 'workers'));
    for (const [n, hour] of [[2, 1], [1, 2]] as const) write(`set/app.${n}.log`, line(hour, `lent connection ${n}`)); // prettier-ignore
    for (const [n, hour] of [[2, 2], [1, 1]] as const) write(`workers/app.${n}.log`, line(hour, `lent connection ${n}`)); // prettier-ignore
    expect(brief(await read([folder]))).toEqual([
      'set/app.*.log:1 2',
      'set/app.*.log:2 1',
      'workers/app.2.log:1 2',
      'workers/app.1.log:1 1',
    ]);
  });

  test('lose no more than the file that cannot be read', async () => {
    write('app.log.2', Buffer.from('425a683900', 'hex'));
    write('app.log.1', line(2, 'lent connection a'));
    write('app.log', line(3, 'lent connection b'));
    const result = await read([folder]);
    expect(brief(result)).toEqual(['app.log:1 a', 'app.log:2 b']);
    expect(result.failures).toMatchObject([{ name: join(folder, 'app.log.2'), message: expect.stringContaining('bzip2 -dc') as string }]);
  });
});
