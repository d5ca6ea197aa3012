import { appendFileSync, copyFileSync, mkdtempSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { plugins } from '../../parsers/index.ts';
import { reportOf } from '../../src/analysis.ts';
import { emptyState, observe } from '../../src/judge/index.ts';
import type { TimedEvent } from '../../src/model/event.ts';
import type { Report } from '../../src/model/report.ts';
import { readEvents } from '../../src/read/index.ts';
import type { Events } from '../../src/read/index.ts';
import { followEvents, type LiveEvents } from '../../src/read/follow/live.ts';

const LOG = fileURLToPath(new URL('../../samples/hikaricp/two-leaks-one-slow/app.log', import.meta.url));
const text = readFileSync(LOG, 'utf8');
const lines = text.split(/(?<=\n)/);
const part = (from: number, to?: number): string => lines.slice(from, to).join('');

let folder: string;
let stop: AbortController;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'follow-'));
  stop = new AbortController();
});
afterEach(() => {
  stop.abort();
  rmSync(folder, { recursive: true, force: true });
});

async function reportFrom(events: Events, taken: TimedEvent[] = []): Promise<Report> {
  for await (const batch of events.batches) taken.push(...batch);
  if ('rest' in events) taken.push(...(events as LiveEvents).rest());
  const state = emptyState();
  for (const event of taken) observe(state, event);
  return reportOf(state, events.summary(), events.failures, plugins);
}

const batch = (path = LOG): Promise<Report> => reportFrom(readEvents([path], { plugins }));

/** What remains when the names of files, and what was said of them, are left out. */
const judged = ({ pools, suspects, victims, verdict, input }: Report): unknown =>
  JSON.parse(
    JSON.stringify({ pools, suspects, victims, verdict, lines: input.lines.total }, (key, value: unknown) =>
      key === 'source' || key === 'byte' ? undefined : typeof value === 'string' ? value.replaceAll(/[^" ]*app[^" ]*\.log|<stdin>/g, 'LOG') : value,
    ),
  ); // prettier-ignore

async function until(done: () => boolean): Promise<void> {
  const began = Date.now();
  while (!done()) {
    if (Date.now() - began > 20_000) throw new Error('nothing came');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const totalOf = (events: Events): number => events.summary().lines.total;

test('a pipe that ends gives the report of the log read at once', async () => {
  const stdin = new PassThrough();
  const report = reportFrom(followEvents(['-'], { plugins, stdin }));
  for (let at = 0; at < text.length; at += 777) stdin.write(text.slice(at, at + 777));
  stdin.end();
  expect(judged(await report)).toEqual(judged(await batch()));
});

test('a file that grows, is renamed and written anew is one log', async () => {
  const path = join(folder, 'app.log');
  writeFileSync(path, part(0, 300));
  const events = followEvents([path], { plugins, signal: stop.signal });
  const report = reportFrom(events);
  await until(() => totalOf(events) === 300);
  // in the middle of a line
  appendFileSync(path, part(300, 400) + lines[400]!.slice(0, 10));
  await until(() => totalOf(events) === 400);
  appendFileSync(path, lines[400]!.slice(10));
  renameSync(path, `${path}.1`);
  appendFileSync(`${path}.1`, part(401, 420));
  writeFileSync(path, part(420));
  await until(() => totalOf(events) === lines.length);
  stop.abort();
  const followed = await report;
  expect(judged(followed)).toEqual(judged(await batch()));
  expect(followed.input.notices.map(({ code }) => code)).toContain('log-rotated');
});

test('a file that is copied and emptied is read on from its new beginning', async () => {
  const path = join(folder, 'app.log');
  writeFileSync(path, part(0, 300));
  const events = followEvents([join(folder, '*.log')], { plugins, signal: stop.signal });
  const report = reportFrom(events);
  await until(() => totalOf(events) === 300);
  copyFileSync(path, join(folder, 'app.log.1'));
  truncateSync(path);
  appendFileSync(path, part(300));
  await until(() => totalOf(events) === lines.length);
  stop.abort();
  const followed = await report;
  expect(judged(followed)).toEqual(judged(await batch()));
  expect(followed.input.notices.map(({ code }) => code)).toContain('log-truncated');
});

test('new files of a folder are followed, a log goes on in its next dated file, and renamed ones are not read twice', async () => {
  writeFileSync(join(folder, 'app-2026-11-22.log'), part(0, 200));
  writeFileSync(join(folder, 'other.log'), 'one\n');
  const events = followEvents([folder], { plugins, signal: stop.signal });
  const report = reportFrom(events);
  await until(() => totalOf(events) === 201);
  writeFileSync(join(folder, 'app-2026-11-23.log'), part(200));
  renameSync(join(folder, 'other.log'), join(folder, 'other.log.1'));
  writeFileSync(join(folder, 'third.log'), 'two\nthree\n');
  await until(() => totalOf(events) === lines.length + 3);
  await new Promise((resolve) => setTimeout(resolve, 1500));
  stop.abort();
  const followed = await report;
  expect(followed.input.lines.total).toBe(lines.length + 3);
  expect(followed.suspects.map(({ fingerprint, leaked }) => [fingerprint, leaked])).toEqual(
    (await batch()).suspects.map(({ fingerprint, leaked }) => [fingerprint, leaked]),
  );
});

test('a file that is not there yet is waited for, and named at the end if it never came', async () => {
  const path = join(folder, 'late.log');
  const events = followEvents([path, join(folder, 'never.log')], { plugins, signal: stop.signal });
  const report = reportFrom(events);
  await new Promise((resolve) => setTimeout(resolve, 300));
  writeFileSync(path, text);
  await until(() => totalOf(events) === lines.length);
  stop.abort();
  expect((await report).suspects).not.toEqual([]);
  expect(events.failures.map(({ name }) => name)).toEqual([join(folder, 'never.log')]);
});

test('an open record is heard after a silence, and its late lines go on with it', async () => {
  const alarm = lines.findIndex((line) => line.includes('leak detection triggered'));
  const stdin = new PassThrough();
  const events = followEvents(['-'], { plugins, stdin });
  const taken: TimedEvent[] = [];
  const report = reportFrom(events, taken);
  const kinds = (silentMs: number): string[] => events.look(silentMs).map(({ kind }) => kind);
  stdin.write(part(0, alarm + 5));
  await until(() => totalOf(events) === alarm + 5);
  const before = events.silence(300);
  expect(kinds(5000)).toEqual([]);
  await until(() => events.silence(300) > before);
  expect(kinds(300)).toContain('leak-reported');
  expect(taken.map(({ kind }) => kind)).not.toContain('leak-reported');
  const stack = (): number => {
    const [event] = events.look(0).filter(({ kind }) => kind === 'leak-reported');
    return event?.kind === 'leak-reported' ? event.stack.length : 0;
  };
  const frames = stack();
  stdin.write(lines[alarm + 5]);
  await until(() => stack() === frames + 1);
  stdin.end(part(alarm + 6));
  expect(judged(await report)).toEqual(judged(await batch()));
});
