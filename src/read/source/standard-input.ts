import { fstatSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { FileSource } from './file.ts';
import { PipeSource } from './pipe.ts';

/** The bytes behind a stream over a descriptor, as standard input is one, in less memory, as long as nobody has read of it; else the stream. */
export function withoutStream(stream: Readable & { readonly fd?: unknown; readonly isTTY?: boolean }): Readable | FileSource | PipeSource {
  const { fd } = stream;
  if (typeof fd !== 'number' || stream.isTTY === true || stream.readableDidRead || stream.readableLength > 0 || stream.destroyed)
    return stream;
  try {
    const stats = fstatSync(fd);
    if (stats.isFile()) return new FileSource(fd);
    return stats.isFIFO() || stats.isSocket() ? new PipeSource(fd) : stream;
  } catch {
    return stream;
  }
}
