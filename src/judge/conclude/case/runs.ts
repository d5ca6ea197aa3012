import { addRun, emptyNode, type CallerNode } from '../../blame/trie.ts';
import { blame, isSelfStarted, runKeys, type Blame } from '../../blame/blame.ts';
import type { Evidence } from '../../../model/report.ts';
import { fingerprintOfFrame } from '../../fingerprint.ts';
import type { StackFrame } from '../../../model/stack-frame.ts';
import type { PoolCase } from './pool-case.ts';

/** Who is to blame for a stack, learned from all stacks of the log together. */
export interface Blamer {
  readonly blame: (poolCase: PoolCase, stack: string) => Blame;
  readonly framesOf: (poolCase: PoolCase, stack: string) => readonly StackFrame[];
  /** A stack of work that the application started itself, and by which nothing else takes connections: a dispatcher of its own starts the work of others. */
  readonly selfStarted: (poolCase: PoolCase, stack: string) => boolean;
  /** The culprit's fingerprint: holds of one culprit are judged together. */
  readonly groupOf: (poolCase: PoolCase) => (stack: string) => string;
}

/**
 * Runs of all pools go into one trie: a helper that one pod shows to be innocent is innocent in the others too.
 * @param lost what is known to be leaked, by its evidence. Without it all that is still out counts as leaked: at worst an honest hold in
 * flight makes its own caller look guilty, which clears nobody
 */
export function learn(cases: readonly PoolCase[], lost?: ReadonlySet<Evidence>): Blamer {
  const root: CallerNode = emptyNode();
  const framesOf = (poolCase: PoolCase, stack: string): readonly StackFrame[] => poolCase.life.stacks.get(stack) ?? [];
  const add = (poolCase: PoolCase, stack: string | undefined, kind: 'leaked' | 'returned' | 'waited', runs: number): void => {
    if (stack !== undefined && runs > 0) addRun(root, runKeys(framesOf(poolCase, stack)), kind, runs);
  };
  const isLost = (evidence: Evidence): boolean => lost?.has(evidence) ?? true;
  const lives = new Set<PoolCase['life']>();
  for (const poolCase of cases) {
    const { life } = poolCase;
    const newest = life.lastAt;
    for (const hold of poolCase.open) {
      const young = newest !== null && hold.since !== null && newest - hold.since < 1000;
      if (!young && isLost(hold.evidence)) add(poolCase, hold.stack, 'leaked', 1);
    }
    for (const hold of poolCase.reclaimed) if (isLost(hold.evidence)) add(poolCase, hold.stack, 'leaked', 1);
    for (const alarm of poolCase.alarms) if (isLost(alarm.evidence)) add(poolCase, alarm.stack, 'leaked', 1);
    for (const late of poolCase.lateReturns) add(poolCase, late.stack, 'returned', 1);
    if (lives.has(life)) continue;
    lives.add(life);
    for (const [site, { returned }] of life.sites)
      if (site.startsWith('stack\u0001')) add(poolCase, site.slice(6), 'returned', returned.count);
    for (const stack of life.busy) add(poolCase, stack, 'returned', 1);
    for (const victim of life.victims.values()) add(poolCase, victim.stack, 'waited', victim.timeouts);
  }

  const known = new Map<readonly StackFrame[], Blame>();
  const blameOf = (poolCase: PoolCase, stack: string): Blame => {
    const frames = framesOf(poolCase, stack);
    let found = known.get(frames);
    if (!found) known.set(frames, (found = blame(frames, root)));
    return found;
  };
  const groupIn = (poolCase: PoolCase, stack: string): string => {
    const { frame } = blameOf(poolCase, stack);
    return frame ? fingerprintOfFrame(poolCase.life.runtime, frame) : 'unknown';
  };
  const entryOf = (poolCase: PoolCase, stack: string): string | undefined => runKeys(framesOf(poolCase, stack)).at(-1);
  let begun: ReadonlyMap<string | undefined, ReadonlySet<string>> | undefined;
  /** The culprits of what waited or was out for long, by the frame in which the work of their stacks begins. */
  const culprits = (): ReadonlyMap<string | undefined, ReadonlySet<string>> => {
    const found = new Map<string | undefined, Set<string>>();
    for (const poolCase of cases)
      for (const { stack } of [...poolCase.alarms, ...poolCase.lateReturns, ...poolCase.life.victims.values()]) {
        if (stack === undefined) continue;
        const entry = entryOf(poolCase, stack);
        found.set(entry, (found.get(entry) ?? new Set()).add(groupIn(poolCase, stack)));
      }
    return found;
  };
  return {
    blame: blameOf,
    framesOf,
    selfStarted: (poolCase, stack) =>
      isSelfStarted(framesOf(poolCase, stack)) && ((begun ??= culprits()).get(entryOf(poolCase, stack))?.size ?? 0) < 2,
    groupOf: (poolCase) => (stack) => groupIn(poolCase, stack),
  };
}
