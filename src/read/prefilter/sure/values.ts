import { digitAt, keyEnd, KIND, kindOf } from './value-kinds.ts';
import type { Kind } from './value-kinds.ts';

/** Values of one line that are told apart; a line with more is read in full. */
const MOST = 64;
/** What stands between keys and values. */
const OF_OBJECTS = new Uint8Array(256);
for (const byte of Buffer.from('{}[]:, ')) OF_OBJECTS[byte] = 1;
const [TRUE, FALSE, NULL] = ['true', 'false', 'null'].map((word) => Buffer.from(word)) as [Buffer, Buffer, Buffer];
/** What may follow a backslash and stands for one character that no hint is searched for in. */
const ESCAPES = new Uint8Array(256);
for (const byte of Buffer.from('"\\bfnrt')) ESCAPES[byte] = 1;
/** Where hashes begin: it keeps skeletons of both apart. */
const [OF_JSON, OF_LOGFMT] = [7, 11];

/**
 * Takes a line of JSON or logfmt apart in bytes: its skeleton, which is all but what the values hold, as a hash, and where the values stand. Whether a line
 * with such a skeleton is what it seems is judged once; of a value the skeleton has what that judgement depends on. One object for all lines.
 */
export class Values {
  hash = 0;
  check = 0;
  count = 0;
  /** An escape may hide a hint. */
  odd = false;
  /** Where each value's text begins and ends, quotes excluded. */
  readonly from = new Int32Array(MOST);
  readonly to = new Int32Array(MOST);
  readonly kinds = new Uint8Array(MOST);
  /** Whether it ends with an escaped line break, and has no other. */
  readonly ended = new Uint8Array(MOST);
  private readonly hints: readonly string[];
  private characters: ReadonlySet<string> | undefined; // made when the first escape comes
  /** Of the text that was read last: its end, and the line breaks in it. */
  private end = 0;
  private breaks = 0;
  private lastBreak = 0;

  /** @param hints what an escape may hide */
  constructor(hints: readonly string[]) {
    this.hints = hints;
  }

  /** @returns whether the bytes may be an object of JSON, to their end; else the fields mean nothing */
  json(bytes: Buffer, from: number, to: number): boolean {
    this.begin(OF_JSON);
    if (bytes[from] !== 123 || bytes[to - 1] !== 125) return false;
    let at = from;
    while (at < to) {
      const byte = bytes[at] as number;
      if (byte === 34) {
        if (!this.text(bytes, at + 1, to)) return false;
        const { end } = this;
        let next = end + 1;
        while (bytes[next] === 32) next++;
        if (bytes[next] === 58) for (; at < next; at++) this.mix(bytes[at] as number);
        else if (!this.value(bytes, at + 1, end)) return false;
        at = next;
      } else if (byte === 45 || (byte >= 48 && byte <= 57)) {
        if (!this.number(bytes, at, to)) return false;
        at = this.end;
      } else {
        const word = byte === 116 ? TRUE : byte === 102 ? FALSE : byte === 110 ? NULL : undefined;
        if (word === undefined ? OF_OBJECTS[byte] !== 1 : word.compare(bytes, at, at + word.length) !== 0) return false;
        this.mix(byte);
        at += word?.length ?? 1;
      }
    }
    return true;
  }

  /** The same of logfmt: pairs of keys and values, quoted or not, from one end to the other. A quote that does not close is left to the reader. */
  logfmt(bytes: Buffer, from: number, to: number): boolean {
    this.begin(OF_LOGFMT);
    let at = from;
    while (at < to) {
      const mark = keyEnd(bytes, at, to);
      if (mark === 0) return false;
      for (; at <= mark; at++) this.mix(bytes[at] as number);
      const quoted = at < to && bytes[at] === 34;
      if (quoted ? !this.text(bytes, at + 1, to, true) : !this.bare(bytes, at, to)) return false;
      if (!this.value(bytes, quoted ? at + 1 : at, this.end)) return false;
      at = this.end;
      if (quoted) {
        this.mix(34);
        if (++at < to && bytes[at] !== 32) return false;
      }
      for (; at < to && bytes[at] === 32; at++) this.mix(32);
    }
    return this.count > 0;
  }

  /** Finds the end of a value without quotes. */
  private bare(bytes: Buffer, from: number, to: number): boolean {
    this.breaks = 0;
    for (this.end = from; this.end < to && bytes[this.end] !== 32; this.end++) if ((bytes[this.end] as number) < 32) return false;
    return true;
  }

  private begin(seed: number): void {
    this.hash = this.check = seed;
    this.count = 0;
    this.odd = false;
  }

  private mix(byte: number): void {
    this.hash = Math.imul(this.hash ^ byte, 0x01000193);
    this.check = (Math.imul(this.check, 31) + byte) | 0;
  }

  /** Finds the end of a text from its first byte on. @param loose any character may be escaped, as in logfmt. @returns whether it is one of JSON */
  private text(bytes: Buffer, from: number, to: number, loose = false): boolean {
    this.breaks = 0;
    this.lastBreak = -1;
    for (let at = from; at < to; at++) {
      const byte = bytes[at] as number;
      if (byte === 34) {
        this.end = at;
        return true;
      }
      if (byte < 32) return false;
      if (byte !== 92) continue;
      const escaped = bytes[++at] as number;
      if (escaped === 117) {
        const code = bytes.toString('latin1', at + 1, at + 5);
        const valid = /^[0-9a-fA-F]{4}$/.test(code);
        if (!valid && !loose) return false;
        this.odd ||= valid && this.hides(Number.parseInt(code, 16));
      } else if (escaped === 47 || (loose && escaped === 120)) this.odd = true;
      else if (ESCAPES[escaped] !== 1 && (!loose || escaped < 32)) return false;
      else if (escaped === 110) {
        this.breaks++;
        this.lastBreak = at + 1;
      }
    }
    return false;
  }

  private hides(code: number): boolean {
    return code < 32 || (this.characters ??= new Set(this.hints.join('').split(''))).has(String.fromCharCode(code));
  }

  private value(bytes: Buffer, from: number, end: number): boolean {
    const ended = this.breaks === 1 && this.lastBreak === end;
    const kind = kindOf(bytes, from, end);
    if (kind === KIND.stamp) this.mixStamp(bytes, from, end);
    this.mix(0x100 + kind * 4 + (ended ? 1 : this.breaks > 0 ? 2 : 0));
    return this.push(kind, from, end, ended);
  }

  private push(kind: Kind, from: number, to: number, ended: boolean): boolean {
    const { count } = this;
    if (count === MOST) return false;
    this.kinds[count] = kind;
    this.from[count] = from;
    this.to[count] = to;
    this.ended[count] = Number(ended);
    this.count++;
    return true;
  }

  /** The form of a time: digits of the date, the time and its fraction are one like the other, those of its zone are not. */
  private mixStamp(bytes: Buffer, from: number, end: number): void {
    let fraction = false;
    for (let at = from; at < end; at++) {
      const byte = bytes[at] as number;
      const digit = byte >= 48 && byte <= 57;
      const place = at - from;
      if (place === 19) fraction = byte === 46 || byte === 44;
      else if (!digit && place > 19) fraction = false;
      this.mix(digit && (place < 19 || fraction) ? 48 : byte);
    }
  }

  private number(bytes: Buffer, from: number, to: number): boolean {
    let at = bytes[from] === 45 ? from + 1 : from;
    const first = at;
    while (digitAt(bytes, at)) at++;
    const whole = at - first;
    if (whole === 0 || (whole > 1 && bytes[first] === 48)) return false;
    let fraction = 0;
    if (bytes[at] === 46) {
      while (digitAt(bytes, at + 1 + fraction)) fraction++;
      if (fraction === 0) return false;
      at += 1 + fraction;
    }
    const power = ((bytes[at] as number) | 32) === 101;
    if (power) {
      at += bytes[at + 1] === 43 || bytes[at + 1] === 45 ? 2 : 1;
      const digits = at;
      while (digitAt(bytes, at)) at++;
      if (at === digits) return false;
    }
    const epoch = first === from && !power && (whole === 10 || whole === 13 || whole === 16 || whole === 19);
    this.mix(0x200 + (epoch ? whole * 2 + Number(fraction > 0) : 0));
    this.end = at;
    return at < to && this.push(epoch ? KIND.epoch : KIND.number, from, at, false);
  }
}
