// npm run latency [-- --rounds N]: a scripted writer writes recorded logs line by line, and the time is taken from the line with which a finding can be
// known to the finding on stdout of a process of its own (dist/). Prints what docs/live.md states.
import { spawn } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Finding } from '../../../src/model/finding.ts';
import { keyOf, knowable } from './knowable.ts';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '5' } } });
const root = fileURLToPath(new URL('../../../', import.meta.url));
const textOf = (log: string): string => readFileSync(`${root}samples/${log}/app.log`, 'utf8');
const linesOf = (text: string): string[] => text.split(/(?<=\n)/);
const ofPod = (pod: string, lines: readonly string[]): string[] => lines.map((line) => `[pod/${pod}/app] ${line}`);

interface Script {
  readonly name: string;
  /** Written at once, before anything is measured. */
  readonly before: readonly string[];
  /** Written one by one. */
  readonly lines: readonly string[];
  /** Written among them, over and over. */
  readonly among: readonly string[];
}

/** Lines a second, one by one. */
const RATE = 400;
/** Steps behind the last line in which the others go on: a finding may take longer than the rest of the log. */
const AFTER = 4 * RATE;

/** What a process hears of the log: by its stdin, or in a file. */
function writerTo(
  way: 'pipe' | 'file',
  folder: string,
): { child: ReturnType<typeof spawn>; write: (text: string) => void; end: () => void } {
  const path = join(folder, 'app.log');
  writeFileSync(path, '');
  const words = [`${root}dist/cli.cjs`, '--follow', '--format', 'ndjson', ...(way === 'file' ? [path] : [])];
  const child = spawn(process.execPath, words, { stdio: ['pipe', 'pipe', 'inherit'] });
  if (way === 'file') return { child, write: (text) => appendFileSync(path, text), end: () => child.kill('SIGINT') };
  return { child, write: (text) => child.stdin?.write(text), end: () => child.stdin?.end() };
}

/** Milliseconds from each line to its finding; NaN for those that were not told: the judgement changed again before, or it took longer than was waited. */
async function play(script: Script, known: ReadonlyMap<string, number>, way: 'pipe' | 'file'): Promise<Map<string, number>> {
  const folder = mkdtempSync(join(tmpdir(), 'latency-'));
  const { child, write, end } = writerTo(way, folder);
  const written: number[] = [];
  const told = new Map<string, number>();
  createInterface({ input: child.stdout as NonNullable<typeof child.stdout> }).on('line', (line) => {
    const finding = JSON.parse(line) as Finding;
    if (!told.has(keyOf(finding))) told.set(keyOf(finding), performance.now());
  });
  // what takes time once: starting, and what stands there already
  write(script.before.join(''));
  await wait(2000 + script.before.length / 20);
  const began = performance.now();
  for (let i = 0; i < script.lines.length + AFTER; i++) {
    const ahead = began + (i * 1000) / RATE - performance.now();
    if (ahead > 0) await wait(ahead);
    const other = script.among[i % Math.max(1, script.among.length)] ?? '';
    written.push(performance.now());
    write((script.lines[i] ?? '') + other);
  }
  await wait(1500);
  const all = new Map([...known].map(([key, line]) => [key, (told.get(key) ?? NaN) - (written[line] ?? NaN)]));
  const ended = new Promise((resolve) => child.on('close', resolve));
  end();
  await ended;
  rmSync(folder, { recursive: true });
  return all;
}

const healthy = textOf('hikaricp/healthy');
const leaks = linesOf(textOf('hikaricp/two-leaks-one-slow'));
const crowd = (pods: number): string[] => Array.from({ length: pods }, (_, i) => ofPod(`shop-${i}`, linesOf(healthy))).flat();
const scripts: Script[] = [
  { name: 'HikariCP, one pod', before: [], lines: leaks, among: [] },
  { name: 'DBStats, one pod', before: [], lines: linesOf(textOf('go-dbstats/two-routes')), among: [] },
  { name: 'HikariCP, among 50 pods', before: crowd(50), lines: ofPod('shop-x', leaks), among: crowd(50) },
  { name: 'HikariCP, among 500 pods', before: crowd(500), lines: ofPod('shop-x', leaks), among: crowd(500) },
];

const quantile = (sorted: readonly number[], q: number): string =>
  String(Math.round(sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? NaN));

console.log('| log | told | least ms | median | 95 % | most | untold |\n| --- | --- | --- | --- | --- | --- | --- |');
for (const script of scripts) {
  const known = await knowable(script.lines);
  for (const way of ['pipe', 'file'] as const) {
    const took: number[] = [];
    let untold = 0;
    for (let round = 0; round < Number(values.rounds); round++)
      for (const ms of (await play(script, known, way)).values()) {
        if (Number.isNaN(ms)) untold++;
        else took.push(ms);
      }
    took.sort((a, b) => a - b);
    const told = [0, 0.5, 0.95, 1].map((q) => quantile(took, q));
    console.log(`| ${script.name}, ${way} | ${took.length} | ${told.join(' | ')} | ${untold} |`);
  }
}
