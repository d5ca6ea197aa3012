import { describe, expect, it } from 'vitest';
import { SECOND, judge, world, type World } from './world.ts';

/** A filter and a controller say the same words; in-use is sampled every 30 s. @param guilty by whom a connection is lost each time */
function suspended(guilty: 'Filter' | 'Controller'): World {
  const log = world();
  let lost = 0;
  for (let i = 0; i < 80; i++) {
    const at = i * 30 * SECOND;
    for (let k = 0; k < 5; k++) log.served(at + k * 4 * SECOND, k % 2 === 0 ? 'GET /reports/{id}' : 'POST /orders/{id}');
    for (const [logger, times] of [['Filter', [2, 3, 9, 20, 21, 30, 38, 52, 53, 54, 61, 70, 71].includes(i)], ['Controller', (i * i) % 7 === 2 && i < 76]] as const) {
      if (!times) continue;
      log.says(at + 22 * SECOND, 'tenant <*> is suspended', { severity: 'warn', logger: `shop.${logger}` });
      if (logger === guilty) lost += 1;
    }
    log.sample(at + 29 * SECOND, lost + (i % 3 === 1 ? 1 : 0), { max: 100 });
  }
  return log;
} // prettier-ignore

describe('words that two classes say', () => {
  it.each([
    ['Filter', 13],
    ['Controller', 22],
  ] as const)('are told apart by who says them: %s', (guilty, lost) => {
    const { verdict, suspects } = judge(suspended(guilty));
    expect(verdict).toBe('leak');
    expect(suspects).toMatchObject([{ verdict: 'leak', template: 'tenant <*> is suspended', leaked: lost, checkouts: lost }]);
    expect(suspects[0]?.reasons.find(({ code }) => code === 'of-one-logger')?.text).toContain(`shop.${guilty} alone`);
  });

  it('are one place where one class alone says them', () => {
    const log = world();
    for (const event of suspended('Filter').events) {
      const own = event.kind === 'context' && event.logger === 'shop.Controller' ? { template: 'order <*> stored' } : {};
      log.line(event.kind, event.at === null ? null : event.at - Date.UTC(2026, 2, 2, 8), { ...event, ...own });
    }
    const { suspects } = judge(log);
    expect(suspects).toMatchObject([{ template: 'tenant <*> is suspended', leaked: 13 }]);
    expect(suspects[0]?.reasons.map(({ code }) => code)).not.toContain('of-one-logger');
  });
});
