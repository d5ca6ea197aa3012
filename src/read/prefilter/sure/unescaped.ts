/** What may follow a backslash in a text of JSON and stands for one byte that a line may hold. */
const STANDS_FOR = new Uint8Array(256);
for (const [escape, byte] of ['""', '\\\\', '//', 't\t'].map((pair) => [...Buffer.from(pair)] as [number, number]))
  STANDS_FOR[escape] = byte;

/**
 * Writes what a text of JSON stands for into other bytes, which must have room for as much and one more.
 * @returns its length; -1 where an escape stands for something else than one of the bytes that are frequent in lines of logs
 */
export function unescape(bytes: Buffer, from: number, to: number, into: Buffer): number {
  let length = 0;
  for (let at = from; at < to; at++) {
    let byte = bytes[at] as number;
    if (byte === 92) {
      byte = STANDS_FOR[bytes[++at] as number] as number;
      if (byte === 0 || at >= to) return -1;
    }
    into[length++] = byte;
  }
  // Who reads on behind the text finds a line's end, as behind any line.
  into[length] = 10;
  return length;
}
