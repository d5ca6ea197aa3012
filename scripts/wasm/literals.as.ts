// Part of the prefilter's inner loop (lines.as.ts): finds literals in bytes.
import { ENTRIES, FOUND, HASH_BITS, HEADS, PROBE, SEEN } from './memory.as';

/** By what windows are multiplied to hash them. */
let factor: u32 = 0x9e3779b1;

/** All literals are told anew, and hashed by another factor. */
export function retell(by: u32): void {
  factor = by;
  memory.fill(PROBE, 0, ENTRIES - PROBE);
}

/** A place in the first literal from the last question on. */
let hotAt: usize = 0;

/** A new block is asked about. */
export function restart(): void {
  hotAt = 0;
}

// @ts-ignore: a decorator
@inline
function hashOf(window: u32): usize {
  return (window * factor) >>> (32 - HASH_BITS);
}

// @ts-ignore: a decorator
@inline
function probe(at: usize): u32 {
  return load<u8>(PROBE + hashOf(load<u32>(at)));
}

/** Whether the literal of an entry stands where its window stands at a place, and lies whole between two others. */
// @ts-ignore: a decorator
@inline
function isLiteral(entry: usize, at: usize, from: usize, to: usize): bool {
  const literal: usize = load<u32>(entry + 4);
  const length: usize = load<u32>(entry + 8);
  const start = at - <usize>load<u32>(entry + 12);
  if (start < from || start + length > to) return false;
  let i: usize = 0;
  while (i < length && load<u8>(start + i) == load<u8>(literal + i)) i++;
  return i == length;
}

/** Whether a literal that has a window at this place lies whole between two others. */
function standsAt(at: usize, from: usize, to: usize): bool {
  const window = load<u32>(at);
  for (let entry = load<u32>(HEADS + (hashOf(window) & ~3)); entry != 0; entry = load<u32>(entry + 16))
    if (load<u32>(entry) == window && isLiteral(entry, at, from, to)) return true;
  return false;
}

/** Of the eight places from `at` on, every other one, those where a literal may have a window, as bits. None waits for another's answer. */
// @ts-ignore: a decorator
@inline
function places(at: usize): u32 {
  const p0 = probe(at);
  const p2 = probe(at + 2);
  const p4 = probe(at + 4);
  const p6 = probe(at + 6);
  const p8 = probe(at + 8);
  const p10 = probe(at + 10);
  const p12 = probe(at + 12);
  const p14 = probe(at + 14);
  if ((p0 | p2 | p4 | p6 | p8 | p10 | p12 | p14) == 0) return 0;
  return p0 | (p2 << 2) | (p4 << 4) | (p6 << 6) | (p8 << 8) | (p10 << 10) | (p12 << 12) | (p14 << 14);
}

/**
 * A place in the first literal, or just before it, that lies whole from `from` to `to`; `to` where there is none. Every literal has two windows side by side, so one of
 * them begins at an even place.
 */
function next(from: usize, to: usize): usize {
  for (let at = from & ~1; at < to; at += 16)
    for (let found = places(at); found != 0; found &= found - 1) {
      const each = at + ctz(found);
      if (standsAt(each, from, to)) return each;
    }
  return to;
}

let question: u32 = 0;

/** All literals that lie whole from `from` to `to`: their numbers stand at FOUND, each once. @returns how many */
export function all(from: usize, to: usize): usize {
  let count: usize = 0;
  // After four thousand million questions those of before are forgotten, for the numbers come again.
  if (++question == 0) {
    memory.fill(SEEN, 0, FOUND - SEEN);
    question = 1;
  }
  for (let at = from & ~1; at < to; at += 16)
    for (let found = places(at); found != 0; found &= found - 1) {
      const each = at + ctz(found);
      const window = load<u32>(each);
      for (let entry = load<u32>(HEADS + (hashOf(window) & ~3)); entry != 0; entry = load<u32>(entry + 16)) {
        if (load<u32>(entry) != window) continue;
        const number: usize = load<u32>(entry + 20);
        if (load<u32>(SEEN + (number << 2)) == question || !isLiteral(entry, each, from, to)) continue;
        store<u32>(SEEN + (number << 2), question);
        store<u16>(FOUND + (count++ << 1), <u16>number);
      }
    }
  return count;
}

/** Whether a literal stands in the line from `from` to `end`; lines go on up to `to`. Asked in rising order it looks at each byte once. */
export function hot(from: usize, end: usize, to: usize): bool {
  if (hotAt < from) hotAt = next(from, to);
  return hotAt < end;
}

/** Whether a NUL, an escape or a carriage return stands in the bytes. */
export function odd(from: usize, to: usize): bool {
  for (let at = from; at < to; at++) {
    const byte = load<u8>(at);
    if (byte < 32 && (byte == 0 || byte == 13 || byte == 27)) return true;
  }
  return false;
}
