import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, expect, inject, test } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { metricsAt } from './metrics-at.ts';

// Real processes: what a signal does is the system's business too.

const words = [join(inject('bundled'), 'main.mjs')];

const OPEN = 5000;
/** Connections that go out and stay out, so many that the judgement takes its time and the report is longer than a pipe holds. */
const lines = Array.from({ length: OPEN }, (_, i) => {
  const time = new Date(Date.UTC(2026, 10, 23, 2) + i * 100).toISOString().replace('T', ' ').slice(0, 23).replace('.', ',');
  return `${time} DEBUG sqlalchemy.pool.impl.QueuePool Connection <connection object at 0x7f${i.toString(16).padStart(10, '0')}> checked out from pool\n`;
}).join('');

interface Started {
  readonly child: ChildProcess;
  out: string;
  err: string;
  readonly ended: Promise<{ code: number | null; signal: string | null }>;
}
const all: ChildProcess[] = [];
afterEach(() => all.splice(0).forEach((child) => child.kill('SIGKILL')));

/** @param reads whether somebody reads what it prints */
function start(program: string, argv: readonly string[], reads = true): Started {
  const child = spawn(program, [...argv], { stdio: ['pipe', 'pipe', 'pipe'] });
  all.push(child);
  const ended = new Promise<{ code: number | null; signal: string | null }>((resolve) => {
    child.on('exit', (code, signal) => resolve({ code, signal }));
  });
  const started: Started = { child, out: '', err: '', ended };
  if (reads) child.stdout?.on('data', (chunk: Buffer) => (started.out += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (started.err += chunk.toString()));
  // Who reads something else does not take it.
  child.stdin?.on('error', () => {});
  child.stdin?.write(lines);
  return started;
}

const ARGS = ['-f', '-', '--format', 'json', '--metrics', '0'];

async function hasRead(started: Started): Promise<void> {
  for (;;) {
    const text = await metricsAt(started.err);
    if (Number(/^leak_stream_lines_total (\d+)$/m.exec(text)?.[1]) >= OPEN) return;
    await wait(20);
  }
}

test('Ctrl-C while it judges: the whole report, and 130', async () => {
  const started = start(process.execPath, [...words, ...ARGS]);
  await hasRead(started);
  // Judging goes on as long as lines come.
  started.child.stdin?.write('2026-11-23 03:00:00,000 INFO app one more\n'.repeat(100));
  await wait(60);
  started.child.kill('SIGINT');
  expect(await started.ended).toEqual({ code: 130, signal: null });
  const report = JSON.parse(started.out) as Report;
  expect(report.pools[0]?.openHolds).toHaveLength(OPEN);
  expect(started.err).toContain('interrupted');
}, 120_000);

test('a terminal that is closed, of which it is told twice: the whole report in its file, and 130', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hang-up-'));
  const path = join(folder, 'report.json');
  const started = start(process.execPath, [...words, '-f', '-', '--metrics', '0', '-o', path]);
  await hasRead(started);
  started.child.kill('SIGHUP');
  await wait(20);
  started.child.kill('SIGHUP');
  expect(await started.ended).toEqual({ code: 130, signal: null });
  expect((JSON.parse(readFileSync(path, 'utf8')) as Report).pools[0]?.openHolds).toHaveLength(OPEN);
  rmSync(folder, { recursive: true });
}, 120_000);

test('the second Ctrl-C ends it, also where nobody takes the report', async () => {
  const started = start(process.execPath, [...words, ...ARGS], false);
  await hasRead(started);
  started.child.kill('SIGINT');
  await wait(3000);
  started.child.kill('SIGINT');
  expect(await started.ended).toEqual({ code: null, signal: 'SIGINT' });
}, 120_000);

test('one signal ends the waiting for a pipe to which nobody writes', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pipe-'));
  const pipe = join(folder, 'app.log');
  execFileSync('mkfifo', [pipe]);
  const both = [[pipe], ['-f', pipe, '--format', 'ndjson']].map((args) => start(process.execPath, [...words, ...args]));
  await wait(8000);
  for (const started of both) {
    started.child.kill('SIGTERM');
    expect(await started.ended).toEqual({ code: 130, signal: null });
    expect(started.err).toContain('interrupted');
  }
  rmSync(folder, { recursive: true });
}, 120_000);

const mayUnshare = spawnSync('unshare', ['-p', '-f', 'true']).status === 0;

/** The process whose parent this is. */
const childOf = (pid: number): number => Number(readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ')[0]);

test.skipIf(!mayUnshare)(
  'as the first process of a container: SIGTERM gives the report and 130',
  async () => {
    const started = start('unshare', ['-p', '-f', process.execPath, ...words, ...ARGS]);
    await hasRead(started);
    const first = childOf(started.child.pid as number);
    expect(readFileSync(`/proc/${first}/status`, 'utf8')).toMatch(/^NSpid:\t\d+\t1$/m);
    process.kill(first, 'SIGTERM');
    expect(await started.ended).toEqual({ code: 130, signal: null });
    expect((JSON.parse(started.out) as Report).pools[0]?.openHolds).toHaveLength(OPEN);
  },
  60_000,
);

test.skipIf(!mayUnshare)(
  'there too the second signal ends it, which the system alone would not do',
  async () => {
    const started = start('unshare', ['-p', '-f', process.execPath, ...words, ...ARGS], false);
    await hasRead(started);
    const first = childOf(started.child.pid as number);
    process.kill(first, 'SIGTERM');
    await wait(3000);
    process.kill(first, 'SIGTERM');
    expect(await started.ended).toEqual({ code: 130, signal: null });
  },
  60_000,
);
