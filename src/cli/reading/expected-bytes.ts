import { open, stat } from 'node:fs/promises';
import { entriesOf } from '../../read/source/inputs.ts';

/**
 * How many bytes each source will have when it is unpacked, by its name; undefined where one of them cannot be known before: pipes,
 * archives, and compressed files other than gzip.
 */
export async function expectedBytes(inputs: readonly string[]): Promise<ReadonlyMap<string, number> | undefined> {
  if (inputs.includes('-')) return undefined;
  try {
    const sizes = new Map<string, number>();
    for (const entry of await entriesOf(inputs, undefined, [])) {
      const parts = 'parts' in entry ? entry.parts : [entry];
      let size = 0;
      for (const { name } of parts) {
        const unpacked = await unpackedBytes(name);
        if (unpacked === undefined) return undefined;
        size += unpacked;
      }
      sizes.set(entry.name, size);
    }
    return sizes;
  } catch {
    // Whoever reads the inputs says what is wrong with them.
    return undefined;
  }
}

/** A file's size; of gzip what its last four bytes say, which is right for one member of less than 4 GiB. */
async function unpackedBytes(path: string): Promise<number | undefined> {
  if (!(await stat(path)).isFile()) return undefined;
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const { buffer, bytesRead } = await file.read(Buffer.alloc(6), 0, 6, 0);
    if (isPlain(buffer.subarray(0, bytesRead))) return size;
    if (buffer[0] !== 0x1f || buffer[1] !== 0x8b || size < 18) return undefined;
    const { buffer: end } = await file.read(Buffer.alloc(4), 0, 4, size - 4);
    const unpacked = end.readUInt32LE(0);
    return unpacked >= size ? unpacked : undefined;
  } finally {
    await file.close();
  }
}

/** Text does not begin like anything compressed; UTF-16 is counted otherwise than it is stored. */
const isPlain = (start: Buffer): boolean =>
  start.every((byte) => byte < 0x80 && (byte > 0x1f || (byte >= 9 && byte <= 13) || byte === 0x1b));
