import { setFlagsFromString } from 'node:v8';

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

/**
 * Passes batches on. Node lets the part of its heap for what lives short grow to 48 MB, and the rest to four times of what is alive. Of most logs hardly a line becomes
 * an object, and then 3 MB, and two and a half times, are as fast: the heap may grow only once there are many events. Not less: what is unpacked comes in memory that
 * counts as well.
 */
export async function* inLittleHeap<T>(batches: AsyncIterable<T[]>): AsyncGenerator<T[]> {
  let events = 0;
  mayGrow(false);
  try {
    for await (const batch of batches) {
      if (events < MANY && (events += batch.length) >= MANY) mayGrow(true);
      yield batch;
    }
  } finally {
    mayGrow(true);
  }
}

function mayGrow(yes: boolean): void {
  setFlagsFromString(`--semi-space-growth-factor=${yes ? 2 : 1}`);
  setFlagsFromString(`--heap-growing-percent=${yes ? 0 : 150}`);
}
