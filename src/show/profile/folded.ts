import type { Reporter } from '../reporter.ts';
import { foldedName, weightedStacks } from './stacks.ts';

/** Folded stacks for flame graphs: `root;caller;leaf 12`, weighted by connections. */
export const folded: Reporter = function* (report) {
  for (const { frames, weight } of weightedStacks(report)) yield `${frames.map(foldedName).join(';')} ${weight}\n`;
};
