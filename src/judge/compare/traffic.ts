import { isKeyless } from '../conclude/case/patience.ts';
import { poolCases } from '../conclude/case/pool-case.ts';
import { fingerprintOfFrame, fingerprintOfRoute, fingerprintOfTemplate } from '../fingerprint.ts';
import { saidBefore } from '../observe/work/right-before.ts';
import type { Life, State } from '../state.ts';

/** How often each place ran, as far as a log shows places at all. Made from a state, because a report keeps only its suspects. */
export interface Traffic {
  /** Fingerprint → connections that came back there, or lines of it where the log shows no single connections. */
  readonly runs: ReadonlyMap<string, number>;
  /**
   * Template of an ordinary line → how often it came in work that gave its connection back, or at all where single ones are not shown.
   * Undefined where there were too many of them to keep.
   */
  readonly lines: ReadonlyMap<string, number> | undefined;
  /** The log shows the code of every checkout of some pool: a frame that it does not show did not run. */
  readonly showsStacks: boolean;
  /** The log names routes of requests: a route that it does not name was not called. */
  readonly showsRoutes: boolean;
}

/** Places are taken for shown where at least this share of the returns have one. */
const MOST = 0.5;

/** Counts the runs of every place of a state. Frames count once a stack, whoever is to blame. */
export function trafficOf(state: State): Traffic {
  const runs = new Map<string, number>();
  const lines = new Map<string, number>();
  const addLine = (template: string, n: number): void => void lines.set(template, (lines.get(template) ?? 0) + n);
  const add = (fingerprint: string, n: number): void => void (n > 0 && runs.set(fingerprint, (runs.get(fingerprint) ?? 0) + n));
  const cases = poolCases(state);
  let [returned, withStack, withRoute, requests] = [0, 0, 0, 0];
  for (const life of new Set(cases.map((poolCase) => poolCase.life))) {
    for (const [site, holds] of isKeyless(life) ? life.claims.sites : life.sites) {
      const n = holds.returned.count;
      returned += n;
      if (site.startsWith('stack\u0001')) {
        withStack += n;
        addStack(life, site.slice(6), n, add);
      } else if (site.startsWith('route\u0001')) {
        withRoute += n;
        add(fingerprintOfRoute(life.runtime, site.slice(6)), n);
      }
    }
    for (const [template, n] of life.innocent.templates) if (saidBefore(template) === undefined) addLine(template, n);
    // Many come back late at few places, and each stack is dear to tell.
    const late = new Map<string, number>();
    for (const { stack } of life.lateReturns) if (stack !== undefined) late.set(stack, (late.get(stack) ?? 0) + 1);
    for (const [stack, n] of late) addStack(life, stack, n, add);
  }
  for (const { pool, life } of cases) {
    for (const { kind, route, template, total } of pool.intervals?.keys.values() ?? []) {
      if (kind === 'route' && route !== undefined) {
        requests += total;
        add(fingerprintOfRoute(life.runtime, route), total);
      } else if (kind === 'template' && template !== undefined) {
        add(fingerprintOfTemplate(life.runtime, template), total);
        addLine(template, total);
      }
    }
  }
  return { runs, lines, showsStacks: withStack > MOST * returned, showsRoutes: withRoute > MOST * returned || requests > 0 };
}

function addStack(life: Life, stack: string, n: number, add: (fingerprint: string, n: number) => void): void {
  const prints = (life.stacks.get(stack) ?? []).map((frame) => fingerprintOfFrame(life.runtime, frame));
  for (const fingerprint of new Set(prints)) add(fingerprint, n);
}
