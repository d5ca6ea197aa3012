import type { Plugin } from '../contract.ts';
import type { Report } from './shape.ts';

/** Says why a pattern is not linear in its input, or undefined where it is proven to be. */
export type Linear = (pattern: RegExp) => string | undefined;

/** A rule sees at most 8 KiB of a line; on that much a linear pattern needs well under a millisecond, a quadratic one 50 and more. */
const LENGTH = 8 * 1024;
const SLOW_MS = 40;

/** Lengths at which a pattern is tried, short ones closely: exponential cost must be seen before it is past waiting for. */
const LENGTHS = [...Array.from({ length: 16 }, (_, i) => 10 + 2 * i), 64, 128, 256, 512, 1024, 2048, 4096, LENGTH];

/** What makes careless repeats try everything when it is repeated: one kind of character, or words, digits and marks by turns. */
const unitsFor = (pattern: RegExp): string[] => {
  const literal = /[A-Za-z][A-Za-z :=-]{2,40}/.exec(pattern.source)?.[0] ?? 'x';
  return ['a', ' ', '0', '"', '(', 'a.', 'a b ', '0:', 'a=1 ', '\t', literal, `${literal} `];
};

/** Milliseconds that a pattern needs for a text; the smaller of two runs, because the machine may be busy. */
function cost(pattern: RegExp, text: string): number {
  let least = Infinity;
  for (let run = 0; run < 2 && least > SLOW_MS; run++) {
    const start = performance.now();
    pattern.test(text);
    least = Math.min(least, performance.now() - start);
  }
  return least;
}

/** What a pattern was seen to be slow on, or undefined. */
function slowOn(pattern: RegExp): string | undefined {
  for (const unit of unitsFor(pattern)) {
    for (const length of LENGTHS) {
      const text = unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
      if (cost(pattern, text) > SLOW_MS) return `${length} characters of ${JSON.stringify(unit)} repeated take more than ${SLOW_MS} ms`;
    }
  }
  return undefined;
}

/** Checks the patterns by themselves: flags, cost, and a plug-in's duties that no sample can show. */
export function checkRules(plugin: Plugin, linear: Linear | undefined, report: Report): void {
  if (Object.keys(plugin.rules).length === 0) report('rules', 'there is none', 'Add a rule, and a sample that it reads');
  if (plugin.replaces === plugin.id)
    report('replaces', 'it names the plug-in itself', 'Name the plug-in whose place this one takes, or leave it out');
  const patterns: [where: string, pattern: RegExp][] = Object.entries(plugin.rules).map(([name, rule]) => [`rules.${name}`, rule.pattern]);
  if (plugin.continues) patterns.push(['continues', plugin.continues]);
  for (const [where, pattern] of patterns) {
    if (pattern.global || pattern.sticky) {
      report(where, `its pattern has the flag ${pattern.global ? 'g' : 'y'}, so it remembers where it stopped`, 'Leave the flag out');
      continue;
    }
    const why = slowOn(pattern) ?? linear?.(pattern);
    if (why !== undefined) {
      report(where, `its pattern is not linear: ${why}`, 'Bound the repeats ({0,200}), use classes that cannot overlap, and anchor it');
    }
  }
}
