/** A piece of a line, as far as figures go. */
export type Token =
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'number'; readonly n: number }
  /** `3/20`, `3 of 20`, `3 out of 20`. */
  | { readonly kind: 'share'; readonly n: number; readonly of: number }
  | { readonly kind: 'percent'; readonly n: number }
  /** `=` or `:` between a key and its value. */
  | { readonly kind: 'mark' }
  /** What ends a phrase. */
  | { readonly kind: 'end' }
  /** A number that counts nothing: a duration, a size, a part of a name. */
  | { readonly kind: 'other'; readonly text: string };

const UNIT = '(?:ns|µs|us|ms|msecs?|millis|s|secs?|seconds?|m|mins?|minutes?|h|hours?|[kKMGT]i?B|bytes|kb|mb|gb)';
/** `idle=4 min=2` is no time: what looks like a unit is the key of what follows. */
const NO_KEY = String.raw`(?!(?<=min)["']?:\s?\d|["']?=)`;
const PIECE = new RegExp(
  [
    String.raw`#\d\w*(?: (?:/|(?:out )?of) \d+)?(?<id>)`,
    String.raw`(?<percent>\d{1,3}(?:[.,]\d{1,4})?) ?%`,
    String.raw`(?<other>\d[\d.,]{0,20}(?:${UNIT}\b| ${UNIT}\b${NO_KEY})|\d{1,9}(?:[.,:]\d{1,9})+|\d{1,9}/\d{1,9}/\d[\d/]{0,40}|\d{1,9}[A-Za-z_]\w{0,60}|\d{7,})`,
    String.raw`(?<n>\d{1,6}) ?(?:/|(?:out )?of (?:max(?:imum)? )?) ?(?<of>\d{1,6})(?![\w.]|[.,:]\d)`,
    String.raw`(?<number>\d{1,6})(?!\w)`,
    String.raw`(?<word>[A-Za-z_$][\w$-]{0,80})`,
    String.raw`(?<mark>[=:]\s?)`,
    String.raw`(?<end>[,;|()[\]{}]|\.(?=\s|$)|\s-{1,2}\s)`,
  ].join('|'),
  'g',
);
/** So many pieces are looked at. */
const MOST = 120;

/** Takes a line apart. Words keep their spelling. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (const { groups = {} } of text.matchAll(PIECE)) {
    if (tokens.length >= MOST) break;
    const { id, percent, other, n, of, number, word, mark } = groups as Record<string, string | undefined>;
    if (id !== undefined) tokens.push({ kind: 'other', text: '' });
    else if (percent !== undefined) tokens.push({ kind: 'percent', n: Number(percent.replace(',', '.')) });
    else if (other !== undefined) tokens.push({ kind: 'other', text: other });
    else if (n !== undefined) tokens.push({ kind: 'share', n: Number(n), of: Number(of) });
    else if (number !== undefined) tokens.push({ kind: 'number', n: Number(number) });
    else if (word !== undefined) tokens.push({ kind: 'word', text: word });
    else tokens.push(mark !== undefined ? { kind: 'mark' } : { kind: 'end' });
  }
  return tokens;
}
