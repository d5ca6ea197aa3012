/** A logfmt line starts with a key and `=`. */
const START = /^[A-Za-z_@][\w.@/-]{0,80}=/;
const KEY = /[A-Za-z_@][\w.@/-]{0,80}/y;
/** Keys of messages are words of any language; the first ones, which a logger writes, are not. */
const ANY_KEY = /[\p{L}_@][\p{L}\p{M}\w.@/-]{0,80}/uy;
const MAX_PAIRS = 200;

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '"': '"', '\\': '\\', '/': '/' };

const unquote = (inner: string): string =>
  inner.includes('\\')
    ? inner.replace(
        /\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))/gs,
        (_, u: string | undefined, x: string | undefined, c: string | undefined) =>
          u !== undefined || x !== undefined
            ? String.fromCharCode(parseInt((u ?? x) as string, 16))
            : (ESCAPES[c as string] ?? `\\${c as string}`),
      )
    : inner;

/** Where the quoted value that begins at `pos` ends (its closing quote), -1 where it does not. */
const closing = (text: string, pos: number): number => {
  for (let i = pos + 1; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 92) i++;
    else if (code === 34) return i;
  }
  return -1;
};

/** The key that stands at `pos` with a `=` behind it. */
function keyAt(pattern: RegExp, text: string, pos: number): string | undefined {
  pattern.lastIndex = pos;
  const key = pattern.exec(text)?.[0];
  return key !== undefined && text.charCodeAt(pos + key.length) === 61 ? key : undefined;
}

export const startsLikeLogfmt = (text: string): boolean => START.test(text);

/**
 * `key=value key="quoted \"value\"" flag=` as go-kit, logrus, slog's text handler and others print it.
 * Undefined where the text is not pairs from its start to its end; keys keep their dots. A quoted value cut off at the line's end is kept.
 */
export function parseLogfmt(text: string, from = 0): Record<string, string> | undefined {
  const fields: Record<string, string> = {};
  let pos = from;
  for (let n = 0; n < MAX_PAIRS; n++) {
    while (text.charCodeAt(pos) === 32) pos++;
    if (pos >= text.length) return n > 0 ? fields : undefined;
    const key = keyAt(KEY, text, pos) ?? keyAt(ANY_KEY, text, pos);
    if (key === undefined) return undefined;
    pos += key.length + 1;
    let end: number;
    if (text.charCodeAt(pos) === 34) {
      const close = closing(text, pos);
      end = close < 0 ? text.length : close + 1;
      fields[key] = unquote(text.slice(pos + 1, close < 0 ? text.length : close));
      if (close >= 0 && end < text.length && text.charCodeAt(end) !== 32) return undefined;
    } else {
      const blank = text.indexOf(' ', pos);
      end = blank < 0 ? text.length : blank;
      fields[key] = text.slice(pos, end);
    }
    pos = end;
  }
  return fields;
}

/** The pairs that end a line of text (`db pool in_use=9 idle=1`) and where they begin; undefined where the line does not end in pairs. */
export function trailingPairs(text: string): { fields: Record<string, string>; start: number } | undefined {
  const first = /(?:^|\s)([A-Za-z_@][\w.@/-]{0,80})=/g;
  for (let tries = 0, found = first.exec(text); found && tries < 8; tries++, found = first.exec(text)) {
    const start = found.index + found[0].length - (found[1] as string).length - 1;
    const fields = parseLogfmt(text, start);
    if (fields) return { fields, start };
  }
  return undefined;
}
