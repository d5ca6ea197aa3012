import { setFlagsFromString } from 'node:v8';
import { expect, test, vi } from 'vitest';
import { inLittleHeap } from '../src/cli/reading/heap.ts';

let young = 0;
vi.mock('node:v8', () => ({
  setFlagsFromString: vi.fn(),
  getHeapSpaceStatistics: () => [{ space_name: 'new_space', space_size: young }],
}));
const flags = vi.mocked(setFlagsFromString);
/** What was last said of the part for what lives short. */
const mayGrow = (): boolean | undefined => flags.mock.calls.findLast(([flag]) => flag.startsWith('--semi-space'))?.[0].endsWith('=2');

const batches = async function* (...sizes: number[]): AsyncGenerator<number[]> {
  for (const size of sizes) yield await Promise.resolve(new Array<number>(size).fill(size));
};

test('the heap stays little until there are many events, and all batches are passed on', async () => {
  const seen: [number, boolean | undefined][] = [];
  for await (const batch of inLittleHeap(batches(1, 19_998, 1, 500))) seen.push([batch.length, mayGrow()]);
  expect(seen).toEqual([[1, false], [19_998, false], [1, true], [500, true]]); // prettier-ignore
});

test('it may grow again behind a log with few events, and where nobody reads on', async () => {
  for await (const batch of inLittleHeap(batches(1, 2))) {
    expect([batch.length, mayGrow()]).toEqual([1, false]);
    break;
  }
  expect(mayGrow()).toBe(true);
});

test('what lives short may not grow beyond 16 MB', async () => {
  const seen: (boolean | undefined)[] = [];
  young = 8e6;
  for await (const batch of inLittleHeap(batches(20_000, 1, 2, 3))) {
    if (batch.length === 1) young = 17e6;
    seen.push(mayGrow());
  }
  expect(seen).toEqual([true, true, false, false]);
});
