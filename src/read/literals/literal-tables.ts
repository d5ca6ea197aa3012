import { constantOf } from './lines-module.ts';
import type { Lines } from './lines-module.ts';
import type { Pairs } from './windows.ts';

/** Bytes that all literals may take. */
const ROOM = 1 << 16;

/**
 * Writes the tables of windows: two of each literal, side by side, so that looking at every other place finds one of them. A literal's number is its place among the pairs.
 * @returns false where there is no room for so many
 */
export function takeLiterals(lines: Lines, pairs: readonly Pairs[], factor: number): boolean {
  const place = (name: Uppercase<string>): number => constantOf(lines, name);
  const memory = Buffer.from(lines.memory.buffer);
  const [probe, heads, literals, size, bits] = (['PROBE', 'HEADS', 'LITERALS', 'ENTRY_SIZE', 'HASH_BITS'] as const).map(place) as [
    number, number, number, number, number,
  ]; // prettier-ignore
  let entry = place('ENTRIES');
  let at = literals;
  lines.retell(factor);
  if (pairs.length > place('LITERALS_MOST')) return false;
  for (const [number, { bytes, windows }] of pairs.entries()) {
    if (entry + windows.length * size > literals || at + bytes.length > literals + ROOM) return false;
    bytes.copy(memory, at);
    for (const { window, offset } of windows) {
      const hash = Math.imul(window, factor) >>> (32 - bits);
      const head = heads + (hash & ~3);
      [window, at, bytes.length, offset, memory.readInt32LE(head), number].forEach((value, i) => memory.writeInt32LE(value, entry + i * 4));
      memory.writeInt32LE(entry, head);
      memory[probe + hash] = 1;
      entry += size;
    }
    at += bytes.length;
  }
  return true;
}
