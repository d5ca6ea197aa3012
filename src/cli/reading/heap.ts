import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

/**
 * Node lets its heap grow to four times of what is alive before it looks for garbage, as long as the machine has memory, and leaves the gaps between what is alive. What reads
 * for days beside others, and makes a report every few seconds, shall take no more than half as much again, and no gaps: that costs some per cent of the time.
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--heap-growing-percent=50');
  setFlagsFromString('--compact-on-every-full-gc');
}

/** Events of a log of which most lines become objects. */
const MANY = 20_000;
/** Bytes for what lives short, both halves of them. Node would take three times as much, and no less time. */
const YOUNG = 16 * 1024 * 1024;

/**
 * Passes batches on. Node lets the part of its heap for what lives short grow to 48 MB, and the rest to four times of what is alive. Of most logs hardly a line becomes
 * an object, and then 3 MB, and two and a half times, are as fast. Where there are many events the first may grow, but not as far, and the rest to twice of what is alive: it
 * holds little but what was taken there too soon. Not less: what is unpacked comes in memory that counts as well.
 */
export async function* inLittleHeap<T>(batches: AsyncIterable<T[]>): AsyncGenerator<T[]> {
  let events = 0;
  let young: 'small' | 'growing' | 'grown' = 'small';
  mayGrow(1, 150);
  try {
    for await (const batch of batches) {
      events += batch.length;
      if (young === 'small' && events >= MANY) {
        mayGrow(2, 100);
        young = 'growing';
      } else if (young === 'growing' && youngBytes() >= YOUNG) {
        mayGrow(1, 100);
        young = 'grown';
      }
      yield batch;
    }
  } finally {
    mayGrow(2, 0);
  }
}

/** @param young what the part for what lives short may grow by at a time @param restPercent what the rest may grow by between two looks for garbage; 0: as Node likes */
function mayGrow(young: number, restPercent: number): void {
  setFlagsFromString(`--semi-space-growth-factor=${young}`);
  setFlagsFromString(`--heap-growing-percent=${restPercent}`);
}

const youngBytes = (): number => getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space')?.space_size ?? YOUNG;
