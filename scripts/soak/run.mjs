// Replays days of an invented cluster's log through `leak-stream --follow -` and watches its memory.
//   npm run soak                      100 million lines, figures to docs/soak.md
//   npm run soak -- --lines 1e6       a short one; exits with 1 where memory grows by more than --bound, writes nothing
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { publish } from './publish.mjs';

const FULL = 100_000_000;
const { values } = parseArgs({
  options: {
    lines: { type: 'string', default: String(FULL) },
    pods: { type: 'string', default: '1000' },
    days: { type: 'string', default: '3' },
    lives: { type: 'string', default: '12' },
    seed: { type: 'string', default: '1' },
    // Growth after the warm-up that is no growth: the collector's own ups and downs.
    bound: { type: 'string', default: '0.05' },
    warm: { type: 'string', default: '0.5' },
    publish: { type: 'boolean', default: false },
  },
});
const wanted = Number(values.lines);
const WINDOWS = 20;
const SAMPLE_MS = 500;

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const passed = ['lines', 'pods', 'days', 'lives', 'seed'].flatMap((name) => [`--${name}`, values[name]]);
const writer = spawn(process.execPath, [here('write.mjs'), ...passed], { stdio: ['ignore', 'pipe', 'pipe'] });
const reader = spawn(process.execPath, [here('../../dist/cli.cjs'), '--follow', '--format', 'ndjson', '--metrics', '0', '-'], {
  stdio: [writer.stdout, 'pipe', 'pipe'],
});
// The reader has its own hold of the pipe: with two, it would not learn that the writer is gone.
writer.stdout.destroy();

const ended = once(reader, 'close');
const began = performance.now();
const text = (stream) => {
  const read = { text: '' };
  stream.setEncoding('utf8').on('data', (piece) => (read.text += piece));
  return read;
};
const written = text(writer.stderr);
const said = text(reader.stderr);
let findings = 0;
let last = '';
reader.stdout.setEncoding('utf8').on('data', (piece) => {
  findings += piece.split('\n').length - 1;
  last = (last + piece).slice(-2000);
});

const samples = [];
const metric = (page, name) => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(page)?.[1] ?? NaN);
let live = true;
void ended.then(() => (live = false));
while (live) {
  await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, SAMPLE_MS))]);
  const url = /http:\S+/.exec(said.text)?.[0];
  if (url === undefined || !live) continue;
  const page = await fetch(url, { signal: AbortSignal.timeout(60_000) }).then((answer) => answer.text()).catch(() => ''); // prettier-ignore
  const sample = {
    lines: metric(page, 'leak_stream_lines_total'),
    bytes: metric(page, 'process_resident_memory_bytes'),
    judgements: metric(page, 'leak_stream_judgements_total'),
    judgeSeconds: metric(page, 'leak_stream_judge_seconds_total'),
  };
  if (Number.isFinite(sample.lines)) samples.push(sample);
}
const [code] = await ended;
const { cpu } = { cpu: process.resourceUsage() };
if (code !== 0) {
  console.error(said.text);
  throw new Error(`leak-stream ended with ${code}`);
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
const windows = Array.from({ length: WINDOWS }, (_, index) => {
  const inside = samples.filter(({ lines }) => Math.floor((lines / wanted) * WINDOWS) === index);
  return { upTo: ((index + 1) / WINDOWS) * wanted, bytes: inside.length === 0 ? undefined : median(inside.map(({ bytes }) => bytes)) };
}).filter(({ bytes }) => bytes !== undefined);
const after = windows.filter(({ upTo }) => upTo > wanted * Number(values.warm)).map(({ bytes }) => bytes);
const half = Math.ceil(after.length / 2);
const mean = (numbers) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
// The second half of what follows the warm-up against its first half: what grows without end grows there too.
const growth = mean(after.slice(half)) / mean(after.slice(0, half)) - 1;
const result = {
  ...JSON.parse(written.text.trim().split('\n').at(-1)),
  seconds: (performance.now() - began) / 1000,
  findings,
  judgements: samples.at(-1)?.judgements,
  judgeSeconds: samples.at(-1)?.judgeSeconds,
  windows,
  growth,
  warm: Number(values.warm),
  asked: wanted,
  full: FULL,
  cpu: cpu.userCPUTime,
};
for (const { upTo, bytes } of windows) console.log(`${(upTo / 1e6).toFixed(2).padStart(8)} million lines  ${(bytes / 1e6).toFixed(0).padStart(6)} MB`);
console.log(`growth after the warm-up: ${(growth * 100).toFixed(1)} %, bound ${Number(values.bound) * 100} %; ${result.seconds.toFixed(0)} s; ${samples.length} samples`);
if (values.publish || wanted >= FULL) publish(result, Number(values.bound));
process.exitCode = growth <= Number(values.bound) ? 0 : 1;
