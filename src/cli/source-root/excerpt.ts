import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import type { SourceExcerpt } from '../../model/report.ts';
import { clean } from '../../show/clean.ts';

/** Lines before and after the one that is meant. */
const AROUND = 3;
/** Larger files are generated; nobody wrote the line that is looked for. */
const LARGEST_BYTES = 4 << 20;
const WIDEST = 240;

/** Lines around a line of a file, tabs as four spaces; none where the file is too large, binary, or has no such line any more. */
export function linesAround(path: string, line: number): SourceExcerpt['lines'] {
  const text = read(path);
  if (text === undefined || text.includes('\0')) return [];
  const all = text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/);
  if (line < 1 || line > all.length) return [];
  const from = Math.max(1, line - AROUND);
  return all.slice(from - 1, line + AROUND).map((content, i) => {
    const plain = clean(content.slice(0, 2 * WIDEST).replaceAll('\t', '    ')).trimEnd();
    return { line: from + i, text: plain.length > WIDEST ? `${plain.slice(0, WIDEST - 1)}…` : plain };
  });
}

/** Opened without following a link that somebody put there since the tree was walked. */
function read(path: string): string | undefined {
  try {
    const file = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
    try {
      const stat = fstatSync(file);
      return stat.isFile() && stat.size <= LARGEST_BYTES ? readFileSync(file, 'utf8') : undefined;
    } finally {
      closeSync(file);
    }
  } catch {
    return undefined;
  }
}
