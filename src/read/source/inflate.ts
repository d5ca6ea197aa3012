import type { Transform } from 'node:stream';

/**
 * Feeds compressed bytes through a decompressor of node:zlib and yields what comes out. Where the input is cut or broken, everything that it
 * held up to there is yielded first, then `onBroken` is told; nothing is thrown. (A plain `for await` over the decompressor would lose what
 * it had already buffered when its error arrived.)
 */
export async function* inflate(
  input: AsyncIterable<Buffer>,
  inflater: Transform,
  onBroken: (error: Error) => void,
): AsyncGenerator<Buffer> {
  let failed: Error | undefined;
  let wake: () => void = () => {};
  const signal = (): void => wake();
  for (const event of ['readable', 'end', 'close', 'drain']) inflater.on(event, signal);
  inflater.on('error', (error: Error) => {
    failed ??= error;
    signal();
  });
  const feeding = feed(input, inflater).catch((error: unknown) => inflater.destroy(error as Error));
  try {
    for (;;) {
      const changed = new Promise<void>((resolve) => (wake = resolve));
      let chunk: Buffer | null;
      while ((chunk = inflater.read() as Buffer | null) !== null) yield chunk;
      if (failed || inflater.readableEnded || inflater.destroyed) break;
      await changed;
    }
    if (failed) onBroken(failed);
  } finally {
    inflater.destroy();
    await feeding;
  }
}

async function feed(input: AsyncIterable<Buffer>, inflater: Transform): Promise<void> {
  for await (const chunk of input) {
    if (inflater.destroyed) return;
    if (!inflater.write(chunk)) {
      await new Promise<void>((resolve) => {
        // Both go with the first of them: a listener left behind for each block would grow with the source.
        const done = (): void => {
          inflater.off('drain', done).off('close', done);
          resolve();
        };
        inflater.on('drain', done).on('close', done);
      });
    }
  }
  if (!inflater.destroyed) inflater.end();
}
