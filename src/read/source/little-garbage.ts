import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Bytes of blocks that may wait to be collected. */
const WAITING = 4 << 20;

type Collect = (options: { readonly type: 'minor' }) => void;
let collect: Collect | undefined;

/** V8's own collector: it is in each context that is made while a flag says so. */
function collector(): Collect {
  setFlagsFromString('--expose-gc');
  try {
    return runInNewContext('gc') as Collect;
  } finally {
    setFlagsFromString('--no-expose-gc');
  }
}

/**
 * Passes on blocks of which each lies in new memory, as decompressors give them. V8 counts that memory with what lives long, and searches all of its heap for garbage after
 * every 30 MB of it: an eighth of the time of a sparse log. They die young, so it is made to look there, which takes a tenth of a millisecond.
 */
export async function* littleGarbage(blocks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let waiting = 0;
  for await (const block of blocks) {
    waiting += block.length;
    if (waiting >= WAITING) {
      (collect ??= collector())({ type: 'minor' });
      waiting = 0;
    }
    yield block;
  }
}
