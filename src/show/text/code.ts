import { columns, wrap } from './fit.ts';

/** A step to take rather than a command to copy. */
export const SENTENCE = /^[A-Z][^\n]*\.$/;

/** A comment behind code, with its sign. Two blanks stand before it, or the end of an SQL statement. */
const BEHIND = /^(?<indent>\s*)(?<code>\S.*?)(?:\s{2,}|(?<=;)\s)(?<sign>#|\/\/|--) (?<comment>.*)$/;
/** Where an SQL statement may go on in the next line. */
const CLAUSES = / (?=(?:FROM|WHERE|AND|OR|GROUP BY|ORDER BY|SET)\b)|(?<=,) /;

/**
 * Lines of code to be copied. What is wider than the page a terminal would break in the middle of a word: a comment goes above its line, and SQL goes on with its next clause.
 * Else a line stays, as a break of ours would end up in the copy.
 */
export const codeLines = (source: string, width: number): string[] =>
  source.replace(/\n+$/, '').split('\n').flatMap((line) => (columns(line) <= width ? [line] : narrowed(line, width))); // prettier-ignore

function narrowed(line: string, width: number): string[] {
  if (SENTENCE.test(line)) return wrap(line, width);
  const alone = /^(?<indent>\s*)(?<sign>#|\/\/|--) (?<comment>.*)$/.exec(line)?.groups;
  if (alone !== undefined) return narrowed(`${alone['indent']}x  ${alone['sign']} ${alone['comment']}`, width).slice(0, -1);
  const behind = BEHIND.exec(line)?.groups;
  if (behind !== undefined) {
    const { indent = '', code = '', sign = '', comment = '' } = behind;
    const above = wrap(comment, Math.max(20, width - indent.length - sign.length - 1)).map((words) => `${indent}${sign} ${words}`);
    return [...above, ...codeLines(indent + code, width)];
  }
  if (!/^(?:SELECT|UPDATE|DELETE|ALTER) /.test(line)) return [line];
  const lines: string[] = [];
  for (const clause of line.split(CLAUSES)) {
    const last = lines.at(-1);
    if (last !== undefined && columns(last) + columns(clause) < width) lines[lines.length - 1] = `${last} ${clause}`;
    else lines.push(lines.length === 0 ? clause : `  ${clause}`);
  }
  return lines;
}
