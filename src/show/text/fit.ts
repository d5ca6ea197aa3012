import stringWidth from 'fast-string-width';

let segmenter: Intl.Segmenter | undefined;
/** The segmenter takes five milliseconds to make, and most reports have nothing to cut. */
const graphemes = (text: string): Intl.Segments => (segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' })).segment(text);

/** Columns that a text takes on a terminal: wide characters two, combining ones none. */
export const columns = (text: string): number => (/^[\x20-\x7e]*$/.test(text) ? text.length : stringWidth(text));

/** As many whole characters from the start as fit. */
function head(text: string, width: number): string {
  let taken = '';
  let used = 0;
  for (const { segment } of graphemes(text.slice(0, width * 16 + 16))) {
    used += columns(segment);
    if (used > width) break;
    taken += segment;
  }
  return taken;
}

/** A text of at most `width` columns, its end cut and marked where it is longer. */
export const clip = (text: string, width: number): string =>
  text.length <= width * 8 && columns(text) <= width ? text : width < 1 ? '' : `${head(text, width - 1)}…`;

/** The same with the beginning cut: paths tell more at their end. */
export function clipStart(text: string, width: number): string {
  if (text.length <= width * 8 && columns(text) <= width) return text;
  const characters = [...graphemes(text.slice(-(width * 16 + 16)))].map(({ segment }) => segment);
  let taken = '';
  let used = 1;
  for (const character of characters.reverse()) {
    used += columns(character);
    if (used > width) break;
    taken = character + taken;
  }
  return `…${taken}`;
}

/** The same with its middle cut: of names that begin alike the end tells more, and the beginning says what it is. */
export function clipMiddle(text: string, width: number): string {
  if (text.length <= width * 8 && columns(text) <= width) return text;
  const begin = head(text, Math.floor((width - 1) / 2));
  return `${begin}${clipStart(text, width - columns(begin))}`;
}

export const padEnd = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - columns(text)));
export const padStart = (text: string, width: number): string => ' '.repeat(Math.max(0, width - columns(text))) + text;

/** A number and its unit stay together. */
const BREAK = / (?!(?:%|ms|s|min|h|d|B|kB|MB|GB)(?:[\s,.;:)]|$))/;

/** Where what is no prose may be broken: behind what parts its pieces, else behind what parts the words of a name; and how much of a line may be left empty for that. */
const MARKS = [
  [/^.*[,;&|?)\]}>](?![,;:.)\]}>])/su, 2 / 3],
  [/^.*[/\\:=._-](?![/\\:=._-])/su, 1 / 2],
] as const;

/** The beginning of a piece of a long word up to its last mark; all of it where none is near its end. */
function upToMark(piece: string): string {
  for (const [mark, empty] of MARKS) {
    const begin = mark.exec(piece)?.[0] ?? '';
    if (begin.length > piece.length * (1 - empty)) return begin;
  }
  return piece;
}

/** Lines of at most `width` columns, broken between words, inside them only where a word alone is too long. An indent stays. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const paragraph of text.split('\n')) {
    const indent = /^ */.exec(paragraph)![0].slice(0, width >> 1);
    let line = '';
    for (const word of paragraph.trimStart().split(BREAK)) {
      const joined = line === '' ? indent + word : `${line} ${word}`;
      if (columns(joined) <= width) line = joined;
      else {
        if (line !== '') lines.push(line);
        line = word;
        while (columns(line) > width) {
          const piece = upToMark(head(line, width)) || line.slice(0, 1);
          lines.push(piece);
          line = line.slice(piece.length);
        }
      }
    }
    lines.push(line);
  }
  return lines;
}

/** At most `most` lines; the last one says that there is more. */
export function wrapAtMost(text: string, width: number, most: number): string[] {
  const lines = wrap(clip(text, width * (most + 1)), width);
  return lines.length <= most ? lines : [...lines.slice(0, most - 1), clip(lines.slice(most - 1).join(' '), width)];
}
