import { describe, expect, it } from 'vitest';
import { MINUTE, SECOND, World, judge } from './world.ts';

/**
 * A busy pool whose routes take turns, all on threads of their own.
 * @param lost how many connections went out for good on `/b`, or on `/a`, `/b` and so on in turns
 * @param missing how many connections came back without a line, for they went out again
 */
function busy(lost: number, missing: number, where: 'one path' | 'all paths'): World {
  const log = new World();
  const routes = ['/a', '/b', '/c', '/d', '/e', '/f', '/g', '/h', '/i', '/j'];
  for (let i = 0; i < 600; i++) {
    const at = i * SECOND;
    const route = routes[i % routes.length]!;
    const by = log.by({ request: `r${i}` });
    const one = `0x${(100 + (i % 5)).toString(16)}`;
    by.out(at, one);
    if (i >= 100 && i < 100 + missing) continue;
    by.back(at + 50, one).says(at + 60, `GET ${route}`, { route: `GET ${route}` });
  }
  for (let i = 0; i < lost; i++) {
    const by = log.by({ request: `lost${i}` });
    by.out(300 * SECOND + i * 7 * SECOND, `0x${(900 + i).toString(16)}`);
    const path = `GET ${where === 'one path' ? '/b' : routes[i % routes.length]}`;
    by.says(300 * SECOND + i * 7 * SECOND + 20, path, { route: path });
  }
  return log
    .by({ request: 'last' })
    .out(10 * MINUTE, '0x1')
    .back(10 * MINUTE + 50, '0x1');
}

const told = (log: World): unknown => {
  const [pool] = judge(log).pools;
  return [pool?.verdict, pool?.reasons[0]?.code];
};

describe('connections that did not come back, where ends are missing anyway', () => {
  it.each([
    [4, 0, 'all paths', 'leak'],
    [4, 3, 'all paths', 'leak'],
    [4, 20, 'all paths', 'inconclusive'],
    [6, 20, 'one path', 'leak'],
  ] as const)('%i beside %i, of %s: %s', (lost, missing, where, verdict) => {
    expect(told(busy(lost, missing, where))).toEqual([verdict, verdict === 'leak' ? 'never-returned' : 'ends-missing']);
  });
});
