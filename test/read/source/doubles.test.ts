import { execFileSync } from 'node:child_process';
import { linkSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { analyze } from '../../../src/index.ts';
import { fixture, read } from '../support.ts';

let folder = '';
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'doubles-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const line = (minute: number, text: string): string => `2026-11-23 01:${String(minute).padStart(2, '0')}:00,000 INFO pool - ${text}\n`;
const LOG = Array.from({ length: 20 }, (_, i) => line(i, `lent connection c${i}`)).join('');
const write = (name: string, content: string | Buffer): void => writeFileSync(join(folder, name), content);
const sourcesOf = async (inputs: readonly string[]): Promise<{ sources: string[]; notices: string[]; events: number }> => {
  const { summary, events } = await read(inputs);
  return {
    sources: summary.sources.map(({ name }) => name.slice(folder.length + 1)),
    notices: summary.notices.map(({ code, text }) => `${code} ${text.replaceAll(`${folder}/`, '')}`),
    events: events.length,
  };
};

describe('the same log twice', () => {
  test('packed and not, is read once', async () => {
    write('a.log', LOG);
    write('a.log.gz', gzipSync(LOG));
    expect(await sourcesOf([folder])).toEqual({
      sources: ['a.log'],
      notices: ['same-log-twice a.log.gz: all of it stands in a.log too; it was read once, there'],
      events: 20,
    });
  });

  test('packed and cut short, is read from the whole one, and said to be cut', async () => {
    const log = Array.from({ length: 20_000 }, (_, i) => line(i % 60, `lent connection c${i * 7919}`)).join('');
    const packed = gzipSync(log);
    write('a.log', log);
    write('b.log.gz', packed.subarray(0, packed.length / 2));
    expect(await sourcesOf([folder])).toEqual({
      sources: ['a.log'],
      notices: [
        'compressed-input-damaged b.log.gz: the compressed data ends early or is damaged; what it held before stands in a.log too, and was read once, there',
      ],
      events: 20_000,
    });
  });

  test('fetched earlier and later, is read from the longer one', async () => {
    write('early.log', LOG.slice(0, 600));
    write('later.log', LOG);
    expect(await sourcesOf([join(folder, 'early.log'), join(folder, 'later.log')])).toMatchObject({ sources: ['later.log'], events: 20 });
  });

  test('by a link or a second path, is read once', async () => {
    write('a.log', LOG);
    symlinkSync('a.log', join(folder, 'current.log'));
    linkSync(join(folder, 'a.log'), join(folder, 'hard.log'));
    expect(await sourcesOf([join(folder, 'a.log'), `${folder}/./a.log`, `${folder}/current.log`])).toEqual({
      sources: ['a.log'], notices: ['same-log-twice current.log: the same file as a.log; it was read once'], events: 20,
    }); // prettier-ignore
    expect(await sourcesOf([folder])).toMatchObject({ sources: ['a.log'], events: 20 });
  });

  test.skipIf(process.platform === 'win32')('in archives, beside them and twice in one, is read once', async () => {
    const tar = (to: string, ...names: string[]): void => void execFileSync('tar', ['-C', folder, '-cf', join(folder, to), ...names]);
    write('a.log', LOG);
    write('b.log.gz', gzipSync(LOG.replaceAll('lent', 'gave')));
    tar('one.tar', 'a.log', 'b.log.gz');
    write('two.tgz', gzipSync(readFileSync(join(folder, 'one.tar'))));
    expect(await sourcesOf([join(folder, 'two.tgz'), join(folder, 'one.tar')])).toEqual({
      sources: ['two.tgz:a.log', 'two.tgz:b.log.gz'],
      notices: ['a.log', 'b.log.gz'].map((name) => `same-log-twice one.tar:${name}: all of it stands in two.tgz:${name} too; it was read once, there`),
      events: 20,
    });
    // A log that has grown since it was put away.
    write('a.log', LOG + line(40, 'lent connection d'));
    rmSync(join(folder, 'two.tgz'));
    expect(await sourcesOf([folder])).toMatchObject({ sources: ['a.log', 'b.log.gz'], events: 21 });
    write('c.log', LOG.replace(/c19\n$/, 'c20\n'));
    write('d.log', LOG.replace(/c19\n$/, 'c20\n'));
    tar('alike.tar', 'a.log', 'c.log', 'd.log');
    expect(await sourcesOf([join(folder, 'alike.tar')])).toMatchObject({ sources: ['alike.tar:a.log', 'alike.tar:c.log'], events: 41 });
  }); // prettier-ignore

  test.skipIf(process.platform === 'win32')('that one archive holds twice by one name, is read as it was', async () => {
    write('a.log', LOG);
    execFileSync('tar', ['-C', folder, '-cf', join(folder, 'one.tar'), 'a.log']);
    write('a.log', `${LOG}${line(40, 'lent connection d')}`);
    execFileSync('tar', ['-C', folder, '-rf', join(folder, 'one.tar'), 'a.log']);
    expect(await sourcesOf([folder])).toMatchObject({ sources: ['a.log', 'one.tar:a.log', 'one.tar:a.log'], notices: [] });
  });

  test('is two logs where one byte differs, and where files only begin alike', async () => {
    write('a.log', LOG);
    write('b.log', LOG.replace(/c19\n$/, 'c20\n'));
    write('c.log', `${LOG.slice(0, 600)}${line(59, 'lent connection z')}`);
    expect(await sourcesOf([folder])).toMatchObject({ sources: ['a.log', 'b.log', 'c.log'], notices: [] });
  });

  test('does not become part of a rotated set', async () => {
    write('app.log', LOG);
    write('app.log.gz', gzipSync(LOG));
    write('app.log.1', line(0, 'lent connection old').replace('01:00', '00:00'));
    expect(await sourcesOf([folder])).toMatchObject({ sources: ['app.log'], events: 21 });
  });
});

describe('this program’s own output', () => {
  test('is no log', async () => {
    write('app.log', LOG);
    write('report.json', '{\n  "schemaVersion": "1.0",\n  "tool": {\n    "name": "leak-stream",\n    "version": "0.1.0"\n  },\n  "x": "lent connection a"\n}\n');
    write('events.ndjson', '{"kind":"checkout","at":"2026-11-23T01:00:00.000Z","source":"a","line":1,"text":"lent connection a"}\n');
    write('report.txt', ' LEAK \n Pool HikariPool-1 leaks connections\n  a.log:1  lent connection a\n');
    write('report.md', '## Connection pool: slow work\n\nlent connection a\n');
    write('junit.xml', '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="leak-stream" tests="1">lent connection a\n');
    const { sources, notices, events } = await sourcesOf([folder]);
    expect(sources).toEqual(['app.log']);
    expect(notices.map((notice) => notice.slice(0, 40))).toEqual([
      'own-output-skipped events.ndjson: the ou', 'own-output-skipped junit.xml: a JUnit re', 'own-output-skipped report.json: a report',
      'own-output-skipped report.md: a Markdown', 'own-output-skipped report.txt: a report ',
    ]); // prettier-ignore
    expect(events).toBe(20);
  }); // prettier-ignore
});

test('lines that end in carriage returns alone are lines', async () => {
  write('mac.log', LOG.replaceAll('\n', '\r'));
  const { events, summary } = await read([join(folder, 'mac.log')]);
  expect(events).toHaveLength(20);
  expect(events[19]).toMatchObject({ line: 20, byte: LOG.lastIndexOf('2026') });
  expect(summary.lines.total).toBe(20);
});

test('a report names the file of a rotated set in which a line stands', async () => {
  const log = fixture('hikaricp-three-pods.log').toString().split('\n');
  write('app.log', log.slice(700).join('\n'));
  write('app.log.1.gz', gzipSync(`${log.slice(300, 700).join('\n')}\n`));
  write('app.log.2', `${log.slice(0, 300).join('\n')}\n`);
  const report = await analyze(folder);
  expect(report.input.sources.map(({ name }) => name)).toEqual([join(folder, 'app.log')]);
  const evidence = [...report.suspects.flatMap((s) => s.evidence), ...report.pools.flatMap((p) => p.reasons.flatMap((r) => r.evidence))];
  const files = new Map([['app.log.2', log.slice(0, 300)], ['app.log.1.gz', log.slice(300, 700)], ['app.log', log.slice(700)]]); // prettier-ignore
  expect(new Set(evidence.map(({ source }) => source)).size).toBeGreaterThan(1);
  for (const { source, line: number, byte, text } of evidence) {
    const lines = files.get(source.slice(folder.length + 1)) as string[];
    expect(lines[number - 1]).toContain(text.slice(0, 200));
    expect(Buffer.from(lines.join('\n')).toString('utf8', byte)).toContain(text.slice(0, 200));
    expect(Buffer.from(lines.slice(0, number - 1).join('\n')).length).toBe(Math.max(0, byte - 1));
  }
});
