import type { Writable } from 'node:stream';

/** Somebody closed the pipe: `leak-stream … | head`. Not an error of anybody. */
export class ClosedPipe extends Error {}

const isClosed = (error: unknown): boolean => {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  return code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED' || code === 'ERR_STREAM_WRITE_AFTER_END';
};

/** Writes a piece and waits until the stream took it, so that memory stays flat and nothing is lost at exit. @throws ClosedPipe */
export function write(stream: Writable, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const failed = (error: unknown): void => reject(isClosed(error) ? new ClosedPipe() : error);
    // Without a listener the stream would throw the error that the callback gets as well.
    if (stream.listenerCount('error') === 0) stream.on('error', () => {});
    stream.write(text, (error) => (error ? failed(error) : resolve()));
  });
}

/** Pieces in chunks of some size: a system call per line would take longer than the report. */
export async function writeAll(stream: Writable, pieces: Iterable<string>): Promise<void> {
  let pending = '';
  for (const piece of pieces) {
    pending += piece;
    if (pending.length < 65_536) continue;
    await write(stream, pending);
    pending = '';
  }
  if (pending !== '') await write(stream, pending);
}
