import type { Plugin } from '../contract.ts';
import { FrameRuleError, parseFrameRules } from '../frames/grammar.ts';
import { triedLinear } from './pattern/linear.ts';
import type { Linear } from './pattern/linear.ts';
import type { Report } from './shape.ts';

/**
 * Checks a plug-in by what it says, before any of it is run: patterns, frame rules, whose place it takes.
 * @returns whether its patterns may be tried on samples
 */
export function checkRules(plugin: Plugin, linear: Linear | undefined, report: Report): boolean {
  if (Object.keys(plugin.rules).length === 0) report('rules', 'there is none', 'Add a rule, and a sample that it reads');
  if (plugin.replaces === plugin.id)
    report('replaces', 'it names the plug-in itself', 'Name the plug-in whose place this one takes, or leave it out');
  checkFrames(plugin.frames ?? [], report);
  const patterns: [where: string, pattern: RegExp][] = Object.entries(plugin.rules).map(([name, rule]) => [`rules.${name}`, rule.pattern]);
  if (plugin.continues) patterns.push(['continues', plugin.continues]);
  let safe = true;
  for (const [where, pattern] of patterns) {
    if (pattern.global || pattern.sticky) {
      report(where, `its pattern has the flag ${pattern.global ? 'g' : 'y'}, so it remembers where it stopped`, 'Leave the flag out');
      safe = false;
      continue;
    }
    const why = triedLinear(pattern) ?? linear?.(pattern);
    if (why === undefined) continue;
    safe = false;
    report(where, `its pattern is not linear: ${why}`, 'Bound the repeats ({0,200}), use classes that cannot overlap, and anchor it');
  }
  return safe;
}

function checkFrames(frames: readonly string[], report: Report): void {
  for (const [index, rule] of frames.entries()) {
    try {
      parseFrameRules(rule);
    } catch (error) {
      const why = error instanceof FrameRuleError ? error.message.replace(/^frame rule on line \d+: /, '').split('\n')[0] : String(error);
      report(`frames[${index}]`, `it is no frame rule: ${why}`, 'For instance: stack.module:org.example.pool.** role=pool');
    }
  }
}
