// The prefilter's inner loop, in AssemblyScript: finds hints in bytes, and passes over lines like ones that the prefilter passed over before.
// scripts/wasm/build.mjs compiles it into src/read/prefilter/lines-code.ts, which is committed.
//
// It decides nothing: a line is passed over here only if the prefilter (sift.ts) has said of a line of the same beginning, pod, process and ten
// seconds that it may be, and told so by `learn`. At everything else `skip` stops, and the prefilter decides.
//
// Memory, from 0 on. Nothing grows; what does not fit any more is not learnt.
//   PROBE    a byte for each hash of four bytes: 1 where a literal has such a window
//   HEADS    a number for each four hashes in a row: their first entry
//   ENTRIES  windows: the four bytes, the literal's place and length, the window's place in it, the next entry
//   LITERALS their bytes
//   SHAPES   beginnings of lines   PODS, PREFIXES   PROCESSES, BY_PROCESS   TOUCHED, RING   what `skip` tells
//   TEXT     the block of lines, with 32 bytes of anything behind it
export const ENTRY_SIZE: usize = 20;
/** Beginnings of lines: three keys of 8 bytes, the answer, and whether the slot is used. */
const SHAPE_SIZE: usize = 32;
const SHAPE_SLOTS: usize = 4096;
/** Pods: where their prefix stands, its length, whether their lines may be passed over, the latest process. */
const POD_SIZE: usize = 16;
const POD_MOST: usize = 2048;
const POD_SLOTS: usize = 8192;
/** Processes: id, the stamps up to ten seconds (18 bytes each), pod, lines passed over, and of the last one its place, end and number. */
export const PROCESS_SIZE: usize = 80;
const PROCESS_MOST: usize = 4096;
const PROCESS_SLOTS: usize = 16384;
const OUTER: usize = 8;
const INNER: usize = 28;
const HAS_INNER: usize = 46;
const POD: usize = 48;
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
const SHAPES: usize = LITERALS + 0x10000;
const PODS: usize = SHAPES + SHAPE_SLOTS * SHAPE_SIZE;
const BY_PREFIX: usize = PODS + POD_MOST * POD_SIZE;
const PREFIXES: usize = BY_PREFIX + POD_SLOTS * 2;
const PREFIXES_END: usize = PREFIXES + 0x20000;
export const PROCESSES: usize = PREFIXES_END;
const BY_PROCESS: usize = PROCESSES + PROCESS_MOST * PROCESS_SIZE;
export const TOUCHED: usize = BY_PROCESS + PROCESS_SLOTS * 2;
export const RING: usize = TOUCHED + PROCESS_MOST * 2;
export const TEXT: usize = (RING + RING_MOST * 16 + 4095) & ~4095;

/** A line that is longer is not passed over, and what stands behind the stamp is known by so many bytes: as in sift.ts and line-start.ts. */
const LONG: usize = 4096;
const BEHIND: usize = 12;
const TOKEN: usize = 520;

let shapes: usize = 0;
let pods: usize = 0;
let processes: usize = 0;
let prefixes: usize = PREFIXES;
/** A place in the first literal from the last question on. */
let hotAt: usize = 0;
/** What `skip` passed over: lines, processes that had some, and entries of the ring since the block began. */
export let skipped: i32 = 0;
export let touched: i32 = 0;
export let ringed: i32 = 0;
/** The pod of the process that was learnt last. */
export let learntPod: i32 = 0;

// What `parse` found of a line.
let token: usize = 0;
let outer: usize = 0;
let inner: usize = 0;
let after: usize = 0;
let key0: u64 = 0;
let key1: u64 = 0;
let key2: u64 = 0;

/** By what windows are multiplied to hash them. */
let factor: u32 = 0x9e3779b1;

/** All literals are told anew, and hashed by another factor. */
export function retell(by: u32): void {
  factor = by;
  memory.fill(PROBE, 0, ENTRIES - PROBE);
}

/** A new block of lines stands at TEXT. */
export function begin(): void {
  hotAt = 0;
  ringed = 0;
}

// --- literals

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

/** Whether a literal that has a window at this place lies whole between two others. */
function standsAt(at: usize, from: usize, to: usize): bool {
  const window = load<u32>(at);
  for (let entry = load<u32>(HEADS + (hashOf(window) & ~3)); entry != 0; entry = load<u32>(entry + 16)) {
    if (load<u32>(entry) != window) continue;
    const literal: usize = load<u32>(entry + 4);
    const length: usize = load<u32>(entry + 8);
    const start = at - <usize>load<u32>(entry + 12);
    if (start < from || start + length > to) continue;
    let i: usize = 0;
    while (i < length && load<u8>(start + i) == load<u8>(literal + i)) i++;
    if (i == length) return true;
  }
  return false;
}

/**
 * A place in the first literal, or just before it, that lies whole from `from` to `to`; `to` where there is none. Every literal has two windows side by side, so one of
 * them begins at an even place. Eight places are asked at a time, none waiting for the other's answer.
 */
export function next(from: usize, to: usize): usize {
  for (let at = from & ~1; at < to; at += 16) {
    const p0 = probe(at);
    const p2 = probe(at + 2);
    const p4 = probe(at + 4);
    const p6 = probe(at + 6);
    const p8 = probe(at + 8);
    const p10 = probe(at + 10);
    const p12 = probe(at + 12);
    const p14 = probe(at + 14);
    if ((p0 | p2 | p4 | p6 | p8 | p10 | p12 | p14) == 0) continue;
    let found = p0 | (p2 << 2) | (p4 << 4) | (p6 << 6) | (p8 << 8) | (p10 << 10) | (p12 << 12) | (p14 << 14);
    while (found != 0) {
      const each = at + ctz(found);
      if (standsAt(each, from, to)) return each;
      found &= found - 1;
    }
  }
  return to;
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

// --- how a line begins

// @ts-ignore: a decorator
@inline
function digit(at: usize): bool {
  return <u32>load<u8>(at) - 48 < 10;
}

/** The end of a stamp, fraction included; 0 where that has more than nine digits. */
function stampEnd(at: usize): usize {
  const mark = load<u8>(at + 19);
  if (mark != 46 && mark != 44) return at + 19;
  let digits: usize = 0;
  while (digit(at + 20 + digits)) digits++;
  return digits > 9 ? 0 : digits == 0 ? at + 19 : at + 20 + digits;
}

/** Whether the stamp is so near to the next ten seconds that the reader may round it up: as isoRounds in stamps.ts. */
function rounds(at: usize): bool {
  return load<u8>(at + 18) == 57 && load<u8>(at + 20) == 57 && load<u16>(at + 21) == 0x3939;
}

/** The marks between a stamp's digits: they tell its form. */
function marksOf(at: usize): u64 {
  const dot = load<u8>(at + 19);
  return <u64>load<u8>(at + 4) | (<u64>load<u8>(at + 10) << 8) | (dot == 46 || dot == 44 ? <u64>dot << 16 : 0);
}

/** Where the line goes on behind the prefix that kubectl puts before it. */
function tokenOf(from: usize, to: usize): usize {
  // `[pod/`
  if (load<u32>(from) != 0x646f705b || load<u8>(from + 4) != 47) return from;
  const end = min(to, from + TOKEN);
  for (let at = from + 5; at < end; at += 16) {
    const found = i8x16.bitmask(i8x16.eq(v128.load(at), i8x16.splat(93)));
    if (found == 0) continue;
    const bracket = at + ctz(found);
    return bracket < end && load<u8>(bracket + 1) == 32 ? bracket + 2 : from;
  }
  return from;
}

/** Reads how a line begins, as LineStart does; false where it begins with no stamp, or is too short. Stamps are not checked: `skip` compares them. */
function parse(from: usize, to: usize): bool {
  token = tokenOf(from, to);
  const bracket = load<u8>(token) == 91;
  outer = token + usize(bracket);
  const outerEnd = stampEnd(outer);
  if (outerEnd == 0 || outerEnd > to || rounds(outer)) return false;
  const zone = load<u8>(outerEnd) == 90;
  const place = outerEnd + usize(zone);
  after = outerEnd;
  inner = 0;
  if (load<u8>(place) == 32 && digit(place + 1) && digit(place + 4) && load<u8>(place + 14) == 58 && load<u8>(place + 17) == 58) {
    inner = place + 1;
    after = stampEnd(inner);
    if (after == 0 || rounds(inner)) return false;
  }
  if (after + BEHIND > to) return false;
  // Small letters and digits are one kind each, everything else is itself.
  const bytes = v128.load(after);
  const kind = v128.or(
    i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(97)), i8x16.splat(26)),
    i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(48)), i8x16.splat(10)),
  );
  const kinds = v128.bitselect(i8x16.splat(97), bytes, kind);
  key0 = i64x2.extract_lane(kinds, 0);
  const lengths = (<u64>(outerEnd - outer) << 32) | (<u64>(inner == 0 ? 0 : after - inner) << 40);
  key1 = (<u64>i64x2.extract_lane(kinds, 1) & 0xffffffff) | lengths | (<u64>bracket << 48) | (<u64>zone << 49);
  key2 = marksOf(outer) | (inner == 0 ? 0 : (marksOf(inner) << 24) | (1 << 48));
  return true;
}

// @ts-ignore: a decorator
@inline
function mixed(a: u64, b: u64, c: u64): usize {
  const sum = (a ^ rotl(b, 29)) * 0x9e3779b97f4a7c15 + c * 0xc2b2ae3d27d4eb4f;
  return <usize>(sum >> 40);
}

/** The slot of the beginning that was parsed, used or free. */
function shapeSlot(): usize {
  let slot = mixed(key0, key1, key2);
  while (true) {
    const at = SHAPES + (slot++ & (SHAPE_SLOTS - 1)) * SHAPE_SIZE;
    if (load<u32>(at + 28) == 0) return at;
    if (load<u64>(at) == key0 && load<u64>(at + 8) == key1 && load<u64>(at + 16) == key2) return at;
  }
}

/** The slot in BY_PREFIX of the pod whose prefix was parsed, used or free; 0 for prefixes too short to be told apart this way. */
function podSlot(from: usize): usize {
  const length = token - from;
  if (length == 0) return BY_PREFIX + (POD_SLOTS - 1) * 2;
  if (length < 18) return 0;
  let slot = mixed(load<u64>(token - 10), load<u64>(token - 18), length);
  while (true) {
    const at = BY_PREFIX + (slot++ % (POD_SLOTS - 1)) * 2;
    const pod = load<u16>(at);
    if (pod == 0) return at;
    const known = PODS + <usize>pod * POD_SIZE;
    if (<usize>load<u32>(known + 4) == length && memory.compare(load<u32>(known), from, length) == 0) return at;
  }
}

/** The id that stands at a place, as far as it is a number. */
function idAt(from: usize): i64 {
  let id: i64 = 0;
  for (let at = from; at < from + 15 && digit(at); at++) id = id * 10 + load<u8>(at) - 48;
  return id;
}

/** The slot in BY_PROCESS, used or free. */
function processSlot(pod: u32, id: i64): usize {
  let slot = mixed(<u64>id, pod, 1);
  while (true) {
    const at = BY_PROCESS + (slot++ & (PROCESS_SLOTS - 1)) * 2;
    const process = load<u16>(at);
    if (process == 0) return at;
    const known = PROCESSES + <usize>process * PROCESS_SIZE;
    if (load<u32>(known + POD) == pod && load<i64>(known) == id) return at;
  }
}

// @ts-ignore: a decorator
@inline
function sameTens(a: usize, b: usize): bool {
  return v128.all_true<i8>(i8x16.eq(v128.load(a), v128.load(b))) && load<u16>(a + 16) == load<u16>(b + 16);
}

// --- passing over

/** Where the line ends; 0 where a control character stands in it that only the prefilter can judge. */
function endOf(from: usize): usize {
  for (let at = from; ; at += 16) {
    const bytes = v128.load(at);
    const control = i8x16.bitmask(v128.andnot(i8x16.lt_u(bytes, i8x16.splat(32)), i8x16.eq(bytes, i8x16.splat(9))));
    if (control == 0) continue;
    const end = at + ctz(control);
    const byte = load<u8>(end);
    return byte == 10 ? end : byte == 13 && load<u8>(end + 1) == 10 ? end + 1 : 0;
  }
}

/** No frame's place in parentheses is longer, nor the archive in brackets behind it: as in frame-end.ts. */
const PLACE: usize = 120;
const ARCHIVE: usize = 88;

/** Whether the line may end like a frame of Java, `(Orders.java:7)` or `(Orders.java:7) ~[app.jar:1.0]`: it may be one of a stack that is logged line by line. */
function mayEndFrame(from: usize, to: usize): bool {
  const last = load<u8>(to - 1);
  if (last == 41) return mayBePlace(from, to - 1);
  if (last != 93) return false;
  const stop = max(from, to > ARCHIVE ? to - ARCHIVE : 0);
  for (let at = to - 2; at > stop; at--) {
    if (load<u8>(at) != 41 || load<u8>(at + 1) != 32) continue;
    const mark = load<u8>(at + 2);
    if ((mark == 91 || mark == 126) && mayBePlace(from, at)) return true;
  }
  return false;
}

/** Whether a frame's place may end with the parenthesis at `end`. */
function mayBePlace(from: usize, end: usize): bool {
  const stop = max(from, end - PLACE);
  for (let at = end - 1; at > stop; at--) {
    const byte = load<u8>(at);
    if (byte == 41) return false;
    if (byte != 40) continue;
    // `Native Method`, `Unknown Source`, `<generated>`, or a file's name with a point in it.
    const first = load<u8>(at + 1);
    if (first == 78 || first == 85 || first == 60) return true;
    while (++at < end) if (load<u8>(at) == 46) return true;
    return false;
  }
  return false;
}

/**
 * Passes over lines from `from` on, whole ones up to `to`, the first of which has the given number within the block.
 * @returns where the first line begins that the prefilter must decide about
 */
export function skip(from: usize, to: usize, line: i32): usize {
  skipped = 0;
  touched = 0;
  let at = from;
  while (at < to) {
    if (hotAt < at) hotAt = next(at, to);
    const end = endOf(at);
    if (end == 0 || hotAt < end) break;
    const textEnd = end > at && load<u8>(end - 1) == 13 ? end - 1 : end;
    if (mayEndFrame(at, textEnd)) break;
    if (textEnd - at > LONG || !parse(at, textEnd)) break;
    const shape = shapeSlot();
    if (load<u32>(shape + 28) == 0) break;
    const byPrefix = podSlot(at);
    if (byPrefix == 0) break;
    const pod = load<u16>(byPrefix);
    if (pod == 0 || load<u8>(PODS + <usize>pod * POD_SIZE + 8) == 0) break;
    const answer = load<i32>(shape + 24);
    const process = load<u16>(processSlot(pod, answer < 0 ? -1 : idAt(after + answer)));
    if (process == 0) break;
    const known = PROCESSES + <usize>process * PROCESS_SIZE;
    if (!sameTens(outer, known + OUTER) || !digit(outer + 18)) break;
    if (inner == 0 ? load<u8>(known + HAS_INNER) != 0 : load<u8>(known + HAS_INNER) == 0 || !sameTens(inner, known + INNER) || !digit(inner + 18))
      break;
    passOver(process, pod, known, at, end + 1, line + skipped);
    at = end + 1;
    skipped++;
  }
  return at;
}

function passOver(process: u32, pod: u32, known: usize, from: usize, to: usize, line: i32): void {
  const count = load<i32>(known + COUNT);
  if (count == 0) store<u16>(TOUCHED + (touched++ << 1), process);
  else {
    const entry = RING + ((<usize>(ringed++) & (RING_MOST - 1)) << 4);
    store<u64>(entry, load<u64>(known + HELD_FROM));
    store<u32>(entry + 8, load<u32>(known + HELD_LINE));
    store<u32>(entry + 12, process);
  }
  store<i32>(known + COUNT, count + 1);
  store<u32>(known + HELD_FROM, <u32>from);
  store<u32>(known + HELD_TO, <u32>to);
  store<i32>(known + HELD_LINE, line);
  store<u32>(PODS + <usize>pod * POD_SIZE + 12, process);
}

/** The number of the process, as PROCESSES counts them, whose line in its pod was the latest that `skip` passed over. */
export function latestOf(pod: u32): u32 {
  return load<u32>(PODS + <usize>pod * POD_SIZE + 12);
}

/** What `skip` told of a process was taken. */
export function taken(process: u32): void {
  store<i32>(PROCESSES + <usize>process * PROCESS_SIZE + COUNT, 0);
}

/** Whether lines of the pod may be passed over. */
export function ready(pod: u32, yes: bool): void {
  store<u8>(PODS + <usize>pod * POD_SIZE + 8, yes);
}

/**
 * Learns from a line about which the prefilter has decided: one with such a beginning and the same stamps up to ten seconds may be passed over, as
 * long as its pod is ready.
 * @param behind where LineStart says that the last stamp ends
 * @param answer how far behind it the process id stands, -1 where there is none
 * @returns the number of the process, 0 where there is no room, or the line was not read alike
 */
export function learn(from: usize, to: usize, behind: usize, answer: i32): u32 {
  if (!parse(from, to) || after != behind) return 0;
  const shape = shapeSlot();
  const byPrefix = podSlot(from);
  if (byPrefix == 0) return 0;
  let pod: u32 = load<u16>(byPrefix);
  if (pod == 0) {
    const length = token - from;
    if (pods + 1 >= POD_MOST || prefixes + length > PREFIXES_END) return 0;
    pod = <u32>++pods;
    const known = PODS + <usize>pod * POD_SIZE;
    memory.copy(prefixes, from, length);
    store<u32>(known, <u32>prefixes);
    store<u32>(known + 4, <u32>length);
    prefixes += length;
    store<u16>(byPrefix, pod);
  }
  const id: i64 = answer < 0 ? -1 : idAt(after + answer);
  const byProcess = processSlot(pod, id);
  let process: u32 = load<u16>(byProcess);
  if (process == 0) {
    if (processes + 1 >= PROCESS_MOST) return 0;
    process = <u32>++processes;
    store<i64>(PROCESSES + <usize>process * PROCESS_SIZE, id);
    store<u32>(PROCESSES + <usize>process * PROCESS_SIZE + POD, pod);
    store<u16>(byProcess, process);
  }
  const known = PROCESSES + <usize>process * PROCESS_SIZE;
  memory.copy(known + OUTER, outer, 18);
  if (inner != 0) memory.copy(known + INNER, inner, 18);
  store<u8>(known + HAS_INNER, inner != 0);
  if (load<u32>(shape + 28) == 0 && shapes * 2 < SHAPE_SLOTS) {
    shapes++;
    store<u64>(shape, key0);
    store<u64>(shape + 8, key1);
    store<u64>(shape + 16, key2);
    store<i32>(shape + 24, answer);
    store<u32>(shape + 28, 1);
  }
  learntPod = pod;
  return process;
}
