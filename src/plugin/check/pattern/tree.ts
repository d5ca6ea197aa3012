/** Characters by which sets are told apart: what log lines are made of, and one letter of each kind beyond ASCII. */
export const UNIVERSE: readonly string[] = [...Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)), '\t', 'é', 'µ', '中'];

/** A pattern taken apart. Assertions and back references are `empty`: they eat nothing that is known here. */
export type Tree =
  | { readonly kind: 'set'; readonly chars: ReadonlySet<string>; readonly text: string }
  | { readonly kind: 'sequence'; readonly parts: readonly Tree[] }
  | { readonly kind: 'choice'; readonly branches: readonly Tree[] }
  | { readonly kind: 'repeat'; readonly body: Tree; readonly min: number; readonly max: number; readonly text: string }
  | { readonly kind: 'empty' };

const EMPTY: Tree = { kind: 'empty' };
const QUANTIFIER = /^(?:[*+?]|\{(\d+)(?:(,)(\d*))?\})\??/;
/** One escape, as long as it is: classes of characters, code points, names, and everything else. */
const ESCAPE = /^\\(?:[pP]\{[^}]*\}|u\{[^}]*\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|c[A-Za-z]|k<[^>]*>|[1-9]\d*|[^])/;
const GROUP = /^\((?:\?(?:[:=!]|<[=!]|<[^>]*>|[a-z-]*:))?/;
const LOOK_AROUND = /^\(\?<?[=!]/;

/** Takes a pattern apart. Undefined where it is nested too deeply, or holds something that is not known here. */
export function treeOf({ source, flags }: RegExp): Tree | undefined {
  const atomFlags = flags.replace(/[gyd]/g, '');
  let at = 0;

  const set = (text: string): Tree => {
    const one = new RegExp(`^(?:${text})$`, atomFlags);
    return { kind: 'set', chars: new Set(UNIVERSE.filter((char) => one.test(char))), text };
  };

  const classText = (): string => {
    const start = at;
    for (let depth = 0; at < source.length; at++) {
      const char = source[at];
      if (char === '\\') at++;
      else if (char === '[' && (depth === 0 || flags.includes('v'))) depth++;
      else if (char === ']' && --depth === 0) break;
    }
    return source.slice(start, ++at);
  };

  const atom = (depth: number): Tree => {
    const char = source[at] as string;
    if (char === '(') {
      const opening = GROUP.exec(source.slice(at, at + 300))?.[0] ?? '(';
      at += opening.length;
      const inner = choice(depth + 1);
      at++;
      return LOOK_AROUND.test(opening) ? EMPTY : inner;
    }
    if (char === '[') return set(classText());
    if (char === '\\') {
      const text = ESCAPE.exec(source.slice(at, at + 100))?.[0] ?? '\\';
      at += text.length;
      return /^\\(?:[bBk]|[1-9])/.test(text) ? EMPTY : set(text);
    }
    at += 1;
    return char === '^' || char === '$' ? EMPTY : set('{}]'.includes(char) ? `\\${char}` : char);
  };

  const sequence = (depth: number): Tree => {
    const parts: Tree[] = [];
    while (at < source.length && source[at] !== '|' && source[at] !== ')') {
      const start = at;
      const body = atom(depth);
      const found = QUANTIFIER.exec(source.slice(at, at + 40));
      if (!found) {
        parts.push(body);
        continue;
      }
      at += found[0].length;
      parts.push({ kind: 'repeat', body, ...bounds(found), text: source.slice(start, at) });
    }
    return parts.length === 1 ? (parts[0] as Tree) : { kind: 'sequence', parts };
  };

  const choice = (depth: number): Tree => {
    if (depth > 100) throw new RangeError('nested too deeply');
    const branches = [sequence(depth)];
    while (source[at] === '|') {
      at++;
      branches.push(sequence(depth));
    }
    return branches.length === 1 ? (branches[0] as Tree) : { kind: 'choice', branches };
  };

  try {
    const whole = choice(0);
    return at === source.length ? whole : undefined;
  } catch {
    return undefined;
  }
}

function bounds([text, least, comma, most]: RegExpExecArray): { min: number; max: number } {
  if (least === undefined) return { min: text.startsWith('+') ? 1 : 0, max: text.startsWith('?') ? 1 : Infinity };
  return { min: Number(least), max: comma === undefined ? Number(least) : most ? Number(most) : Infinity };
}
