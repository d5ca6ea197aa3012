import { escaped } from './json.ts';
import type { Reporter } from './reporter.ts';
import { weightedStacks, type ProfileFrame } from './stacks.ts';

/** A profile for https://www.speedscope.app: one sample per suspect, its weight the connections it leaked. */
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
  const weights = stacks.map(({ weight }) => weight);
  const endValue = weights.reduce((a, b) => a + b, 0);
  yield `${escaped(
    JSON.stringify({
      $schema: 'https://www.speedscope.app/file-format-schema.json',
      exporter: `leak-stream@${report.tool.version}`,
      name: 'leaked connections',
      activeProfileIndex: 0,
      shared: { frames },
      profiles: [{ type: 'sampled', name: 'leaked connections', unit: 'none', startValue: 0, endValue, samples, weights }],
    }),
  )}\n`;
};
