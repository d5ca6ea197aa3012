import { checkRules } from './check/rules.ts';
import type { Linear } from './check/rules.ts';
import { checkSamples } from './check/samples.ts';
import type { SampleReader } from './check/samples.ts';
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

export type { Linear } from './check/rules.ts';
export type { SampleReader } from './check/samples.ts';

export interface CheckOptions {
  /** Reads a sample's text into records the way a log is read. */
  readonly reader: SampleReader;
  /** The plug-ins that it will work beside: none of their samples may be claimed by it. */
  readonly others?: readonly Plugin[];
  /** Proves a pattern linear (recheck does). Without it patterns are only tried on hostile text. */
  readonly linear?: Linear;
}

/**
 * Holds a plug-in against its contract and its own samples. No problem means: every rule is proven by a sample, every sample is read by
 * one rule as declared, and no pattern was seen to be slow. Never throws, whatever the plug-in does.
 */
export function checkPlugin(plugin: Plugin, options: CheckOptions): Problem[] {
  const problems: Problem[] = [];
  const id = typeof plugin?.id === 'string' ? plugin.id : '?';
  const report = (where: string, what: string, mend: string): void => void problems.push({ plugin: id, where, what, mend });
  if (!checkShape(plugin, report)) return problems;
  checkRules(plugin, options.linear, report);
  checkSamples(plugin, options.reader, options.others ?? [], report);
  return problems;
}

/** A problem as one line of text. */
export const describeProblem = ({ plugin, where, what, mend }: Problem): string => `${plugin}: ${where}: ${what}. ${mend}.`;
