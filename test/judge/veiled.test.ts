import { expect, it } from 'vitest';
import { MINUTE, SECOND, judge, world, type World } from './world.ts';

const WAVES = 5;
/** Losses of a wave, by seconds since it began. */
const LOST = [45, 65, 85, 105];

/**
 * Every ten minutes a wave of two minutes, in which forty connections are out; in its middle four bookings are refused, of which each keeps its connection. Misses come
 * with the first moments of each wave, and at other times as well.
 */
function waves(lost: readonly number[]): World {
  const log = world('app.log', { runtime: 'go-database-sql' }).begins(0);
  const lines: (readonly [number, () => unknown])[] = [];
  const losses: number[] = [];
  for (let wave = 1; wave <= WAVES; wave++) {
    const began = wave * 10 * MINUTE;
    for (const seconds of lost) {
      const at = began + seconds * SECOND;
      losses.push(at);
      lines.push([at, () => log.served(at, 'POST /bookings', { status: 409 })]);
    }
    for (const seconds of [2, 4, 6, 8, 200, 220, 300]) {
      const at = began + seconds * SECOND;
      lines.push([at, () => log.served(at, 'GET /zones/{id}', { status: 404 })]);
    }
  }
  for (let at = 5 * SECOND; at < 65 * MINUTE; at += 5 * SECOND) lines.push([at, () => log.served(at, 'POST /bookings')]);
  for (let i = 0; i < 3 * 65; i++) {
    const at = i * 20 * SECOND + 11 * SECOND;
    const into = at % (10 * MINUTE);
    const inWave = at > 10 * MINUTE && at < 60 * MINUTE && into < 120 * SECOND;
    const out = losses.filter((time) => time < at).length;
    lines.push([at, () => log.sample(at, out + (inWave ? 40 : i % 3), { max: 90, waitCount: 0 })]);
  }
  for (const [, write] of lines.sort(([a], [b]) => a - b)) write();
  return log;
}

it('what is lost in a rush is lost at any moment of it', () => {
  const { verdict, suspects } = judge(waves(LOST));
  expect(verdict).toBe('leak');
  expect(suspects.map(({ route }) => route)).toEqual(['POST /bookings']);
});
