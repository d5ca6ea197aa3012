/** How long reading may take to end by itself after an interruption: what is in flight is worth having, waiting for ever is not. */
const GRACE_MS = 1500;

/** Passes batches on; after an interruption only as long as they keep coming. A read that never ends is left behind. */
export async function* untilAborted<T>(batches: AsyncIterable<T>, signal: AbortSignal): AsyncGenerator<T> {
  const iterator = batches[Symbol.asyncIterator]();
  const late = new Promise<'late'>((resolve) => {
    const wait = (): unknown => setTimeout(() => resolve('late'), GRACE_MS).unref();
    if (signal.aborted) wait();
    else signal.addEventListener('abort', wait, { once: true });
  });
  for (;;) {
    const pending = iterator.next();
    const next = await Promise.race([pending, late]);
    if (next === 'late') {
      // Its failure, should it come, is nobody's concern any more.
      pending.catch(() => {});
      return;
    }
    if (next.done) return;
    yield next.value;
  }
}
