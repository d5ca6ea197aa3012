const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** Resident memory by stretches of the log: the median of what was seen in each. @param samples `{ lines, bytes }` in order */
export function windowsOf(samples, windowLines) {
  const windows = new Map();
  for (const { lines, bytes } of samples) {
    const index = Math.max(0, Math.ceil(lines / windowLines) - 1);
    windows.set(index, [...(windows.get(index) ?? []), bytes]);
  }
  return [...windows].map(([index, bytes]) => ({ index, upTo: (index + 1) * windowLines, bytes: median(bytes), most: Math.max(...bytes) }));
}

/**
 * What memory did after the warm-up: `growth` is that of the line through the windows (Theil and Sen's: single ups and downs of the collector do not turn
 * it), from the first of them to the last, as a part of the first.
 */
export function figuresOf(windows, warmLines) {
  const after = windows.filter(({ upTo }) => upTo > warmLines);
  if (after.length < 3) throw new Error('too little was read to tell whether memory grows: give it more lines');
  const slopes = after.flatMap((a, i) => after.slice(i + 1).map((b) => (b.bytes - a.bytes) / (b.index - a.index)));
  const slope = median(slopes);
  const level = median(after.map(({ bytes, index }) => bytes - slope * index));
  const [first, last] = [after[0], after.at(-1)].map(({ index }) => level + slope * index);
  return { windows, warmLines, growth: last / first - 1, most: Math.max(...windows.map((window) => window.most)) };
}
