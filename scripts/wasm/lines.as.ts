// The prefilter's inner loop, in AssemblyScript: finds hints in bytes, and passes over lines like ones that the prefilter passed over before.
// scripts/wasm/build.mjs compiles it into src/read/literals/lines-code.ts, which is committed.
//
// It decides nothing: a line is passed over here only if the prefilter (sift.ts) has said of a line of the same beginning, pod, process and ten
// seconds that it may be, and told so by `learn`. At everything else `skip` stops, and the prefilter decides.
import { endOf, mayEndFrame } from './line-end.as';
import { hot, restart } from './literals.as';
import {
  BY_PREFIX, BY_PROCESS, COUNT, HELD_FROM, HELD_LINE, HELD_TO, INNER, ISO, OUTER, POD, POD_MOST, POD_SIZE, POD_SLOTS, PODS, PREFIXES, PREFIXES_END,
  PROCESS_MOST, PROCESS_SIZE, PROCESS_SLOTS, PROCESSES, RING, RING_MOST, SHAPE_SIZE, SHAPE_SLOTS, SHAPES, SINCE_1970, STAMP_KIND, STREAMS, TOUCHED, UNKNOWN,
  digit,
} from './memory.as';
import {
  after, answerOf, idAt, idOf, inner, innerKind, key0, key1, key2, LONG, outer, outerKind, parse, parseWithin, record, standsWithin, stream, takeTime,
  token, withinFrom, withinOf, withinTo,
} from './start.as';

export { all, hot, odd, retell } from './literals.as';
export {
  COUNT, ENTRIES, ENTRY_SIZE, FOUND, HASH_BITS, HEADS, HELD_FROM, HELD_LINE, HELD_TO, LITERALS, LITERALS_MOST, PROBE, PROCESS_SIZE, PROCESSES, RING, RING_MOST, TEXT, TOUCHED,
} from './memory.as';
export { tellingUpTo } from './start.as';

let shapes: usize = 0;
let pods: usize = 0;
let processes: usize = 0;
let prefixes: usize = PREFIXES;
/** What `skip` passed over: lines, processes that had some, and entries of the ring since the block began. */
export let skipped: i32 = 0;
export let touched: i32 = 0;
export let ringed: i32 = 0;
/** The pod of the process that was learnt last. */
export let learntPod: i32 = 0;

/** A new block of lines stands at TEXT. */
export function begin(): void {
  restart();
  ringed = 0;
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

/** The slot in BY_PREFIX of the pod whose prefix or stream was parsed, used or free; 0 for prefixes too short to be told apart this way, and for both. */
function podSlot(from: usize): usize {
  const length = token - from;
  if (length == 0) return BY_PREFIX + (POD_SLOTS - STREAMS + stream) * 2;
  if (length < 18 || stream > 0) return 0;
  let slot = mixed(load<u64>(token - 10), load<u64>(token - 18), length);
  while (true) {
    const at = BY_PREFIX + (slot++ % (POD_SLOTS - STREAMS)) * 2;
    const pod = load<u16>(at);
    if (pod == 0) return at;
    const known = PODS + <usize>pod * POD_SIZE;
    if (<usize>load<u32>(known + 4) == length && memory.compare(load<u32>(known), from, length) == 0) return at;
  }
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

/** Whether a stamp, up to ten seconds, is the one that is known. */
function sameTens(at: usize, kind: u32, known: usize): bool {
  if (load<u8>(known + STAMP_KIND) != kind) return false;
  if (kind == ISO)
    return v128.all_true<i8>(i8x16.eq(v128.load(at), v128.load(known))) && load<u16>(at + 16) == load<u16>(known + 16) && digit(at + 18);
  return kind == 0 || (load<u64>(at) == load<u64>(known) && load<u8>(at + 8) == load<u8>(known + 8));
}

function keepTens(at: usize, kind: u32, known: usize): void {
  if (kind == ISO) memory.copy(known, at, 18);
  else if (kind == SINCE_1970) memory.copy(known, at, 9);
  store<u8>(known + STAMP_KIND, <u8>kind);
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
    const end = endOf(at);
    if (end == 0 || hot(at, end, to)) break;
    const textEnd = end > at && load<u8>(end - 1) == 13 ? end - 1 : end;
    if (mayEndFrame(at, textEnd)) break;
    if (textEnd - at > LONG || !parse(at, textEnd)) break;
    let shape = shapeSlot();
    if (load<u32>(shape + 28) == 0) break;
    if (standsWithin(load<i32>(shape + 24))) {
      if (!parseWithin(load<i32>(shape + 24)) || mayEndFrame(withinFrom, withinTo)) break;
      shape = shapeSlot();
      if (load<u32>(shape + 28) == 0) break;
    }
    const byPrefix = podSlot(at);
    if (byPrefix == 0) break;
    const pod = load<u16>(byPrefix);
    if (pod == 0 || load<u8>(PODS + <usize>pod * POD_SIZE + 8) == 0) break;
    const answer = load<i32>(shape + 24);
    if (record && !takeTime(answer)) break;
    const id = record ? idOf(answer) : answer < 0 ? -1 : idAt(after + answer);
    if (id == -2) break;
    const process = load<u16>(processSlot(pod, id));
    if (process == 0) break;
    const known = PROCESSES + <usize>process * PROCESS_SIZE;
    if (!sameTens(outer, outerKind, known + OUTER) || !sameTens(inner, innerKind, known + INNER)) break;
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

/** Where the process's lines stand in time is not known any more. */
export function forget(process: u32): void {
  store<u8>(PROCESSES + <usize>process * PROCESS_SIZE + OUTER + STAMP_KIND, UNKNOWN);
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
  return parse(from, to) && after == behind && !record ? remember(from, answer, answer < 0 ? -1 : idAt(after + answer)) : 0;
}

/** The same of a record. @param at where it begins @param time the value that is its time, -1 for none @param id the one that names its process @param message the one that may tell whose process that is */
export function learnRecord(from: usize, to: usize, at: usize, time: i32, id: i32, message: i32): u32 {
  if (!parse(from, to) || after != at || !record) return 0;
  const answer = answerOf(time, id, message);
  if (!takeTime(answer)) return 0;
  const number = idOf(answer);
  return number == -2 ? 0 : remember(from, answer, number);
}

/**
 * The same of a line that stands inside of a record. @param at where the record begins @param behind where the last stamp of the line ends
 * @param time the value that is the record's time @param name the one that names the stream @param log the one that is the line @param answer the line's own
 */
export function learnWithin(from: usize, to: usize, at: usize, behind: usize, time: i32, name: i32, log: i32, answer: i32): u32 {
  if (!parse(from, to) || after != at || !record) return 0;
  const around = withinOf(time, name, log);
  keepShape(shapeSlot(), around);
  return parseWithin(around) && after == behind ? remember(from, answer, answer < 0 ? -1 : idAt(after + answer)) : 0;
}

/** Writes what was parsed into a free slot. */
function keepShape(shape: usize, answer: i32): void {
  if (load<u32>(shape + 28) != 0 || shapes * 2 >= SHAPE_SLOTS) return;
  shapes++;
  store<u64>(shape, key0);
  store<u64>(shape + 8, key1);
  store<u64>(shape + 16, key2);
  store<i32>(shape + 24, answer);
  store<u32>(shape + 28, 1);
}

function remember(from: usize, answer: i32, id: i64): u32 {
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
  keepTens(outer, outerKind, known + OUTER);
  keepTens(inner, innerKind, known + INNER);
  keepShape(shape, answer);
  learntPod = pod;
  return process;
}
