import type { RawLine } from '../../types.ts';
import type { Element } from './document.ts';

/** A source whose first documents show none of these is YAML of another kind. */
const LOG_KEYS =
  /^(?:insertId|logName|textPayload|jsonPayload|receiveTimestamp|timestamp|severity|resource|labels|httpRequest|operation|trace):/;
const KEY = /^( {0,24})([\w@./-]{1,120}|'[^']{1,120}'|"[^"]{1,120}"):(?: ([^]*))?$/;
const BLOCK = /^([|>])([1-9]?)([+-]?)([1-9]?)\s*$/;
const MAX_ENTRY = 8 * 1024 * 1024;
/** Maps in maps in a payload. */
const DEPTH = 12;

/**
 * Reads what `gcloud logging read` prints without --format: a YAML document for each entry, `---` before each (gcloud, yaml_printer.py: texts with
 * line breaks as `|` blocks). It reads the part of YAML that comes out there: maps, texts in all their styles; of lists it keeps nothing.
 */
export class YamlReader {
  private possible = true;
  private open = false;
  private lines: string[] = [];
  private size = 0;
  private first: RawLine | undefined;

  /** The entry that ends before this line; undefined where the source is no such listing. */
  feed(text: string, raw: RawLine): Element[] | undefined {
    if (!this.possible) return undefined;
    if (!this.open) {
      if (text.trim() === '') return undefined;
      this.open = text === '---';
      this.possible = this.open;
      return this.open ? [] : undefined;
    }
    if (text === '---') return this.flush();
    if (this.first === undefined) {
      if (!LOG_KEYS.test(text)) {
        this.possible = false;
        return [{ value: text, text, raw }];
      }
      this.first = raw;
    }
    this.size += text.length + 1;
    if (this.size <= MAX_ENTRY) this.lines.push(text);
    return [];
  }

  /** The last entry. */
  flush(): Element[] {
    if (this.first === undefined) return [];
    const raw = this.size > MAX_ENTRY ? { ...this.first, clipped: true } : this.first;
    const value = mapOf(new Lines(this.lines), 0, 0);
    this.lines = [];
    this.size = 0;
    this.first = undefined;
    return [{ value, text: JSON.stringify(value), raw }];
  }
}

/** The lines of an entry, and how far they were read. */
class Lines {
  readonly all: readonly string[];
  at = 0;

  constructor(all: readonly string[]) {
    this.all = all;
  }

  get now(): string | undefined {
    return this.all[this.at];
  }
}

const indentOf = (line: string): number => line.length - line.trimStart().length;

function mapOf(lines: Lines, indent: number, depth: number): Record<string, unknown> {
  const map: Record<string, unknown> = {};
  for (let line = lines.now; line !== undefined; line = lines.now) {
    const found = KEY.exec(line);
    if (line.trim() !== '' && indentOf(line) < indent) break;
    lines.at++;
    if (!found || (found[1] as string).length !== indent) continue;
    const key = (found[2] as string).replace(/^['"]|['"]$/g, '');
    const rest = found[3] ?? '';
    const block = BLOCK.exec(rest);
    if (block) map[key] = blockOf(lines, indent, block);
    else if (rest.startsWith("'") || rest.startsWith('"')) map[key] = quotedOf(lines, rest);
    else if (rest !== '') map[key] = plainOf(lines, indent, rest);
    else {
      const next = lines.now;
      const deeper = next === undefined ? 0 : indentOf(next);
      if (deeper > indent && depth < DEPTH) map[key] = mapOf(lines, deeper, depth + 1);
    }
  }
  return map;
}

/** `|` keeps line breaks, `>` folds them; the number says by how much more the text is indented, where it begins with blanks itself. */
function blockOf(lines: Lines, indent: number, [, style, before, , after]: RegExpExecArray): string {
  const text: string[] = [];
  let width = before || after ? indent + Number(before || after) : 0;
  for (let line = lines.now; line !== undefined && (line.trim() === '' || indentOf(line) > indent); line = lines.now) {
    if (width === 0 && line.trim() !== '') width = indentOf(line);
    text.push(line.slice(width));
    lines.at++;
  }
  while (text.length > 0 && (text.at(-1) as string).trim() === '') text.pop();
  return style === '|' ? text.join('\n') : folded(text);
}

function plainOf(lines: Lines, indent: number, first: string): string {
  const text = [first];
  for (let line = lines.now; line !== undefined && indentOf(line) > indent && line.trim() !== ''; line = lines.now) {
    text.push(line.trim());
    lines.at++;
  }
  return folded(text);
}

/** In quotes, over as many lines as it takes: a blank line is a line break, any other a blank. */
function quotedOf(lines: Lines, first: string): string {
  const quote = first.charAt(0);
  const text = [first.slice(1)];
  const ends = (line: string): boolean => closedAt(line, quote) >= 0;
  while (!ends(text.at(-1) as string) && lines.now !== undefined) {
    text.push((lines.now as string).trim());
    lines.at++;
  }
  const last = text.pop() as string;
  const end = closedAt(last, quote);
  text.push(end < 0 ? last : last.slice(0, end));
  if (quote === "'") return folded(text).replaceAll("''", "'");
  return unescaped(text);
}

const ESCAPED = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))/gsu;
const NAMED: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', 0: '\0', e: '\x1b', a: '\x07', b: '\b', v: '\v', f: '\f', N: '\x85', _: '\xa0', L: '\u2028', P: '\u2029' }; // prettier-ignore

/** The text in double quotes: a backslash at a line's end joins without a blank, and one before a blank keeps it. */
function unescaped(lines: readonly string[]): string {
  let text: string[] = [];
  const parts: string[] = [];
  for (const line of lines) {
    let slashes = 0;
    while (line.charCodeAt(line.length - 1 - slashes) === 92) slashes++;
    if (slashes % 2 === 0) text.push(line);
    else {
      parts.push(folded([...text, line.slice(0, -1)]));
      text = [];
    }
  }
  const joined = [...parts, folded(text)].join('');
  return joined.replace(ESCAPED, (_, two?: string, four?: string, eight?: string, one = '') => {
    const hex = two ?? four ?? eight;
    if (hex === undefined) return NAMED[one] ?? one;
    const code = parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
  });
}

/** Where the quote that ends a text stands in a line of it; -1 where the text goes on. */
function closedAt(line: string, quote: string): number {
  for (let at = 0; at < line.length; at++) {
    const char = line.charAt(at);
    if (quote === '"' && char === '\\') at++;
    else if (char === quote && quote === "'" && line.charAt(at + 1) === quote) at++;
    else if (char === quote) return at;
  }
  return -1;
}

function folded(lines: readonly string[]): string {
  let text = '';
  let breaks = 0;
  for (const [i, line] of lines.entries()) {
    if (line === '' && i > 0) breaks++;
    else {
      text += i === 0 ? line : breaks > 0 ? '\n'.repeat(breaks) + line : ` ${line}`;
      breaks = 0;
    }
  }
  return text;
}
