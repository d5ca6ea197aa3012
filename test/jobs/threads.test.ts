import { appendFileSync, copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { analyze, events } from '../../src/index.ts';
import { usefulJobs } from '../../src/jobs/index.ts';
import { reportSchema } from '../../src/model/report.ts';
import { leakStream } from '../cli/io.ts';
import { Worker } from './bundled-threads.ts';

vi.mock('node:worker_threads', () => import('./bundled-threads.ts'));

const samples = fileURLToPath(new URL('../../samples', import.meta.url));
const sample = (name: string): string => join(samples, name, 'app.log');
const [ONE, TWO] = [sample('hikaricp/one-leak'), sample('hikaricp/two-leaks-one-slow')];
const folder = mkdtempSync(join(tmpdir(), 'leak-stream-threads-'));
afterAll(() => rmSync(folder, { recursive: true }));

const path = (name: string): string => join(folder, name);
writeFileSync(path('packed.log.gz'), gzipSync(readFileSync(sample('hikaricp/three-pods'))));
writeFileSync(path('cut.log.gz'), gzipSync(readFileSync(TWO)).subarray(0, -2000));
const lines = readFileSync(TWO, 'utf8').split('\n');
writeFileSync(path('app.log.1'), lines.slice(0, 200).join('\n'));
writeFileSync(path('app.log'), lines.slice(200).join('\n'));
copyFileSync(ONE, path('the same again.log'));
appendFileSync(path('the same again.log'), '2026-11-23 12:00:00.000  INFO 1 --- [main] c.a.App : on it goes\n');
for (const name of ['packed of others.log', 'the same again.log'])
  appendFileSync(path(name), '2026-11-23 12:00:01.000  WARN 1 --- [main] c.a.App : connection 7 not returned to the pool for 45 s\n');

describe('the command line says the same with any -j', () => {
  const inputs = [sample('sqlalchemy/version-2.1'), path('packed.log.gz'), path('cut.log.gz'), path('app.log.1'), path('app.log'), path('missing.log'), path('packed of others.log'), ONE, path('the same again.log')];
  test.each([
    [[samples, '--format', 'json'], 3],
    [['--format', 'text', '--fail-on', 'leak'], 1],
    [['--format', 'json', '--since', '5h', '--threshold', '10s'], 3],
    [['events', '--context'], 3],
    [['events'], 3],
    [['gate', '--format', 'json'], 1],
  ])('%j', async (words, code) => {
    const alone = await leakStream([...words, ...inputs, '-j', '1']);
    expect(alone.code).toBe(code);
    expect(alone.stderr).toMatch(/missing\.log: no such file/);
    expect(await leakStream([...words, ...inputs, '-j', '3'])).toEqual(alone);
  }, 60_000);

  // A thread that does not begin in time leaves its work to this one, so each question by itself may be answered without.
  test('and threads took part', () => expect(Worker.heard).toBeGreaterThan(0));

  test('compare', async () => {
    const words = ['compare', join(samples, 'hikaricp'), join(samples, 'sqlalchemy'), '--format', 'json'];
    expect(await leakStream([...words, '-j', '3'])).toEqual(await leakStream([...words, '-j', '1']));
  }, 60_000);

  test('with standard input among files, and with a parser of the user', async () => {
    const words = [ONE, '-', sample('go-dbstats/exhausted'), TWO, '--format', 'json', '--parser', fileURLToPath(new URL('plugins/hog.mjs', import.meta.url))];
    const stdin = readFileSync(sample('sqlalchemy/version-2.1'), 'utf8');
    expect(await leakStream([...words, '-j', '3'], { stdin })).toEqual(await leakStream([...words, '-j', '1'], { stdin }));
  }, 60_000);
}); // prettier-ignore

test('an interruption prints the report of what was read so far', async () => {
  const interrupted = new AbortController();
  // The pipe stays open: only the interruption ends the reading.
  const stdin = new PassThrough();
  setTimeout(() => interrupted.abort(), 4000);
  const { code, stdout } = await leakStream([ONE, TWO, '-', '-j', '2', '--format', 'json'], { stdin, signal: interrupted.signal });
  expect(code).toBe(130);
  const report = reportSchema.parse(JSON.parse(stdout));
  expect(report.pools.length).toBe(2);
  expect(report.input.notices.map(({ code: notice }) => notice)).toContain('interrupted');
}, 60_000);

test('a reader of the output that has seen enough ends it', async () => {
  const stdout = new PassThrough();
  stdout.destroy();
  expect((await leakStream(['events', ONE, TWO, '-j', '2'], { stdout })).code).toBe(0);
}, 60_000);

describe('the library', () => {
  test('gives the same report', async () => {
    const inputs = [ONE, TWO, sample('hikaricp/healthy')];
    expect(JSON.stringify(await analyze(inputs, { jobs: 3 }))).toBe(JSON.stringify(await analyze(inputs)));
  }, 60_000);

  test('lets go of its threads when nobody wants more events', async () => {
    let first: unknown;
    for await (const event of events([ONE, TWO], { jobs: 2 })) {
      first = event;
      break;
    }
    expect(first).toMatchObject({ source: ONE });
  }, 60_000);
});

describe('as many as are of use', () => {
  test.each([
    ['one file', [1e9], 8, 1],
    ['small files', [1e6, 1e6, 1e6], 8, 1],
    ['a large one beside small ones', [1e9, 1e5, 1e5], 8, 1],
    ['two large ones', [1e9, 1e9], 8, 2],
    ['more files than cores', [1e9, 1e9, 1e9, 1e9], 2, 2],
    ['many files', Array.from({ length: 100 }, () => 1e6), 8, 3],
    ['none', [], 8, 1],
  ])('%s', (_, sizes, cores, jobs) => expect(usefulJobs(sizes, cores)).toBe(jobs));
});
