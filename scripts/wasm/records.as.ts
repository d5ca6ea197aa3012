// Part of the prefilter's inner loop (lines.as.ts): takes a line of JSON or logfmt apart, as src/read/prefilter/sure/values.ts does, into its skeleton, a
// hash of all but what the values hold, and where the values stand. What is told apart there is told apart here, and more may be; what only
// the prefilter can judge (an escape that may hide a hint) makes a line none of both.
//
// Memory, below 1024: VALUE_FROM, VALUE_TO and VALUE_KIND of each value.
import { digit } from './memory.as';

const MOST: usize = 64;
const VALUE_FROM: usize = 0;
const VALUE_TO: usize = VALUE_FROM + MOST * 4;
const VALUE_KIND: usize = VALUE_TO + MOST * 4;

/** Kinds of values: as in value-kinds.ts. */
const TEXT: u32 = 1;
const INSIDE: u32 = 2;
const PAIRS: u32 = 3;
const EMPTY: u32 = 4;
export const STAMP: u32 = 5;
const NUMBER: u32 = 6;
export const EPOCH: u32 = 7;

/** What a value that may be a time has at least and at most, and a key of logfmt: as in value-kinds.ts. */
const TIME_LEAST: usize = 10;
const TIME_MOST: usize = 63;
const KEY_MOST: usize = 81;

/** The skeleton of what was taken apart last. */
export let skeleton: u64 = 0;
let count: usize = 0;
/** Where what belongs to the skeleton begins that is not in it yet. */
let rest: usize = 0;
/** Of the text that was read last: its end, the line breaks in it, and where the last one ends. */
let textTo: usize = 0;
let breaks: u32 = 0;
let lastBreak: usize = 0;

export function valueFrom(value: usize): usize {
  return load<u32>(VALUE_FROM + (value << 2));
}

export function valueTo(value: usize): usize {
  return load<u32>(VALUE_TO + (value << 2));
}

export function valueKind(value: usize): u32 {
  return load<u8>(VALUE_KIND + value);
}

// @ts-ignore: a decorator
@inline
function mix(word: u64): void {
  skeleton = rotl((skeleton ^ word) * 0x9e3779b97f4a7c15, 29);
}

/** Adds the bytes from `rest` on to the skeleton. */
function mixRest(to: usize): void {
  let at = rest;
  for (; at + 8 <= to; at += 8) mix(load<u64>(at));
  if (at < to) mix(load<u64>(at) & ((u64(1) << (u64(to - at) << 3)) - 1));
}

/** A letter, a digit, or one of `-./_@`: what a key of logfmt holds. */
// @ts-ignore: a decorator
@inline
function ofKeys(bytes: v128): v128 {
  const letters = i8x16.lt_u(i8x16.sub(v128.or(bytes, i8x16.splat(32)), i8x16.splat(97)), i8x16.splat(26));
  const numbers = i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(45)), i8x16.splat(13));
  return v128.or(v128.or(letters, numbers), v128.or(i8x16.eq(bytes, i8x16.splat(95)), i8x16.eq(bytes, i8x16.splat(64))));
}

/** Where the `=` stands behind the key of logfmt that begins at `from`, which is no digit nor one of `-./`; 0 where none begins. */
function keyEnd(from: usize, end: usize): usize {
  if (<u32>load<u8>(from) - 45 < 13) return 0;
  const most = min(end, from + KEY_MOST);
  for (let at = from; at < most; at += 16) {
    const others = i8x16.bitmask(ofKeys(v128.load(at))) ^ 0xffff;
    if (others == 0) continue;
    const found = min(at + ctz(others), most);
    return found > from && found < end && load<u8>(found) == 61 ? found : 0;
  }
  return most < end && load<u8>(most) == 61 ? most : 0;
}

/** Whether all bytes are digits, `+,-./:`, `T`, `Z` or blanks, as those of dates and times are. */
function ofTime(from: usize, end: usize): bool {
  for (let at = from; at < end; at += 16) {
    const bytes = v128.load(at);
    const numbers = i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(43)), i8x16.splat(16));
    const letters = v128.or(i8x16.eq(bytes, i8x16.splat(84)), i8x16.eq(bytes, i8x16.splat(90)));
    const others = i8x16.bitmask(v128.or(v128.or(numbers, letters), i8x16.eq(bytes, i8x16.splat(32)))) ^ 0xffff;
    if (others != 0) return at + ctz(others) >= end;
  }
  return true;
}

function kindOf(from: usize, end: usize): u32 {
  if (from == end) return EMPTY;
  const first = load<u8>(from);
  if (first == 123 || first == 32 || first == 92) return INSIDE;
  if (keyEnd(from, end) > 0) return PAIRS;
  if (!digit(from) || end - from < TIME_LEAST || end - from > TIME_MOST) return TEXT;
  return ofTime(from, end) ? STAMP : TEXT;
}

/** The form of a time: digits of the date, the time and its fraction are one like the other, those of its zone are not. */
function mixStamp(from: usize, end: usize): void {
  let at = from;
  if (end - from >= 19) {
    const bytes = v128.load(from);
    const digits = i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(48)), i8x16.splat(10));
    const form = v128.bitselect(i8x16.splat(48), bytes, digits);
    mix(i64x2.extract_lane(form, 0));
    mix(i64x2.extract_lane(form, 1));
    at += 16;
  }
  let fraction = false;
  let word: u64 = 0;
  for (; at < end; at++) {
    const byte: u64 = load<u8>(at);
    const isDigit = byte - 48 < 10;
    const place = at - from;
    if (place == 19) fraction = byte == 46 || byte == 44;
    else if (!isDigit && place > 19) fraction = false;
    word = (word << 8) | (isDigit && (place < 19 || fraction) ? 48 : byte);
    if ((place & 7) == 7) {
      mix(word);
      word = 0;
    }
  }
  mix(word);
}

/** @returns whether there was room for it */
function push(kind: u32, from: usize, to: usize): bool {
  if (count == MOST) return false;
  store<u32>(VALUE_FROM + (count << 2), <u32>from);
  store<u32>(VALUE_TO + (count << 2), <u32>to);
  store<u8>(VALUE_KIND + count, <u8>kind);
  count++;
  rest = to;
  return true;
}

/** A text, or what stands without quotes in logfmt; it ends at `end`. */
function value(from: usize, end: usize): bool {
  const kind = kindOf(from, end);
  mixRest(from);
  // A time that stands behind a collector's stamp is known by its first digit.
  mix(<u64>(0x100 + kind * 4 + (breaks == 1 && lastBreak == end ? 1 : breaks > 0 ? 2 : 0)) | (<u64>(from < end && digit(from)) << 32));
  if (kind == STAMP) mixStamp(from, end);
  return push(kind, from, end);
}

function number(from: usize, to: usize): bool {
  let at = load<u8>(from) == 45 ? from + 1 : from;
  const first = at;
  while (digit(at)) at++;
  const whole = at - first;
  if (whole == 0 || (whole > 1 && load<u8>(first) == 48)) return false;
  let fraction: usize = 0;
  if (load<u8>(at) == 46) {
    while (digit(at + 1 + fraction)) fraction++;
    if (fraction == 0) return false;
    at += 1 + fraction;
  }
  const power = (load<u8>(at) | 32) == 101;
  if (power) {
    const sign = load<u8>(at + 1);
    at += sign == 43 || sign == 45 ? 2 : 1;
    const digits = at;
    while (digit(at)) at++;
    if (at == digits) return false;
  }
  const epoch = first == from && !power && (whole == 10 || whole == 13 || whole == 16 || whole == 19);
  mixRest(from);
  mix(0x200 + (epoch ? <u64>whole * 2 + u64(fraction > 0) : 0));
  textTo = at;
  return at < to && push(epoch ? EPOCH : NUMBER, from, at);
}

/** Finds the end of a text from its first byte on. @param loose any character may be escaped, as in logfmt */
function text(from: usize, to: usize, loose: bool): bool {
  breaks = 0;
  lastBreak = 0;
  let at = from;
  while (at < to) {
    const bytes = v128.load(at);
    const found = i8x16.bitmask(
      v128.or(v128.or(i8x16.eq(bytes, i8x16.splat(34)), i8x16.eq(bytes, i8x16.splat(92))), i8x16.lt_u(bytes, i8x16.splat(32))),
    );
    if (found == 0) {
      at += 16;
      continue;
    }
    at += ctz(found);
    if (at >= to) return false;
    const byte = load<u8>(at);
    if (byte == 34) {
      textTo = at;
      return true;
    }
    if (byte != 92) return false;
    const escaped = load<u8>(at + 1);
    // `\u`, `\/`, and `\x` in logfmt, may hide a hint.
    if (escaped == 117 || escaped == 47 || (loose && escaped == 120)) return false;
    if (escaped == 110) {
      breaks++;
      lastBreak = at + 2;
    } else if (loose ? escaped < 32 : !mayFollow(escaped)) return false;
    at += 2;
  }
  return false;
}

/** What may follow a backslash in JSON and stands for one character, but for the line break: `"`, the backslash itself, and `bfrt`. */
function mayFollow(byte: u8): bool {
  return byte == 34 || byte == 92 || byte == 98 || byte == 102 || byte == 114 || byte == 116;
}

function begin(from: usize, seed: u64): void {
  skeleton = seed;
  count = 0;
  rest = from;
}

/** @returns whether the bytes may be an object of JSON, to their end; else nothing else has a meaning */
export function json(from: usize, to: usize): bool {
  begin(from, 7);
  if (load<u8>(from) != 123 || load<u8>(to - 1) != 125) return false;
  let at = from;
  while (at < to) {
    const byte: u32 = load<u8>(at);
    if (byte == 34) {
      if (!text(at + 1, to, false)) return false;
      const end = textTo;
      let next = end + 1;
      while (load<u8>(next) == 32) next++;
      if (load<u8>(next) != 58 && !value(at + 1, end)) return false;
      at = next;
    } else if (byte == 45 || byte - 48 < 10) {
      if (!number(at, to)) return false;
      at = textTo;
    } else if (byte == 116) {
      if (load<u32>(at) != 0x65757274) return false;
      at += 4;
    } else if (byte == 102) {
      if (load<u32>(at + 1) != 0x65736c61) return false;
      at += 5;
    } else if (byte == 110) {
      if (load<u32>(at) != 0x6c6c756e) return false;
      at += 4;
    } else if (byte == 123 || byte == 125 || byte == 91 || byte == 93 || byte == 58 || byte == 44 || byte == 32) at++;
    else return false;
  }
  mixRest(to);
  return true;
}

/** Finds the end of a value without quotes. */
function bare(from: usize, to: usize): bool {
  breaks = 0;
  let at = from;
  while (at < to && load<u8>(at) != 32) if (load<u8>(at++) < 32) return false;
  textTo = at;
  return true;
}

/** The same of logfmt: pairs of keys and values, quoted or not, from one end to the other. */
export function logfmt(from: usize, to: usize): bool {
  begin(from, 11);
  let at = from;
  while (at < to) {
    const mark = keyEnd(at, to);
    if (mark == 0) return false;
    at = mark + 1;
    const quoted = at < to && load<u8>(at) == 34;
    if (quoted ? !text(at + 1, to, true) : !bare(at, to)) return false;
    const end = textTo;
    if (!value(quoted ? at + 1 : at, end)) return false;
    at = end;
    if (quoted && ++at < to && load<u8>(at) != 32) return false;
    while (at < to && load<u8>(at) == 32) at++;
  }
  mixRest(to);
  return count > 0;
}

/** The names under which a program writes its time in logfmt behind a collector's stamp: as TIMED in line-start.ts. */
export function beginsWithTime(from: usize): bool {
  const four = load<u32>(from);
  // `time`, `ts=`, `t=`
  let mark = from;
  if (four == 0x656d6974) {
    mark = load<u32>(from + 4) == 0x6d617473 && load<u8>(from + 8) == 112 ? from + 9 : from + 4;
  } else if ((four & 0xffffff) == 0x3d7374) mark = from + 2;
  else if ((four & 0xffff) == 0x3d74) mark = from + 1;
  if (mark == from || load<u8>(mark) != 61) return false;
  return load<u8>(mark + 1) == 34 || digit(mark + 1);
}
