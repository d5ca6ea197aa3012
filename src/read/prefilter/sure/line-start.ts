import { digit, isoEnd, isoRounds, isoTens, NONE } from './stamps.ts';
import { keyEnd } from './value-kinds.ts';
import type { Values } from './values.ts';

/** A line that is longer is not passed over: the reader may have to cut it, and says so. */
export const LONG = 4_096;
/** What stands behind the stamps is known by so many bytes: a level, a bracket, the mark of an envelope. */
export const BEHIND = 12;
/** `[pod/NAME/CONTAINER]` is no longer. */
const TOKEN = 520;
/** Digits of a fraction that are read, and its point. */
const FRACTION = 10;
/** Of a key of logfmt with which a line begins, what the end of an envelope could be as well. */
const OF_ENVELOPES = [...Buffer.from('-/@')];
/** Behind the stamp of a collector that marks its lines in no other way, only what certainly is a record. */
const TIMED = /^(?:ts|time|t|timestamp)=["\d]/;
const TIMED_LENGTH = 11;
/** What container runtimes write behind their stamp: the stream, and whether the line ends here. */
const STREAM = Buffer.from(' std');
const OUT = Buffer.from('out ');
const ERR = Buffer.from('err ');

/**
 * Reads how a line begins, in bytes: the pod that kubectl named, one or two full stamps, a container runtime's stream, an object of JSON, and of what
 * stands behind the shape. One object for all lines: its fields are those of the last line that was read.
 */
export class LineStart {
  /** Where the line begins. */
  from = 0;
  /** Where the pod's prefix ends; the line's beginning where there is none. */
  token = 0;
  /** 1 for stdout, 2 for stderr, 0 where nothing tells. */
  stream = 0;
  /** The stamps up to ten seconds, as numbers that are equal for equal stamps; NONE where there is none. */
  tens = NONE;
  innerTens = NONE;
  /** Hashes of all that tells how the line is read: marks between the digits of the stamps, and the kinds of the bytes behind. */
  hash = 0;
  check = 0;
  /** Where the last stamp ends, its zone excluded; where the object begins, if there is one. */
  after = 0;
  /** The line, or what is behind its stamp, is an object of JSON or logfmt as far as bytes tell, and these are its values. */
  form: 'json' | 'logfmt' | undefined;
  readonly values: Values;
  /** Where the line goes on behind the first stamp, its zone and the stream. */
  private next = 0;
  /** No more than the line's place is of use. */
  private odd = false;

  constructor(values: Values) {
    this.values = values;
  }

  /** Reads what tells whose the line is: `token`, `stream` and the first stamp. The line goes from `from` to `to`, its end excluded. */
  place(bytes: Buffer, from: number, to: number): void {
    this.prefix(bytes, from, to);
    this.hash = this.check = 1;
    this.tens = this.innerTens = NONE;
    this.form = undefined;
    this.odd = false;
    this.stream = 0;
    const bracket = bytes[this.token] === 91;
    if (bracket) this.mix(91);
    this.tens = this.stamp(bytes, bracket ? this.token + 1 : this.token, to);
    if (this.tens === NONE) return;
    this.zone(bytes);
    if (!bracket) this.runtime(bytes);
  }

  /** Reads on, where `place` has read. @returns whether the line begins with a full stamp, or is an object or pairs; else the other fields mean nothing */
  read(bytes: Buffer, to: number): boolean {
    const { token, next } = this;
    if (this.tens === NONE) return this.record(bytes, token, to);
    if (this.odd) return false;
    if (bytes[token] !== 91 && bytes[next] === 32 && this.record(bytes, next + 1, to)) return true;
    // A second stamp behind the collector's.
    if (bytes[next] === 32 && digit(bytes[next + 1]) && digit(bytes[next + 4])) {
      const { after, hash, check } = this;
      this.innerTens = this.stamp(bytes, next + 1, to);
      if (this.innerTens === NONE) {
        this.after = after;
        this.hash = hash;
        this.check = check;
      }
    }
    return (this.stream === 0 || this.innerTens !== NONE) && !this.odd && this.behind(bytes, to);
  }

  private prefix(bytes: Buffer, from: number, to: number): void {
    this.from = this.token = from;
    if (bytes[from] !== 91 || bytes[from + 1] !== 112 || bytes[from + 2] !== 111 || bytes[from + 3] !== 100 || bytes[from + 4] !== 47)
      return;
    const end = Math.min(to, from + TOKEN);
    let at = from + 5;
    while (at < end && bytes[at] !== 93) at++;
    if (at < end && bytes[at + 1] === 32) this.token = at + 2;
  }

  /** `YYYY-MM-DD hh:mm:ss` with any fraction. @returns its tens of seconds, or NONE */
  private stamp(bytes: Buffer, at: number, to: number): number {
    const tens = at + 19 > to ? NONE : isoTens(bytes, at);
    if (tens === NONE) return NONE;
    const dot = bytes[at + 19];
    this.after = isoEnd(bytes, at);
    this.odd ||= this.after > at + 19 + FRACTION || isoRounds(bytes, at);
    this.mix(bytes[at + 4] as number);
    this.mix(bytes[at + 10] as number);
    this.mix(dot === 46 || dot === 44 ? dot : 0);
    this.mix(this.after - at);
    return tens;
  }

  private zone(bytes: Buffer): void {
    const { after } = this;
    const mark = bytes[after];
    const length = mark === 90 ? 1 : (mark === 43 || mark === 45) && bytes[after + 3] === 58 ? 6 : 0;
    for (let i = 0; i < length; i++) this.mix(bytes[after + i] as number);
    this.next = after + length;
  }

  private runtime(bytes: Buffer): void {
    const { next } = this;
    if (!stands(STREAM, bytes, next)) return;
    const flag = bytes[next + 8];
    const behind = bytes[next + 9];
    if ((flag !== 70 && flag !== 80) || (behind !== 32 && behind !== 58 && behind !== 10 && behind !== 13)) return;
    this.stream = stands(OUT, bytes, next + 4) ? 1 : stands(ERR, bytes, next + 4) ? 2 : 0;
    if (this.stream === 0) return;
    this.mix(this.stream);
    this.next = next + 9;
    this.odd ||= flag !== 70 || behind !== 32;
  }

  private record(bytes: Buffer, at: number, to: number): boolean {
    const form = bytes[at] === 123 ? 'json' : this.mayBePairs(bytes, at, to) ? 'logfmt' : undefined;
    if (form === undefined || !this.values[form](bytes, at, to)) return false;
    this.form = form;
    this.after = at;
    this.mix(this.values.hash);
    this.mix(this.values.check);
    return true;
  }

  /** Whether logfmt may begin here. Behind a stamp that no collector has put there it is but a message, known by its beginning. */
  private mayBePairs(bytes: Buffer, at: number, to: number): boolean {
    const end = keyEnd(bytes, at, to);
    if (end === 0) return false;
    for (let i = at; i < end; i++) if (OF_ENVELOPES.includes(bytes[i] as number)) return false;
    if (this.tens === NONE || this.stream > 0) return true;
    return this.token > this.from && TIMED.test(bytes.toString('latin1', at, at + TIMED_LENGTH));
  }

  private behind(bytes: Buffer, to: number): boolean {
    const { after } = this;
    if (after + BEHIND > to) return false;
    for (let at = after; at < after + BEHIND; at++) {
      const byte = bytes[at] as number;
      this.mix((byte >= 97 && byte <= 122) || (byte >= 48 && byte <= 57) ? 97 : byte);
    }
    return true;
  }

  private mix(byte: number): void {
    this.hash = Math.imul(this.hash ^ byte, 0x01000193);
    this.check = (Math.imul(this.check, 31) + byte) | 0;
  }
}

function stands(mark: Buffer, bytes: Buffer, at: number): boolean {
  for (let i = 0; i < mark.length; i++) if (bytes[at + i] !== mark[i]) return false;
  return true;
}
