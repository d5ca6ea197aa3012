import { unclaimReturn } from '../../observe/holds/claims.ts';
import { unfold, withOwn } from '../../observe/holds/sites.ts';
import { poolOf } from '../../lives.ts';
import { copyOf } from '../../sketch.ts';
import type { ClosedHold, Life } from '../../state.ts';

/** What a return was counted in becomes the life's own, so that it may be taken out. */
export function ownCounts(life: Life): void {
  const { pools, sites, innocent, claims } = life;
  life.pools = new Map([...pools].map(([name, pool]) => [name, { ...pool, returned: copyOf(pool.returned) }]));
  life.sites = withOwn(sites, sites.keys());
  life.innocent = { ...innocent, templates: new Map(innocent.templates) };
  life.claims = {
    ...claims,
    waiting: [],
    unclaimed: [...claims.unclaimed],
    claimed: new Map(claims.claimed),
    sites: withOwn(claims.sites, claims.sites.keys()),
  };
}

/** Takes a return out of what the honest ones are counted in. @param life one whose counts are its own @param hold a copy */
export function takeOut(life: Life, hold: ClosedHold): void {
  const pool = poolOf(life, hold.pool);
  const { innocent } = life;
  if (hold.site !== undefined && hold.stack === undefined) {
    innocent.checkouts = Math.max(0, innocent.checkouts - 1);
    for (const template of hold.templates) {
      const known = innocent.templates.get(template) ?? 0;
      if (known > 1) innocent.templates.set(template, known - 1);
      else innocent.templates.delete(template);
    }
  }
  unfold(life, pool, hold);
  unclaimReturn(life, hold);
  pool.back -= 1;
}
