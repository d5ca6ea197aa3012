import { escaped } from '../json.ts';
import type { Reporter } from '../reporter.ts';
import { weightedStacks, type ProfileFrame } from './stacks.ts';

/**
 * A profile for https://www.speedscope.app: one sample per suspect; its weight is the time for which its connections were gone, in a second
 * profile their number.
 */
export const speedscope: Reporter = function* (report) {
  const stacks = weightedStacks(report);
  const frames: ProfileFrame[] = [];
  const indexes = new Map<string, number>();
  const indexOf = (frame: ProfileFrame): number => {
    const key = JSON.stringify([frame.name, frame.file, frame.line]);
    const index = indexes.get(key) ?? frames.push(frame) - 1;
    indexes.set(key, index);
    return index;
  };
  const samples = stacks.map((stack) => stack.frames.map(indexOf));
  const profile = (name: string, unit: 'none' | 'milliseconds', weights: readonly number[]): object => ({
    type: 'sampled', name, unit, startValue: 0, endValue: weights.reduce((a, b) => a + b, 0), samples, weights,
  }); // prettier-ignore
  const timed = stacks.length > 0 && stacks.every(({ heldMs }) => heldMs !== undefined);
  const profiles = [
    ...(timed ? [profile('leaked connection time', 'milliseconds', stacks.map(({ heldMs }) => heldMs ?? 0))] : []),
    profile('leaked connections', 'none', stacks.map(({ weight }) => weight)),
  ]; // prettier-ignore
  yield `${escaped(
    JSON.stringify({
      $schema: 'https://www.speedscope.app/file-format-schema.json',
      exporter: `leak-stream@${report.tool.version}`,
      name: 'leaked connections',
      activeProfileIndex: 0,
      shared: { frames },
      profiles,
    }),
  )}\n`;
};
