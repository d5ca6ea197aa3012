// Replays days of an invented cluster's log through `leak-stream --follow -` and watches its memory.
//   npm run soak -- --json soak.json        100 million lines; node scripts/soak/publish.mjs soak.json makes docs/soak.md of it
//   npm run soak:short                      600,000 lines; what is alive after a collection of garbage instead of resident memory
// Exits with 1 where memory grows by more than --bound after the warm-up. Stopped with Ctrl-C it ends as if the log had ended there. Linux only: there
// the system tells how much memory another process has.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { figuresOf, windowsOf } from './figures.mjs';

const { values } = parseArgs({
  options: {
    lines: { type: 'string', default: '1e8' },
    pods: { type: 'string', default: '1000' },
    days: { type: 'string', default: '60' },
    // Of a place, one pod after the other.
    lives: { type: 'string', default: '240' },
    seed: { type: 'string', default: '1' },
    windows: { type: 'string', default: '400' },
    // The part of the log after which memory must no longer grow, and growth that is none: the collector's ups and downs.
    warm: { type: 'string', default: '0.02' },
    bound: { type: 'string', default: '0.05' },
    // Of a short log resident memory tells little: the collector's ups and downs are half of it.
    alive: { type: 'boolean', default: false },
    cli: { type: 'string' },
    // Where the figures go beside, as JSON.
    json: { type: 'string' },
  },
});
const wanted = Number(values.lines);
const SAMPLE_MS = 500;

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const passed = ['lines', 'pods', 'days', 'lives', 'seed'].flatMap((name) => [`--${name}`, values[name]]);
const writer = spawn(process.execPath, [here('write.mjs'), ...passed], { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
const cli = values.cli ?? here('../../dist/cli.cjs');
const folder = mkdtempSync(join(tmpdir(), 'leak-stream-soak-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const aliveFile = join(folder, 'alive');
const watched = values.alive ? ['--expose-gc', '--require', here('alive.cjs')] : [];
const reader = spawn(process.execPath, [...watched, cli, '--follow', '--format', 'ndjson', '-'], {
  stdio: [writer.stdout, 'pipe', 'pipe'],
  // Ctrl-C is for this program, which ends the log.
  detached: true,
  env: { ...process.env, SOAK_ALIVE: aliveFile },
});
// The reader has its own hold of the pipe: with two, it would not learn that the writer is gone.
writer.stdout.destroy();
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => writer.kill('SIGINT'));

const textOf = (stream) => {
  const read = { text: '' };
  stream.setEncoding('utf8').on('data', (piece) => (read.text += piece));
  return read;
};
const written = textOf(writer.stderr);
const said = textOf(reader.stderr);
let rest = '';
const kinds = new Map();
reader.stdout.setEncoding('utf8').on('data', (piece) => {
  const lines = (rest + piece).split('\n');
  rest = lines.pop();
  for (const line of lines) {
    const kind = /^\{"kind":"([a-z]+)"/.exec(line)?.[1] ?? 'other';
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
});

const began = performance.now();
const samples = [];
const ended = once(reader, 'close');
let live = true;
void ended.then(() => (live = false));
const windowLines = wanted / Number(values.windows);
/** What Linux tells of the reader, which itself is busy reading: resident bytes, and time in hundredths of a second. Undefined once it has gone. */
function lookAtReader() {
  try {
    const [user, system] = readFileSync(`/proc/${reader.pid}/stat`, 'latin1').split(') ')[1].split(' ').slice(11, 13);
    const resident = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${reader.pid}/status`, 'latin1'));
    const bytes = values.alive ? Number(readFileSync(aliveFile, 'latin1')) : Number(resident?.[1]) * 1024;
    return bytes > 0 ? { bytes, cpuSeconds: (Number(user) + Number(system)) / 100 } : undefined;
  } catch {
    return undefined;
  }
}
let cpuSeconds = 0;
let told = 0;
while (live) {
  await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, SAMPLE_MS))]);
  const seen = lookAtReader();
  // The reader is behind by what a pipe holds, some hundred lines.
  const lines = Number(/\d+(?=\n$)/.exec(written.text)?.[0] ?? 0);
  if (seen === undefined || lines === 0) continue;
  cpuSeconds = seen.cpuSeconds;
  samples.push({ lines, bytes: seen.bytes });
  for (; (told + 1) * windowLines <= lines; told++) tell(windowsOf(samples, windowLines).find(({ index }) => index === told));
}
const [code] = await ended;
if (code !== 0) throw new Error(`leak-stream ended with ${code}: ${said.text}`);

function tell(window) {
  if (window === undefined) return;
  console.log(`${(window.upTo / 1e6).toFixed(2).padStart(8)} million lines  ${(window.bytes / 1e6).toFixed(0).padStart(6)} MB`);
}

const result = {
  ...JSON.parse(written.text.trim().split('\n').at(-1)),
  ...figuresOf(windowsOf(samples, windowLines), Number(values.warm) * wanted),
  seconds: (performance.now() - began) / 1000,
  cpuSeconds,
  kinds: Object.fromEntries(kinds),
  places: Number(values.pods),
  asked: wanted,
};
const bound = Number(values.bound);
console.log(
  `${(result.lines / 1e6).toFixed(2)} million lines of ${result.pods} pods in ${result.seconds.toFixed(0)} s; ` +
    `${values.alive ? 'what is alive' : 'memory'} grew by ${(result.growth * 100).toFixed(1)} % after the warm-up (bound ${bound * 100} %), at most ${(result.most / 1e6).toFixed(0)} MB`,
);
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(result, null, 2)}\n`);
process.exitCode = result.growth <= bound ? 0 : 1;
