// Writes the log of an invented cluster to standard output as fast as the reader takes it, and to standard error how far it is, last of all what it was.
//   node scripts/soak/write.mjs --lines 1e6 --pods 1000 --days 3 --seed 1
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { chance, Place } from './pods.mjs';

const { values } = parseArgs({
  options: {
    lines: { type: 'string', default: '1e6' },
    pods: { type: 'string', default: '1000' },
    days: { type: 'string', default: '3' },
    lives: { type: 'string', default: '12' },
    seed: { type: 'string', default: '1' },
  },
});
const wanted = Number(values.lines);
const days = Number(values.days);
const DAY = 86_400_000;
const lifeMs = (days * DAY) / Number(values.lives);
const random = chance(Number(values.seed));
const places = Array.from({ length: Number(values.pods) }, (_, index) => new Place(index, chance(Number(values.seed) * 100_003 + index)));
const begin = Date.UTC(2026, 2, 1);
const stepMs = (days * DAY) / wanted;
const BLOCK = 1 << 16;

const now = { ms: begin, iso: '', comma: '', slash: '', stamp: '' };
let second = -1;
let day = '';
let clock = '';
function moveTo(ms) {
  now.ms = ms;
  const whole = Math.floor(ms / 1000);
  if (whole !== second) {
    second = whole;
    const iso = new Date(whole * 1000).toISOString();
    day = iso.slice(0, 10);
    clock = iso.slice(11, 19);
  }
  const milli = String(Math.floor(ms) % 1000).padStart(3, '0');
  const slashed = day.replaceAll('-', '/');
  now.iso = `${day}T${clock}.${milli}Z`;
  now.comma = `${day} ${clock},${milli}`;
  now.slash = `${slashed} ${clock}.${milli}000`;
  now.stamp = `${day}T${clock}.${milli}512345Z`;
}

let lines = 0;
let nextTold = 0;
let pending = '';
process.stdout.on('error', () => process.exit(0));
let stopped = false;
process.on('SIGINT', () => (stopped = true));
while (lines < wanted && !stopped) {
  moveTo(begin + lines * stepMs);
  const place = places[Math.floor(random() * places.length)];
  // A new revision of each service every day, and a half-day one.
  const revision = `7c${(Math.floor((lines * stepMs) / (DAY / 2)) + 0x9f8d6b).toString(16)}`;
  pending += place.lines(now, lifeMs, revision);
  lines += place.count;
  if (pending.length < BLOCK) continue;
  if (!process.stdout.write(pending)) await once(process.stdout, 'drain');
  if (lines >= nextTold) {
    process.stderr.write(`${lines}\n`);
    nextTold = lines + wanted / 1000;
  }
  pending = '';
}
process.stdout.write(pending);
const sum = (pick) => places.reduce((total, place) => total + pick(place), 0);
process.stderr.write(`${JSON.stringify({ lines, pods: sum((place) => place.born), restarts: sum((place) => place.restarts), days })}\n`);
