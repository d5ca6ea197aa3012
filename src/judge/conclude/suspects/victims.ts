import type { CallSite, Victim } from '../../../model/report.ts';
import type { StackFrame } from '../../../model/stack-frame.ts';
import type { PoolCase } from '../case/pool-case.ts';
import type { Blamer } from '../case/runs.ts';

export const callSiteOf = (frame: StackFrame): CallSite => ({
  function: frame.function,
  ...(frame.module !== undefined && { module: frame.module }),
  ...(frame.file !== undefined && { file: frame.file }),
  ...(frame.line !== undefined && { line: frame.line }),
  ...(frame.role !== undefined && { role: frame.role }),
  ...(frame.decidedBy !== undefined && { decidedBy: frame.decidedBy }),
});

/** Who waited in vain, most first. Never suspects: a stack below a pool's wait names a victim. */
export function victimsOf(cases: readonly PoolCase[], blamer: Blamer): Victim[] {
  const victims = new Map<string, Victim & { timeouts: number; waits: number }>();
  const lives = new Map(cases.map((poolCase) => [poolCase.life, poolCase]));
  for (const [life, poolCase] of lives) {
    for (const group of life.victims.values()) {
      const frame = group.stack === undefined ? undefined : blamer.blame(poolCase, group.stack).frame;
      const key = frame ? `${frame.key ?? frame.function}:${frame.line ?? ''}` : (group.route ?? '');
      const victim = victims.get(key) ?? {
        ...(frame && { callSite: callSiteOf(frame) }),
        ...(group.route !== undefined && { route: group.route }),
        waits: 0,
        timeouts: 0,
      };
      victim.timeouts += group.timeouts;
      victims.set(key, victim);
    }
    for (const dump of life.goroutines.slice(-1)) {
      for (const { about, count, stack } of dump.stacks) {
        if (about !== 'waiter') continue;
        const { frame } = blamer.blame(poolCase, stack);
        if (!frame) continue;
        const key = `${frame.key ?? frame.function}:${frame.line ?? ''}`;
        const victim = victims.get(key) ?? { callSite: callSiteOf(frame), waits: 0, timeouts: 0 };
        victim.waits += count;
        victims.set(key, victim);
      }
    }
  }
  return [...victims]
    .sort(([a, x], [b, y]) => y.timeouts + y.waits - (x.timeouts + x.waits) || (a < b ? -1 : 1))
    .map(([, victim]) => victim);
}
