/**
 * The same chunks until the signal aborts; then the sequence ends as if the source had, so that everything behind it still finishes its
 * work. A read that hangs (a silent pipe) is not waited for.
 */
export async function* untilAbort<T>(chunks: AsyncGenerator<T>, signal: AbortSignal | undefined, release: () => void): AsyncGenerator<T> {
  if (signal === undefined) return yield* chunks;
  // One promise a chunk: a race against a promise that lasts as long as the reading would keep every chunk alive with it.
  let wake: () => void = () => {};
  const abort = (): void => wake();
  signal.addEventListener('abort', abort, { once: true });
  try {
    while (!signal.aborted) {
      const next = chunks.next();
      const first = await new Promise<IteratorResult<T> | 'aborted'>((resolve, reject) => {
        wake = () => resolve('aborted');
        next.then(resolve, reject);
      });
      if (first === 'aborted' || first.done) return;
      yield first.value;
    }
  } finally {
    signal.removeEventListener('abort', abort);
    release();
    // What is on its way is not waited for, but whoever gave it is to close what it holds open.
    chunks.return(undefined).catch(() => {});
  }
}
