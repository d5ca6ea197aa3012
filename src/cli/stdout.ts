import type { Writable } from 'node:stream';
import { CliError, refusal } from './error.ts';

/** Somebody closed the pipe: `leak-stream … | head`. Not an error of anybody. */
export class ClosedPipe extends Error {}

const isClosed = (error: unknown): boolean => {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  return code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED' || code === 'ERR_STREAM_WRITE_AFTER_END';
};

const unheard = new WeakSet<Writable>();

/** What cannot be said on this stream is no failure: nobody wants a report to be lost because its notes could not be printed. */
export const mayBeUnheard = (stream: Writable): void => void unheard.add(stream);

const listened = new WeakSet<Writable>();

/** Without a listener a stream throws the error that the callback gets as well. One of a pipe into it (a thread's output) does not last. */
function listen(stream: Writable): void {
  if (!listened.has(stream)) stream.on('error', () => {});
  listened.add(stream);
}

/**
 * Writes a piece and waits until the stream took it, so that memory stays flat and nothing is lost at exit.
 * @throws ClosedPipe where the reader is gone
 * @throws CliError where there is no room, or the device refuses
 */
export function write(stream: Writable, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const failed = (error: unknown): void => {
      if (unheard.has(stream)) resolve();
      else if (isClosed(error)) reject(new ClosedPipe());
      else if ((error as NodeJS.ErrnoException).code === undefined) reject(error as Error);
      else reject(new CliError('cannot write to standard output', { why: refusal(error), help: '-o FILE writes the report elsewhere' }));
    };
    listen(stream);
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
