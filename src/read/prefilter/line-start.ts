/** What stands behind the stamps is known by so many bytes: a level, a bracket, the mark of an envelope. */
const BEHIND = 12;
/** `[pod/NAME/CONTAINER]` is no longer. */
const TOKEN = 520;
const DAYS = [0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const digit = (byte: number | undefined): boolean => byte !== undefined && byte >= 48 && byte <= 57;

/**
 * Reads how a line begins, in bytes: the pod that kubectl named, one or two full stamps, and of what stands behind them the shape. One object for
 * all lines: its fields are those of the last line that was read.
 */
export class LineStart {
  /** Where the line begins. */
  from = 0;
  /** Where the pod's prefix ends; the line's beginning where there is none. */
  token = 0;
  /** The stamps up to ten seconds, as numbers that are equal for equal stamps; -1 where there is no second one. */
  tens = 0;
  innerTens = -1;
  /** Hashes of all that tells how the line is read: marks between the digits of the stamps, and the kinds of the bytes behind. */
  hash = 0;
  check = 0;
  /** Where the last stamp ends, its zone excluded. */
  after = 0;

  /** Finds the pod's prefix. @returns where the line goes on behind it */
  prefix(bytes: Buffer, from: number, to: number): number {
    this.from = this.token = from;
    if (bytes[from] !== 91 || bytes[from + 1] !== 112 || bytes[from + 2] !== 111 || bytes[from + 3] !== 100 || bytes[from + 4] !== 47)
      return from;
    const end = Math.min(to, from + TOKEN);
    let at = from + 5;
    while (at < end && bytes[at] !== 93) at++;
    if (at < end && bytes[at + 1] === 32) this.token = at + 2;
    return this.token;
  }

  /** @returns whether the line, from `from` to `to` without its end, begins with a full stamp; else the fields but for `token` mean nothing */
  read(bytes: Buffer, from: number, to: number): boolean {
    let at = this.prefix(bytes, from, to);
    this.hash = this.check = 1;
    if (bytes[at] === 91) {
      this.mix(91);
      at++;
    }
    this.tens = this.stamp(bytes, at, to);
    this.innerTens = -1;
    if (this.tens < 0) return false;
    // A second stamp behind the collector's.
    let next = this.after;
    if (bytes[next] === 90) next++;
    if (bytes[next] === 32 && digit(bytes[next + 1]) && digit(bytes[next + 4])) {
      const { after, hash, check } = this;
      this.innerTens = this.stamp(bytes, next + 1, to);
      if (this.innerTens < 0) {
        this.after = after;
        this.hash = hash;
        this.check = check;
      }
    }
    return this.behind(bytes, to);
  }

  /** `YYYY-MM-DD hh:mm:ss` with any fraction. @returns its tens of seconds, or -1 */
  private stamp(bytes: Buffer, at: number, to: number): number {
    if (at + 19 + BEHIND > to) return -1;
    const mark = bytes[at + 4];
    const middle = bytes[at + 10];
    if ((mark !== 45 && mark !== 47) || bytes[at + 7] !== mark || bytes[at + 13] !== 58 || bytes[at + 16] !== 58) return -1;
    if (middle !== 32 && middle !== 84) return -1;
    const year = two(bytes, at) * 100 + two(bytes, at + 2);
    const month = two(bytes, at + 5);
    const day = two(bytes, at + 8);
    const hour = two(bytes, at + 11);
    const minute = two(bytes, at + 14);
    const second = two(bytes, at + 17);
    if (!(year >= 1971 && year < 2100 && month >= 1 && month <= 12 && day >= 1 && hour < 24 && minute < 60 && second < 60)) return -1;
    if (day > (DAYS[month] as number) || (day === 29 && month === 2 && year % 4 !== 0)) return -1;
    let end = at + 19;
    const dot = bytes[end];
    if (dot === 46 || dot === 44) {
      while (digit(bytes[end + 1]) && end < to) end++;
      if (end - at > 28) return -1;
    }
    this.after = end === at + 19 ? end : end + 1;
    this.mix(mark);
    this.mix(middle);
    this.mix(dot === 46 || dot === 44 ? dot : 0);
    this.mix(this.after - at);
    return ((((((year - 1971) * 12 + month) * 31 + day) * 24 + hour) * 60 + minute) * 6 + ((second / 10) | 0)) | 0;
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

/** Two digits as a number, -10000 or less where they are none. */
function two(bytes: Buffer, at: number): number {
  const tens = (bytes[at] as number) - 48;
  const ones = (bytes[at + 1] as number) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -10_000;
}

/** The number that stands at a place, as far as it is one. */
export function idAt(bytes: Buffer, from: number): number {
  let id = 0;
  for (let at = from; at < from + 15; at++) {
    const digit = (bytes[at] as number) - 48;
    if (!(digit >= 0 && digit <= 9)) break;
    id = id * 10 + digit;
  }
  return id;
}
