// Where things lie in the memory of the prefilter's inner loop (lines.as.ts), from 0 on. Nothing grows; what does not fit any more is not learnt.
//   0        values of records (records.as.ts)
//   PROBE    a byte for each hash of four bytes: 1 where a literal has such a window
//   HEADS    a number for each four hashes in a row: their first entry
//   ENTRIES  windows: the four bytes, the literal's place and length, the window's place in it, the next entry, the literal's number
//   LITERALS their bytes
//   SEEN     by a literal's number the question that found it last   FOUND   numbers of literals
//   SHAPES   beginnings of lines   PODS, PREFIXES   PROCESSES, BY_PROCESS   TOUCHED, RING   what `skip` tells
//   TEXT     the block of lines, with 32 bytes of anything behind it
export const ENTRY_SIZE: usize = 24;
/** Literals that can be told one from another. */
export const LITERALS_MOST: usize = 4096;
/** Beginnings of lines: three keys of 8 bytes, the answer, and whether the slot is used. The answer is how far behind the last stamp the process id stands, or of a record its values (see `answerOf`). */
export const SHAPE_SIZE: usize = 32;
export const SHAPE_SLOTS: usize = 4096;
/** Pods: where their prefix stands, its length, whether their lines may be passed over, the latest process. */
export const POD_SIZE: usize = 16;
export const POD_MOST: usize = 2048;
export const POD_SLOTS: usize = 8192;
/** The last slots are of pods without a prefix, by their stream. */
export const STREAMS: usize = 3;
/** Processes: id, the stamps up to ten seconds (18 bytes each, and what they are), pod, lines passed over, and of the last one its place, end and number. */
export const PROCESS_SIZE: usize = 80;
export const PROCESS_MOST: usize = 4096;
export const PROCESS_SLOTS: usize = 16384;
export const OUTER: usize = 8;
export const INNER: usize = 28;
/** What a stamp is, behind its digits: none, `YYYY-MM-DD hh:mm:s`, or nine digits of a number since 1970. */
export const STAMP_KIND: usize = 18;
export const ISO: u32 = 1;
export const SINCE_1970: u32 = 2;
export const UNKNOWN: u8 = 3;
export const POD: usize = 48;
export const COUNT: usize = 52;
export const HELD_FROM: usize = 56;
export const HELD_TO: usize = 60;
export const HELD_LINE: usize = 64;
/** Lines that were passed over and are no longer the last of their process: the latest so many. */
export const RING_MOST: usize = 2048;

export const PROBE: usize = 1024;
/** With fewer, more of what stands in every line would have the hash of a window by chance. */
export const HASH_BITS: u32 = 17;
export const HEADS: usize = PROBE + (1 << HASH_BITS);
export const ENTRIES: usize = HEADS + (1 << HASH_BITS);
export const LITERALS: usize = ENTRIES + 0x30000;
export const SEEN: usize = LITERALS + 0x10000;
export const FOUND: usize = SEEN + LITERALS_MOST * 4;
export const SHAPES: usize = FOUND + LITERALS_MOST * 2;
export const PODS: usize = SHAPES + SHAPE_SLOTS * SHAPE_SIZE;
export const BY_PREFIX: usize = PODS + POD_MOST * POD_SIZE;
export const PREFIXES: usize = BY_PREFIX + POD_SLOTS * 2;
export const PREFIXES_END: usize = PREFIXES + 0x20000;
export const PROCESSES: usize = PREFIXES_END;
export const BY_PROCESS: usize = PROCESSES + PROCESS_MOST * PROCESS_SIZE;
export const TOUCHED: usize = BY_PROCESS + PROCESS_SLOTS * 2;
export const RING: usize = TOUCHED + PROCESS_MOST * 2;
export const TEXT: usize = (RING + RING_MOST * 16 + 4095) & ~4095;

// @ts-ignore: a decorator
@inline
export function digit(at: usize): bool {
  return <u32>load<u8>(at) - 48 < 10;
}
