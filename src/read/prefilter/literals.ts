/** Bytes of each literal by which it is searched; no hint is shorter. */
const WINDOW = 4;
/** How far the search may step where a pair of bytes is in no window. */
const FAR = WINDOW - 1;

/** Bytes by how often logs hold them, the most frequent first; what is not among them is rarer, and telling. */
const COMMON = Buffer.from(' 0123456789eta-oi:.nsrldcu/mpgf=,hbwv"yk_x[]()EITNORAS');

interface Literal {
  readonly bytes: Buffer;
  /** Where its window begins. */
  readonly window: number;
}

/**
 * Finds the first of many literals in raw bytes. It looks at pairs of bytes and steps on as far as the pair allows (Wu and Manber's way, with
 * each literal known by the four bytes in a row that logs hold least); where a window may end, its literals are compared whole.
 */
export class Literals {
  /** For each pair of bytes how far the next window may end at the earliest; 0 where one may end here. */
  private readonly step = new Uint8Array(1 << 16).fill(FAR);
  private readonly ending: (Literal[] | undefined)[] = [];

  /** @param texts each of four bytes or more */
  constructor(texts: readonly string[]) {
    for (const text of new Set(texts)) {
      const bytes = Buffer.from(text, 'utf8');
      const window = rarest(bytes);
      for (let i = 1; i < WINDOW; i++) {
        const pair = pairAt(bytes, window + i - 1);
        this.step[pair] = Math.min(this.step[pair] as number, FAR - i);
      }
      (this.ending[pairAt(bytes, window + WINDOW - 2)] ??= []).push({ bytes, window });
    }
  }

  /** Whether a text can be searched for. */
  static takes(text: string): boolean {
    return Buffer.byteLength(text) >= WINDOW;
  }

  /** Where in `from` to `to` a window of the first literal ends; `to` where there is none. A line that holds it holds this byte too. */
  next(bytes: Buffer, from: number, to: number): number {
    const { step } = this;
    let at = from + FAR;
    while (at < to) {
      const pair = ((bytes[at - 1] as number) << 8) | (bytes[at] as number);
      const far = step[pair] as number;
      if (far > 0) {
        at += far;
        continue;
      }
      if (this.endsAt(bytes, from, at, to, pair)) return at;
      at++;
    }
    return to;
  }

  private endsAt(bytes: Buffer, from: number, at: number, to: number, pair: number): boolean {
    for (const literal of this.ending[pair] as Literal[]) {
      const start = at - FAR - literal.window;
      const { length } = literal.bytes;
      if (start < from || start + length > to) continue;
      let same = 0;
      while (same < length && bytes[start + same] === literal.bytes[same]) same++;
      if (same === length) return true;
    }
    return false;
  }
}

const pairAt = (bytes: Buffer, at: number): number => ((bytes[at] as number) << 8) | (bytes[at + 1] as number);

/** How seldom a byte stands in a log, roughly. */
function rarity(byte: number): number {
  const rank = COMMON.indexOf(byte);
  return rank < 0 ? COMMON.length : rank;
}

/** Where the rarest window begins; a pair in the middle that is everywhere would be met for nothing. */
function rarest(bytes: Buffer): number {
  let best = 0;
  let most = -1;
  for (let at = 0; at + WINDOW <= bytes.length; at++) {
    let sum = 0;
    for (let i = 0; i < WINDOW; i++) sum += rarity(bytes[at + i] as number) * (i < WINDOW - 2 ? 1 : 2);
    if (sum > most) [best, most] = [at, sum];
  }
  return best;
}
