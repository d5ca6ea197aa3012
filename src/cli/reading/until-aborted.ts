/** How long reading may take to end by itself after an interruption: what is in flight is worth having, waiting for ever is not. */
const GRACE_MS = 1500;

/** Passes batches on; after an interruption only as long as they keep coming. A read that never ends is left behind. */
export async function* untilAborted<T>(batches: AsyncIterable<T>, signal: AbortSignal): AsyncGenerator<T> {
  const iterator = batches[Symbol.asyncIterator]();
  let late = false;
  // One promise a batch: a race against a promise that lasts as long as the reading would keep every batch alive with it.
  let giveUp: () => void = () => {};
  const wait = (): void => {
    setTimeout(() => {
      late = true;
      giveUp();
    }, GRACE_MS).unref();
  };
  if (signal.aborted) wait();
  else signal.addEventListener('abort', wait, { once: true });
  try {
    while (!late) {
      const pending = iterator.next();
      const next = await new Promise<IteratorResult<T> | 'late'>((resolve, reject) => {
        giveUp = () => resolve('late');
        // Its failure, should it come after all, is nobody's concern any more.
        pending.then(resolve, reject);
      });
      if (next === 'late' || next.done) return;
      yield next.value;
    }
  } finally {
    signal.removeEventListener('abort', wait);
    // Whoever wants no more lets go of files and threads; what hangs is not waited for.
    void iterator.return?.().catch(() => {});
  }
}
