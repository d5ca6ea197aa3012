import { expect, it } from 'vitest';
import { MINUTE, SECOND, judge, world, type World } from './world.ts';

/** Orders whose work goes on after their line, of which some wait for each other for ever, beside quick requests. */
function afterwards({ lost = 4, other = '' }: { readonly lost?: number; readonly other?: string } = {}): World {
  const log = world();
  for (let i = 0; i < 150; i++) {
    const at = i * SECOND;
    log
      .by({ request: `web${i}` })
      .out(at, 'a')
      .back(at + 5, 'a')
      .served(at + 6, 'GET /records');
    if (i % 3 !== 0) continue;
    const by = log.by({ request: `task${i}` }).served(at + 10, 'POST /orders');
    const forgets = i >= 30 && i < 30 + 9 * lost && i % 9 === 3;
    by.out(at + 12, `t${forgets ? i : 0}`);
    if (!forgets) by.back(at + 400, 't0');
    else if (other !== '') by.served(at + 500, other);
  }
  return log.by({ request: 'last' }).served(3 * MINUTE, 'GET /health');
}

it('work that begins after the line of its request is of its route', () => {
  const { verdict, suspects } = judge(afterwards());
  expect(verdict).toBe('leak');
  expect(suspects).toMatchObject([{ route: 'POST /orders', leaked: 4 }]);
});

it('a later line of the same id tells the route better', () => {
  expect(judge(afterwards({ other: 'POST /refunds' })).suspects).toMatchObject([{ route: 'POST /refunds', leaked: 4 }]);
});

it('is healthy where all of it comes back', () => {
  expect(judge(afterwards({ lost: 0 }))).toMatchObject({ verdict: 'healthy', suspects: [] });
});
