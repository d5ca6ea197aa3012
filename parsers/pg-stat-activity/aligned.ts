import { headerUses, provesSessions, rowOf, type Row } from './columns.ts';
import { FOOTER, isPid, saysNone, type Taken } from './capture.ts';
import { fitCells } from './delimited.ts';

/** A column's place in psql's aligned output, taken from the ruler under the header. */
interface Place {
  readonly from: number;
  readonly to: number;
}

const RULER = /^[-─═+┼├┤┌┐┬╪╞╡╤|│ ]{5,4000}\s*$/;

/** The places that a ruler marks: one for each run of dashes; undefined if the line is none. */
export function rulerPlaces(line: string | undefined): Place[] | undefined {
  if (line === undefined || line.length > 20_000 || !/^[-─═+┼├┤┌┐┬╪╞╡╤|│\s]+$/.test(line)) return undefined;
  const places = [...line.matchAll(/[-─═]+/g)].map((run) => ({ from: run.index, to: run.index + run[0].length }));
  return places.length > 0 ? places : undefined;
}
export const isRuler = (line: string): boolean => RULER.test(line) && /[-─═]{3}/.test(line);

const MARKS = new Set(['+', '↵', '.', '…']);
const BARS = new Set(['|', '│', ':', ';', ' ']);

/** A cell of one line, and how it goes on in the next: with a line break, or as if nothing were between (`.` and `…`: the wrapped format). */
interface Piece {
  readonly text: string;
  readonly wrapped: boolean;
}

const pieceOf = (line: string, { from, to }: Place, padded: boolean): Piece => {
  // Without a border the mark stands in the gap between two columns, with one in the padding inside the cell.
  const at = padded ? to - 1 : to;
  const mark = line[at] ?? '';
  const wrapped = mark === '.' || mark === '…';
  const lead = line[from] ?? '';
  const text = line.slice(padded && (lead === ' ' || lead === '.' || lead === '…') ? from + 1 : from, MARKS.has(mark) ? at : to);
  return { text: wrapped ? text : text.trimEnd(), wrapped };
};

/** Whether the line is laid out as the ruler says: a bar or its stand-in before each column. Wide letters push the bars away. */
const fits = (line: string, places: readonly Place[], padded: boolean): boolean =>
  places.every(
    ({ from }, i) => i === 0 || from > line.length || (padded ? BARS.has(line[from - 1] ?? ' ') : /[\s+.↵…]/.test(line[from - 1] ?? ' ')),
  );

/**
 * Reads psql's aligned and wrapped output, of any border and line style: a header at `start`, a ruler below it.
 * Source: postgres, src/fe_utils/print.c, print_aligned_text.
 */
export function readAligned(lines: readonly string[], start: number): Taken | undefined {
  const header = lines[start] as string;
  const places = rulerPlaces(lines[start + 1]);
  if (!places || places.length < 2 || !header.includes('pid')) return undefined;
  const bar = header.includes('│') ? '│' : header.includes('|') ? '|' : undefined;
  const named = bar ? header.trim().replace(/^[|│]|[|│]$/g, '').split(bar) : places.map((place) => header.slice(place.from, place.to)); // prettier-ignore
  const uses = headerUses(named.map((cell) => cell.trim()));
  if (!uses || uses.length !== places.length) return undefined;
  const pid = places[uses.findIndex((use) => use?.column === 'pid')] as Place;
  const rows: Row[] = [];
  let texts: string[][] = [];
  let before: Piece[] = [];
  const flush = (): void => {
    if (texts.length > 0) rows.push(rowOf(uses, texts.map((parts) => parts.join('')))); // prettier-ignore
    texts = [];
  };
  let i = start + 2;
  for (; i < lines.length; i++) {
    const line = lines[i] as string;
    if (line.trim() === '' || FOOTER.test(line)) break;
    if (isRuler(line)) continue;
    const padded = bar !== undefined;
    if (!fits(line, places, padded)) {
      const cells = bar === undefined ? [] : line.replace(/^[|│]|[|│]\s*$/g, '').split(bar);
      if (cells.length < uses.length) break;
      flush();
      rows.push(rowOf(uses, fitCells(uses, cells, bar as string)));
      continue;
    }
    const pieces = places.map((place) => pieceOf(line, place, padded));
    if (isPid(line.slice(pid.from, pid.to))) {
      flush();
      texts = pieces.map((piece) => [piece.text]);
    } else if (texts.length > 0 && line.slice(pid.from, pid.to).trim() === '') {
      pieces.forEach(({ text }, at) => {
        if (text.trim() !== '') texts[at]?.push(before[at]?.wrapped ? text : `\n${text}`);
      });
    } else break;
    before = pieces;
  }
  flush();
  if (rows.length === 0 && !(saysNone(lines[i]) && provesSessions(uses))) return undefined;
  if (i < lines.length && FOOTER.test(lines[i] as string)) i++;
  return { capture: { shape: 'table', rows }, next: i };
}
