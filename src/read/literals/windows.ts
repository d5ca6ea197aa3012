/** Bytes of each literal by which it is searched; no hint is shorter. */
export const WINDOW = 4;

/** Bytes by how often logs hold them, the most frequent first; what is not among them is rarer, and telling. */
const COMMON = Buffer.from(' 0123456789eta-oi:.nsrldcu/mpgf=,hbwv"yk_x[]()EITNORAS');
/** How seldom each byte stands in a log, roughly. */
const RARITY = new Uint8Array(256).fill(COMMON.length);
for (const [rank, byte] of COMMON.entries()) RARITY[byte] = rank;

/** A literal, and where in it the four bytes in a row stand that logs hold least. */
export interface Literal {
  readonly bytes: Buffer;
  readonly window: number;
}

/** A literal and windows of it, each with its place, two of which stand side by side: one of them begins at an even place of any text. */
export interface Pairs {
  readonly bytes: Buffer;
  readonly windows: readonly { readonly window: number; readonly offset: number }[];
}

/**
 * @param texts each of four bytes or more; of four bytes, the second window reaches one byte further, whatever that is
 * @param frequency how often a log holds a window; guessed from its bytes where absent
 */
export const pairsOf = (texts: readonly string[], frequency?: (window: number) => number, encoding: 'utf8' | 'latin1' = 'utf8'): Pairs[] =>
  [...new Set(texts)].map((text) => {
    const bytes = Buffer.from(text, encoding);
    if (bytes.length === WINDOW) return { bytes, windows: [{ window: bytes.readInt32LE(), offset: 0 }, ...reachingOn(bytes, frequency)] };
    const first = frequency === undefined ? rarest(bytes, WINDOW + 1) : leastFrequent(bytes, frequency);
    return { bytes, windows: [first, first + 1].map((offset) => ({ window: bytes.readInt32LE(offset), offset })) };
  });

type Window = Pairs['windows'][number];

/** Windows of a literal of four bytes that reach one byte further: behind it, or before it where logs hold such ones less. */
function reachingOn(bytes: Buffer, frequency: ((window: number) => number) | undefined): Window[] {
  const own = bytes.readInt32LE();
  const behind = Array.from({ length: 256 }, (_, byte) => ({ window: (own >>> 8) | (byte << 24), offset: 1 }));
  if (frequency === undefined) return behind;
  const before = Array.from({ length: 256 }, (_, byte) => ({ window: (own << 8) | byte, offset: -1 }));
  const sum = (windows: readonly Window[]): number => windows.reduce((total, { window }) => total + frequency(window), 0);
  return sum(before) < sum(behind) ? before : behind;
}

/** Where two windows side by side begin that a log holds least. */
function leastFrequent(bytes: Buffer, frequency: (window: number) => number): number {
  let best = 0;
  let least = Infinity;
  for (let at = 0; at + WINDOW < bytes.length; at++) {
    const sum = frequency(bytes.readInt32LE(at)) + frequency(bytes.readInt32LE(at + 1));
    if (sum < least) [best, least] = [at, sum];
  }
  return best;
}

/** Finds the first of many literals in a block of bytes. */
export interface LiteralScan {
  /** Takes the block that is asked about from here on; it may not change. */
  begin(block: Buffer): void;
  /** A place inside the first literal that lies whole in `from` to `to` of the block; `to` where there is none. */
  next(from: number, to: number): number;
}

const escaped = (text: string): string => JSON.stringify(text).slice(1, -1);

/** The texts, and the forms that they have inside of a text of JSON, and of one inside of another. */
export const withEscapes = (texts: readonly string[]): string[] =>
  texts.flatMap((text) => [...new Set([text, escaped(text), escaped(escaped(text))])]);

/** Whether a text can be searched for. */
export const searchable = (text: string): boolean => Buffer.byteLength(text) >= WINDOW;

/** @param texts each of four bytes or more */
export const literalsOf = (texts: readonly string[]): Literal[] =>
  [...new Set(texts)].map((text) => {
    const bytes = Buffer.from(text, 'utf8');
    return { bytes, window: rarest(bytes) };
  });

/** Whether the literal stands where its window begins at `at`, and lies whole in `from` to `to`. */
export function standsAt({ bytes, window }: Literal, block: Buffer, at: number, from: number, to: number): boolean {
  const start = at - window;
  if (start < from || start + bytes.length > to) return false;
  for (let i = 0; i < bytes.length; i++) if (block[start + i] !== bytes[i]) return false;
  return true;
}

/** Where the rarest window begins; its last two bytes count twice, since the search by steps looks at them first. */
function rarest(bytes: Buffer, length = WINDOW): number {
  let best = 0;
  let most = -1;
  for (let at = 0; at + length <= bytes.length; at++) {
    let sum = 0;
    for (let i = 0; i < length; i++) sum += (RARITY[bytes[at + i] as number] as number) * (i < WINDOW - 2 ? 1 : 2);
    if (sum > most) [best, most] = [at, sum];
  }
  return best;
}
