/** A compiled glob. Matching costs at most (length of the text)² steps whatever the pattern, on a text cut at 512 characters. */
export interface Glob {
  readonly matches: (text: string) => boolean;
  /** The literal before the first wildcard. */
  readonly prefix: string;
  /** Without a wildcard. */
  readonly exact: boolean;
}

/** A character, `*` (not over a separator), `**` (over everything) or a double star with its slash (any directories, none too). */
type Token = { readonly char: string } | { readonly star: 'one' | 'any' | 'directories' };

const TEXT_CAP = 512;

function tokens(pattern: string, separator: string): Token[] {
  const list: Token[] = [];
  for (let i = 0; i < pattern.length;) {
    if (pattern[i] !== '*') {
      list.push({ char: pattern[i] as string });
      i++;
      continue;
    }
    const start = i;
    while (pattern[i] === '*') i++;
    const crosses = separator === '' || i - start > 1;
    const wholeDirectory = crosses && separator !== '' && pattern[i] === separator && (start === 0 || pattern[start - 1] === separator);
    if (wholeDirectory) i++;
    list.push({ star: wholeDirectory ? 'directories' : crosses ? 'any' : 'one' });
  }
  return list;
}

/**
 * Compares with two fall-back positions instead of recursion: one for the last `*`, one for the last `**` before it. A later star
 * makes an earlier one of its kind obsolete, since whatever the earlier could still take the later can take too.
 */
function run(pattern: readonly Token[], text: string, separator: string): boolean {
  let p = 0;
  let t = 0;
  let one: { p: number; t: number } | undefined;
  let any: { p: number; t: number; directories: boolean } | undefined;
  for (;;) {
    const token = pattern[p];
    if (token === undefined && t === text.length) return true;
    if (token !== undefined && 'star' in token) {
      p++;
      if (token.star === 'one') one = { p, t };
      else {
        any = { p, t, directories: token.star === 'directories' };
        one = undefined;
      }
      continue;
    }
    if (token !== undefined && t < text.length && token.char === text[t]) {
      p++;
      t++;
      continue;
    }
    if (one !== undefined && one.t < text.length && text[one.t] !== separator) {
      one.t++;
      ({ p, t } = one);
      continue;
    }
    if (any === undefined || any.t >= text.length) return false;
    if (any.directories) {
      const next = text.indexOf(separator, any.t);
      if (next < 0) return false;
      any.t = next + 1;
    } else any.t++;
    one = undefined;
    ({ p, t } = any);
  }
}

/**
 * Compiles a glob. With a separator `*` stops there and `**` does not; without one both take everything, as module and function
 * globs do in Sentry's grammar.
 */
export function glob(pattern: string, separator = ''): Glob {
  const star = pattern.indexOf('*');
  const exact = star < 0;
  const prefix = exact ? pattern : pattern.slice(0, star);
  // Most globs of a table are never asked beyond their prefix.
  let compiled: readonly Token[] | undefined;
  const matches = (text: string): boolean => {
    if (exact) return text === pattern;
    if (!text.startsWith(prefix)) return false;
    compiled ??= tokens(pattern, separator);
    return run(compiled, text.length > TEXT_CAP ? text.slice(0, TEXT_CAP) : text, separator);
  };
  return { matches, prefix, exact };
}
