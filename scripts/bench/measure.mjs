// Runs whole processes and tells what they cost.
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const scratch = mkdtempSync(join(tmpdir(), 'leak-stream-bench-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));

/** `0m1.234s` of the shell's `times`. */
const seconds = (text) => text.split('m').reduce((minutes, rest) => Number(minutes) * 60 + Number.parseFloat(rest));

/**
 * Runs a shell command to its end. What it prints goes into a file, for grep stops at the first hit when its output is /dev/null.
 * @returns `cpu` and `wall` in seconds, of all processes of the command
 */
export function run(command) {
  const out = openSync(join(scratch, 'out'), 'w');
  const err = openSync(join(scratch, 'err'), 'w');
  const begun = process.hrtime.bigint();
  // `times` prints the shell's own time in its first line and that of its children in the second.
  spawnSync('/bin/sh', ['-c', `{ ${command}\n}\ntimes >&2`], { stdio: ['ignore', out, err], env: { ...process.env, LC_ALL: 'C.UTF-8' } });
  const wall = Number(process.hrtime.bigint() - begun) / 1e9;
  closeSync(out);
  closeSync(err);
  const lines = readFileSync(join(scratch, 'err'), 'utf8').trimEnd().split('\n');
  const cpu = lines
    .slice(-2)
    .flatMap((line) => line.trim().split(/\s+/))
    .map(seconds);
  if (cpu.length !== 4 || cpu.some(Number.isNaN)) throw new Error(`${command}: ${lines.join('\n')}`);
  // Some shells count in hundredths of a second.
  return {
    cpu: Math.max(
      0.01,
      cpu.reduce((a, b) => a + b),
    ),
    wall,
  };
}

/** The most memory that a script of Node takes, in MB. */
export function memory(script, args) {
  const tell = 'process.on("exit",()=>process.stderr.write(`\\n${process.resourceUsage().maxRSS}`))';
  const { stderr } = spawnSync(process.execPath, ['--import', `data:text/javascript,${encodeURIComponent(tell)}`, script, ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  return Number(stderr.trimEnd().split('\n').at(-1)) / 1024;
}

export const has = (program) => spawnSync('/bin/sh', ['-c', `command -v ${program}`]).status === 0;

export const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];

/**
 * Runs commands in turn, several rounds of them, so that all see the same moods of the machine.
 * @param commands by name
 * @returns by name the measurements, one per round
 */
export function interleaved(commands, rounds) {
  const all = Object.fromEntries(Object.keys(commands).map((name) => [name, []]));
  // The first round only warms the page cache.
  for (let round = 0; round <= rounds; round++)
    for (const [name, command] of Object.entries(commands)) {
      const cost = run(command);
      if (round > 0) all[name].push(cost);
    }
  return all;
}

/** The ratio of two rows of measurements, theirs of so many runs each: of their medians, and the lowest and highest of single rounds. */
export function ratio(ours, theirs, what, runs) {
  const single = ours.map((cost, i) => (cost[what] / theirs[i][what]) * runs).sort((a, b) => a - b);
  return {
    ratio: (median(ours.map((cost) => cost[what])) / median(theirs.map((cost) => cost[what]))) * runs,
    low: single[0],
    high: single.at(-1),
  };
}
