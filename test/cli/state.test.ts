import { execFileSync, spawn } from 'node:child_process';
import { appendFileSync, lstatSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { leakStream } from './io.ts';

const MAIN = join(inject('bundled'), 'main.mjs');
const LOG = fileURLToPath(new URL('../../samples/hikaricp/two-leaks-one-slow/app.log', import.meta.url));
const log = readFileSync(LOG, 'utf8');
const cut = (part: number): number => log.indexOf('\n', log.length * part) + 1;

let folder: string;
let path: string;
let state: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'state-'));
  path = join(folder, 'app.log');
  state = join(folder, 'shop.state');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const objects = (out: string): { kind: string; fingerprint: string }[] =>
  out.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as { kind: string; fingerprint: string }); // prettier-ignore
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** The report of one run over the whole log. */
async function unbroken(): Promise<Report> {
  const other = join(folder, 'unbroken.state');
  const ran = await leakStream([path, '--format', 'json', '--state', other], { stdin: null });
  rmSync(other);
  return JSON.parse(ran.stdout) as Report;
}

test('run now and then it reads what is new, and reports over all it has seen', async () => {
  writeFileSync(path, log.slice(0, cut(0.4)));
  const args = [path, '--format', 'json', '--state', state];
  const first = await leakStream(args, { stdin: null });
  expect(first.stderr).toBe('');
  expect(statSync(state).mode & 0o777).toBe(0o600);
  appendFileSync(path, log.slice(cut(0.4)));
  const second = await leakStream(args, { stdin: null });
  const expected = await unbroken();
  expect(JSON.parse(second.stdout)).toEqual(expected);
  const third = await leakStream(args, { stdin: null });
  expect(JSON.parse(third.stdout)).toEqual(expected);
  expect(second.code).toBe(0);
});

test('its folder may be read: the state is no log', async () => {
  writeFileSync(path, log);
  const args = [folder, '--format', 'json', '--state', state];
  await leakStream(args, { stdin: null });
  const report = JSON.parse((await leakStream(args, { stdin: null })).stdout) as Report;
  expect(report.input.sources.map(({ name }) => name)).toEqual([path]);
});

test('a log or a report as state is refused and left as it is; other options are named', async () => {
  writeFileSync(path, log);
  for (const inputs of [[path], [LOG]]) {
    const ran = await leakStream([...inputs, '--state', path], { stdin: null });
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain('cannot use');
  }
  expect(readFileSync(path, 'utf8')).toBe(log);
  await leakStream([path, '--state', state], { stdin: null });
  const ran = await leakStream([path, '--state', state, '--timezone', 'Europe/Berlin'], { stdin: null });
  expect(ran.stderr).toContain('it was made with another --timezone');
  const parser = await leakStream([path, '--state', state, '--parser', 'hikaricp'], { stdin: null });
  expect(parser.stderr).toContain('set of parsers');
});

test('what is no plain file is refused and left as it is: a pipe is not waited for, nothing is put in its place', async () => {
  writeFileSync(path, log);
  execFileSync('mkfifo', [state]);
  const link = join(folder, 'link.state');
  symlinkSync(state, link);
  for (const [to, why] of [[state, 'it is a pipe and no file'], [link, 'it is a pipe and no file'], [folder, 'it is a folder and no file']] as const) {
    const ran = await leakStream([LOG, '--state', to], { stdin: null });
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain(why);
  }
  expect(statSync(state).isFIFO()).toBe(true);
  expect(lstatSync(link).isSymbolicLink()).toBe(true);
}); // prettier-ignore

test('findings that were told are not told again after a restart', async () => {
  const args = ['--follow', '--format', 'ndjson', '--state', state];
  const first = await leakStream(args, { stdin: log.slice(0, cut(0.8)) });
  const again = await leakStream(args, { stdin: log.slice(0, cut(0.8)) });
  const told = (out: string): string[] => {
    const kinds = objects(out);
    return kinds
      .slice(
        0,
        kinds.findIndex(({ kind }) => kind === 'report'),
      )
      .map(({ kind, fingerprint }) => `${kind} ${fingerprint}`);
  };
  expect(told(first.stdout).length).toBeGreaterThan(0);
  expect(told(again.stdout)).toEqual([]);
  const report = (out: string): string => out.slice(out.indexOf('{"kind":"report"'));
  expect(report(again.stdout)).toBe(report(first.stdout));
});

test('kill -9 while it follows a growing file: the next run gives the report of an unbroken one', async () => {
  writeFileSync(path, '');
  const argv = [MAIN, '--follow', path, '--format', 'ndjson', '--state', state];
  let written = 0;
  for (const part of [0.3, 0.6, 0.9]) {
    const child = spawn(process.execPath, argv, { stdio: ['ignore', 'pipe', 'inherit'] });
    const gone = new Promise((resolve) => child.once('close', resolve));
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const before = inode(state);
    appendFileSync(path, log.slice(written, cut(part)));
    written = cut(part);
    // It has written its state at least once, and more lines than that have come.
    for (let i = 0; i < 1000 && inode(state) === before; i++) await pause(20);
    expect(inode(state)).not.toBe(before);
    appendFileSync(path, log.slice(written, written + 3000));
    written += 3000;
    await pause(part * 300);
    child.kill('SIGKILL');
    await gone;
    expect(said).not.toContain('"kind":"report"');
  }
  appendFileSync(path, log.slice(written));
  const ran = await leakStream([path, '--format', 'json', '--state', state], { stdin: null });
  expect(JSON.parse(ran.stdout)).toEqual(await unbroken());
}, 120_000);

test.skipIf(process.platform !== 'linux')(
  'a second run at the same time is refused; the end of the first one, whatever it is, lets it go',
  async () => {
    writeFileSync(path, log);
    const argv = [MAIN, '-f', path, '--state', state];
    const child = spawn(process.execPath, argv, { stdio: ['ignore', 'pipe', 'inherit'] });
    const gone = new Promise((resolve) => child.once('close', resolve));
    child.stdout.resume();
    for (let i = 0; i < 1000 && inode(state) === 0; i++) await pause(20);
    const link = join(folder, 'link.state');
    symlinkSync(state, link);
    for (const same of [state, link]) {
      const second = await leakStream([path, '--state', same], { stdin: null });
      expect(second).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('another run uses it') as string });
    }
    child.kill('SIGKILL');
    await gone;
    expect(await leakStream([path, '--state', state], { stdin: null })).toMatchObject({ code: 0, stderr: '' });
  },
  60_000,
);

test('that another run has written the file meanwhile is said once', async () => {
  writeFileSync(path, log);
  await leakStream([path, '--state', state], { stdin: null });
  const copy = readFileSync(state);
  const stdin = Readable.from((async function* () {
    yield log.slice(0, cut(0.5));
    for (let i = 0; i < 3; i++) {
      await pause(3000);
      writeFileSync(state, copy);
      yield log.slice(cut(0.5), cut(0.6));
    }
  })());
  const ran = await leakStream(['-f', '--state', state], { stdin });
  expect(ran.stderr.match(/another run has written/g)).toHaveLength(1);
}, 120_000); // prettier-ignore

test('what was told is written although the log then falls silent: after a kill it is not told again', async () => {
  writeFileSync(path, log.slice(0, cut(0.8)));
  const argv = [MAIN, '-f', path, '--format', 'ndjson', '--state', state];
  const said = ['', ''];
  for (const run of [0, 1]) {
    const child = spawn(process.execPath, argv, { stdio: ['ignore', 'pipe', 'inherit'] });
    const gone = new Promise((resolve) => child.once('close', resolve));
    child.stdout.on('data', (chunk: Buffer) => (said[run] += chunk.toString()));
    // No more comes, so it is known by its time alone that it was written.
    const isKept = (): boolean => {
      const whole = said[0]!.slice(0, said[0]!.lastIndexOf('\n') + 1);
      if (!whole.includes('"kind":"confirmed"') || inode(state) === 0) return false;
      const kept = readFileSync(state);
      return objects(whole).every((one) => kept.includes(one.fingerprint));
    };
    for (let i = 0; i < 600 && !isKept(); i++) await pause(100);
    await pause(run === 0 ? 3000 : 10_000);
    child.kill('SIGKILL');
    await gone;
  }
  expect(said[0]).toContain('"kind":"confirmed"');
  expect(said[1]).toBe('');
}, 120_000);

const inode = (file: string): number => statSync(file, { throwIfNoEntry: false })?.ino ?? 0;
