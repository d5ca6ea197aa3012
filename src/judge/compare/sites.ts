import type { Sites } from '../../model/report.ts';
import type { Traffic } from './traffic.ts';

/** Places that a report lists: enough for any service, and no burden for the report. */
const MOST = 2000;

/** Sorted by the key alone: the same log gives the same bytes. */
const sorted = (counts: ReadonlyMap<string, number>): [string, number][] => [...counts].sort(([a], [b]) => (a < b ? -1 : 1));

/** Traffic as a report carries it; undefined where there is none. What is cut cannot prove that anything did not run, so it says so. */
export function sitesOf({ runs, lines, showsStacks, showsRoutes }: Traffic): Sites | undefined {
  if (runs.size === 0 && (lines?.size ?? 0) === 0 && !showsStacks && !showsRoutes) return undefined;
  const whole = runs.size <= MOST;
  return {
    shown: { stacks: showsStacks && whole, routes: showsRoutes && whole },
    runs: sorted(runs).slice(0, MOST).map(([fingerprint, count]) => ({ fingerprint, count })),
    ...(lines !== undefined && lines.size <= MOST && { lines: sorted(lines).map(([template, count]) => ({ template, count })) }),
  }; // prettier-ignore
}

/** The way back. Templates that masking made one are counted together. */
export function trafficOfSites({ runs, lines, shown }: Sites): Traffic {
  const counted = new Map<string, number>();
  for (const { template, count } of lines ?? []) counted.set(template, (counted.get(template) ?? 0) + count);
  return {
    runs: new Map(runs.map(({ fingerprint, count }) => [fingerprint, count])),
    lines: lines && counted,
    showsStacks: shown.stacks,
    showsRoutes: shown.routes,
  };
}
