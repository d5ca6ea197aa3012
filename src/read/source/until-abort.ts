/**
 * The same chunks until the signal aborts; then the sequence ends as if the source had, so that everything behind it still finishes its
 * work. A read that hangs (a silent pipe) is not waited for.
 */
export async function* untilAbort<T>(chunks: AsyncGenerator<T>, signal: AbortSignal | undefined, release: () => void): AsyncGenerator<T> {
  if (signal === undefined) return yield* chunks;
  let abort: () => void = () => {};
  const aborted = new Promise<'aborted'>((resolve) => {
    abort = () => resolve('aborted');
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  });
  try {
    for (;;) {
      const next = chunks.next();
      const first = await Promise.race([next, aborted]);
      if (first === 'aborted') {
        next.catch(() => {});
        return;
      }
      if (first.done) return;
      yield first.value;
    }
  } finally {
    signal.removeEventListener('abort', abort);
    release();
  }
}
