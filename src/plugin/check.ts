import { checkBroken } from './check/broken.ts';
import { checkRules } from './check/rules.ts';
import type { Linear } from './check/pattern/linear.ts';
import { checkNeighbours } from './check/neighbours.ts';
import { checkSamples } from './check/samples.ts';
import type { SampleReader } from './check/claim.ts';
import type { Plugin } from './contract.ts';
import { checkShape } from './check/shape.ts';

/** Something in a plug-in that would make it wrong, slow or unprovable. */
export interface Problem {
  readonly plugin: string;
  /** Where in the plug-in: `rules.checkout`, `samples["a checkout"]`, `hints`. */
  readonly where: string;
  readonly what: string;
  /** How to mend it. */
  readonly mend: string;
}

export { provenBy } from './check/pattern/linear.ts';
export type { Linear, Recheck } from './check/pattern/linear.ts';
export type { SampleReader } from './check/claim.ts';

export interface CheckOptions {
  /** Reads a sample's text into records the way a log is read. */
  readonly reader: SampleReader;
  /**
   * The plug-ins that it will work beside: it may claim none of their samples. Where it is one of them itself, none of its samples may be claimed
   * by another either; where it is not, it is a user's, which is asked before them.
   */
  readonly others?: readonly Plugin[];
  /** Proves a pattern linear ({@link provenBy} recheck). Without it patterns are only taken apart and tried on hostile text. */
  readonly linear?: Linear;
}

/**
 * Holds a plug-in against its contract and its own samples. No problem means: every rule is proven by a sample, every sample is read by
 * one rule as declared, what breaks off in the middle makes no rule throw, and no pattern was seen to be slow. A plug-in with a slow pattern is not run. Never throws, whatever the plug-in does.
 */
export function checkPlugin(plugin: Plugin, options: CheckOptions): Problem[] {
  const problems: Problem[] = [];
  const id = typeof plugin?.id === 'string' ? plugin.id : '?';
  const report = (where: string, what: string, mend: string): void => void problems.push({ plugin: id, where, what, mend });
  if (!checkShape(plugin, report)) return problems;
  if (!checkRules(plugin, options.linear, report)) return problems;
  checkSamples(plugin, options.reader, report);
  // What is wrong with whole lines is wrong with broken ones, and would be told twice.
  if (problems.length === 0) checkBroken(plugin, options.reader, report);
  checkNeighbours(plugin, options.reader, options.others ?? [], report);
  return problems;
}

/** A problem as one line of text. */
export const describeProblem = ({ plugin, where, what, mend }: Problem): string => `${plugin}: ${where}: ${what}. ${mend}.`;
