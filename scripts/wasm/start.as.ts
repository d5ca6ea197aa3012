// Part of the prefilter's inner loop (lines.as.ts): how a line begins, and of a record its time and its process. As in line-start.ts.
import { digit, ISO, SINCE_1970 } from './memory.as';
import { beginsWithTime, EPOCH, json, logfmt, skeleton, STAMP, valueFrom, valueKind, valueTo } from './records.as';

/** A line that is longer is not passed over, and what stands behind the stamp is known by so many bytes: as in sift.ts and line-start.ts. */
export const LONG: usize = 4096;
const BEHIND: usize = 12;
const TOKEN: usize = 520;

// What `parse` found of a line.
export let token: usize = 0;
export let outer: usize = 0;
export let inner: usize = 0;
export let after: usize = 0;
export let outerKind: u32 = 0;
export let innerKind: u32 = 0;
/** It is a record of JSON or logfmt. */
export let record = false;
/** What a container runtime says behind its stamp: 1 for stdout, 2 for stderr, 0 where it says nothing. */
export let stream: usize = 0;
export let key0: u64 = 0;
export let key1: u64 = 0;
export let key2: u64 = 0;

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

/** The line, or what stands behind its stamp, as a record of JSON or logfmt. @param lengths what is known of the stamp */
function parseRecord(at: usize, to: usize, lengths: u64, marks: u64): bool {
  const isJson = load<u8>(at) == 123;
  if (at >= to || (isJson ? !json(at, to) : !logfmt(at, to))) return false;
  record = true;
  after = at;
  key0 = skeleton;
  key1 = lengths | (<u64>isJson << 50) | ((<u64>1) << 51);
  key2 = marks;
  return true;
}

/** Whether what stands behind a stamp may be a record that is more than a message. */
// @ts-ignore: a decorator
@inline
function mayBeRecord(from: usize, at: usize): bool {
  return load<u8>(at) == 123 || stream > 0 || (token > from && beginsWithTime(at));
}

/** `Z`, or `+hh:mm`, behind a stamp: 0 where there is none, else a number that is equal for equal ones. */
function zoneOf(at: usize): u64 {
  const mark = load<u8>(at);
  if (mark == 90) return 1;
  if ((mark != 43 && mark != 45) || load<u8>(at + 3) != 58) return 0;
  if (!digit(at + 1) || !digit(at + 2) || !digit(at + 4) || !digit(at + 5)) return 0;
  const hours: u64 = <u64>(load<u8>(at + 1) - 48) * 10 + load<u8>(at + 2) - 48;
  const minutes: u64 = <u64>(load<u8>(at + 4) - 48) * 10 + load<u8>(at + 5) - 48;
  return 2 + ((hours * 100 + minutes) << 1) + u64(mark == 45);
}

/** The bytes at a place, small letters and digits as one kind, everything else as itself. */
// @ts-ignore: a decorator
@inline
function kindsAt(at: usize): v128 {
  const bytes = v128.load(at);
  const kind = v128.or(
    i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(97)), i8x16.splat(26)),
    i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(48)), i8x16.splat(10)),
  );
  return v128.bitselect(i8x16.splat(97), bytes, kind);
}

/** Reads the stream that a container runtime names from a place on: where the line goes on, 0 where the line is cut or cannot be told. */
function readStream(at: usize): usize {
  // ` stdout F `, ` stderr P `
  if (load<u32>(at) != 0x64747320) return at;
  const flag = load<u8>(at + 8);
  const behind = load<u8>(at + 9);
  if ((flag != 70 && flag != 80) || (behind != 32 && behind != 58 && behind != 10 && behind != 13)) return at;
  const name = load<u32>(at + 4);
  stream = name == 0x2074756f ? 1 : name == 0x20727265 ? 2 : 0;
  if (stream == 0) return at;
  return flag == 70 && behind == 32 ? at + 9 : 0;
}

/** Reads how a line begins, as LineStart does; false where it begins with no stamp and is no record, or is too short. Stamps are not checked: `skip` compares them. */
export function parse(from: usize, to: usize): bool {
  token = tokenOf(from, to);
  record = false;
  stream = 0;
  innerKind = 0;
  inner = 0;
  const first = load<u8>(token);
  if (first == 123 || (<u32>first | 32) - 97 < 26 || first == 95) {
    outerKind = 0;
    return parseRecord(token, to, 0, 0);
  }
  outerKind = ISO;
  const bracket = first == 91;
  outer = token + usize(bracket);
  const outerEnd = stampEnd(outer);
  if (outerEnd == 0 || outerEnd > to || rounds(outer)) return false;
  const zone = zoneOf(outerEnd);
  let place = outerEnd + (zone == 0 ? 0 : zone == 1 ? 1 : 6);
  if (!bracket) place = readStream(place);
  if (place == 0) return false;
  after = outerEnd;
  const lengths = (<u64>(outerEnd - outer) << 32) | (<u64>stream << 52);
  const marks = marksOf(outer) | (zone << 49);
  if (!bracket && load<u8>(place) == 32 && mayBeRecord(from, place + 1) && parseRecord(place + 1, to, lengths, marks)) return true;
  if (load<u8>(place) == 32 && digit(place + 1) && digit(place + 4) && load<u8>(place + 14) == 58 && load<u8>(place + 17) == 58) {
    inner = place + 1;
    innerKind = ISO;
    after = stampEnd(inner);
    if (after == 0 || rounds(inner)) return false;
  }
  if (after + BEHIND > to || (stream > 0 && inner == 0)) return false;
  const kinds = kindsAt(after);
  key0 = i64x2.extract_lane(kinds, 0);
  const innerLength: u64 = inner == 0 ? 0 : after - inner;
  key1 = (<u64>i64x2.extract_lane(kinds, 1) & 0xffffffff) | lengths | (innerLength << 40) | (<u64>bracket << 48);
  key2 = marks | (inner == 0 ? 0 : (marksOf(inner) << 24) | (1 << 48));
  return true;
}

/** What was read of the line inside of another one: its place. */
export let withinFrom: usize = 0;
export let withinTo: usize = 0;

/** Marks what a record answers where the line itself stands inside of it: in what Docker keeps of a container. */
const WITHIN: i32 = 1 << 30;
/** `\n` at the end of what Docker keeps. */
const ENDING: usize = 2;

/** The values that are its time, that line's stream (-1 for none), and the line itself. */
export function withinOf(time: i32, name: i32, log: i32): i32 {
  return WITHIN | (time + 1) | ((name + 1) << 8) | (log << 16);
}

// @ts-ignore: a decorator
@inline
export function standsWithin(answer: i32): bool {
  return record && (answer & WITHIN) != 0;
}

/** Whether a backslash stands there. */
function escapes(from: usize, to: usize): bool {
  for (let at = from; at < to; at += 16) {
    const found = i8x16.bitmask(i8x16.eq(v128.load(at), i8x16.splat(92)));
    if (found != 0) return at + ctz(found) < to;
  }
  return false;
}

/** What a value says of the stream: as in sure-lines.ts. */
function streamOf(value: i32): usize {
  const at = valueFrom(value);
  // `stdout`, `stderr`
  if (valueTo(value) - at != 6 || load<u16>(at) != 0x7473 || load<u8>(at + 2) != 100) return 0;
  const name = load<u32>(at + 2) >> 8;
  return name == 0x74756f ? 1 : name == 0x727265 ? 2 : 0;
}

/**
 * Reads on in a record that was parsed: the line inside of it. Its beginning, and the skeleton of all around it, are the shape then.
 * @returns false where the prefilter alone tells it: without a full stamp, with two, with an escape, or a record itself
 */
export function parseWithin(answer: i32): bool {
  if (!takeTime(answer)) return false;
  const name = ((answer >> 8) & 0xff) - 1;
  stream = name < 0 ? 0 : streamOf(name);
  const log = (answer >> 16) & 0xff;
  const from = (withinFrom = valueFrom(log));
  const to = (withinTo = valueTo(log) - ENDING);
  if (escapes(from, to) || (load<u32>(from) == 0x646f705b && load<u8>(from + 4) == 47)) return false;
  const bracket = load<u8>(from) == 91;
  inner = from + usize(bracket);
  innerKind = ISO;
  after = stampEnd(inner);
  if (after == 0 || after + BEHIND > to || rounds(inner)) return false;
  const zone = zoneOf(after);
  const place = after + (zone == 0 ? 0 : zone == 1 ? 1 : 6);
  // A stream, a record, a second stamp.
  if (load<u32>(place) == 0x64747320) return false;
  if (load<u8>(place) == 32 && (load<u8>(place + 1) == 123 || (digit(place + 1) && digit(place + 4)))) return false;
  const kinds = kindsAt(after);
  key0 = i64x2.extract_lane(kinds, 0);
  key1 = (<u64>i64x2.extract_lane(kinds, 1) & 0xffffffff) | (<u64>(after - inner) << 32) | (<u64>bracket << 48) | (<u64>stream << 52) | (<u64>1 << 56);
  key2 = (skeleton ^ rotl(marksOf(inner) | (zone << 49), 7)) * 0x9e3779b97f4a7c15;
  record = false;
  return true;
}

/** Digits of a process id that are read as a number. */
const ID: usize = 15;

/** Of a record: the values that are its time, its process, and the message where its words may say more of that; -1 for none. */
// @ts-ignore: a decorator
@inline
export function answerOf(time: i32, id: i32, message: i32): i32 {
  return (time + 1) | ((id + 1) << 8) | ((message + 1) << 16);
}

/** Messages whose words say something of the process are no longer. */
let tellingMost: usize = 0;
export function tellingUpTo(length: usize): void {
  tellingMost = length;
}

/** A number since 1970 has at most a point and so many digits behind its seconds: as epochTens in stamps.ts. */
const EPOCH_MOST: usize = 23;

/** Whether a number since 1970 is so near to the next ten seconds that the reader may round it up: as epochTens in stamps.ts. */
function epochRounds(at: usize): bool {
  const places = digit(at + 10) ? at + 10 : at + 11;
  return load<u8>(at + 9) == 57 && load<u8>(places) == 57 && load<u16>(places + 1) == 0x3939;
}

/** Takes the time from a value: it is the inner one where the line's own stamp is there already. @returns whether there is a time then */
export function takeTime(answer: i32): bool {
  const number = (answer & 0xff) - 1;
  if (number < 0) return outerKind != 0;
  const at = valueFrom(number);
  const told = valueKind(number);
  const mark = load<u8>(at + 4);
  const kind = mark == 45 || mark == 47 ? ISO : SINCE_1970;
  if (told != STAMP && (told != EPOCH || kind == ISO)) return false;
  if (kind == ISO ? rounds(at) : valueTo(number) - at > EPOCH_MOST || epochRounds(at)) return false;
  if (outerKind == 0) {
    outer = at;
    outerKind = kind;
  } else {
    inner = at;
    innerKind = kind;
  }
  return true;
}

/** The process that a value names; -1 where none does, -2 where it is more than a number, or the message may say more of it. */
export function idOf(answer: i32): i64 {
  const message = (answer >> 16) - 1;
  if (message >= 0 && valueTo(message) - valueFrom(message) <= tellingMost) return -2;
  const number = ((answer >> 8) & 0xff) - 1;
  if (number < 0) return -1;
  const at = valueFrom(number);
  const length = valueTo(number) - at;
  if (length == 0 || length > ID || (length > 1 && load<u8>(at) == 48)) return -2;
  for (let i: usize = 0; i < length; i++) if (!digit(at + i)) return -2;
  return idAt(at);
}

/** The id that stands at a place, as far as it is a number. */
export function idAt(from: usize): i64 {
  let id: i64 = 0;
  for (let at = from; at < from + 15 && digit(at); at++) id = id * 10 + load<u8>(at) - 48;
  return id;
}
