/** What Markdown or the HTML in it would obey. */
const MARKS = /[\\`*_{}[\]<>|~&]/g;
/** What a tracker turns into a mention, a reference or a link by itself. An empty comment in it takes that away and is not seen. */
const AUTOMATIC = /([@#])(?=[\w-])|\b(https?|ftp|mailto|www)(?=[:.])/gi;

/** Text of strangers as a sentence: nothing in it is markup, nobody is mentioned, nothing is linked. */
export const prose = (text: string): string =>
  text.replace(MARKS, '\\$&').replace(AUTOMATIC, (mark: string) => `${mark}<!-- -->`).replace(/^(\s*)([-+#]|\d+[.)])/, '$1\\$2'); // prettier-ignore

const longestRun = (text: string): number => Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));

/** Text as code in a line, whatever backticks it holds. `cell`: for a table, where a bar would end the cell even in code. */
export function code(text: string, cell = false): string {
  const flat = text.replaceAll('\n', ' ').trim();
  if (flat === '') return '';
  const fence = '`'.repeat(longestRun(flat) + 1);
  const space = flat.startsWith('`') || flat.endsWith('`') ? ' ' : '';
  const span = `${fence}${space}${flat}${space}${fence}`;
  return cell ? span.replaceAll('|', '\\|') : span;
}

/** A fenced block that its text cannot leave. */
export function fenced(text: string, language = ''): string {
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}${language}\n${text.replace(/\n+$/, '')}\n${fence}`;
}
