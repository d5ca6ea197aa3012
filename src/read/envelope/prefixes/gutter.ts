import { looksStamped } from './looks.ts';
import type { Envelope, Memory } from '../peel.ts';

/** A full date, a structured record, a bracket: what a cut-off number or name cannot leave by chance. */
const DATED = /^(?:\d{4}[-/.]\d\d[-/.]\d\d[T ]|\{"|\[\d{4}-|[A-Z]{4,8} +\[?\d{4}-)/;
/** A line of PostgreSQL's own log without a prefix: of this severity nothing is sent to clients, so that no program quotes it. */
const SERVER = /^LOG: {2}\S/;
/** What an indented paste of a Procfile's processes begins with. */
const PROCESS = /^\d\d:\d\d:\d\d [A-Za-z][\w-]{0,60}\.\d{1,3} {1,60}\| /;
const QUOTE = /^(?:> ?){1,4}/;
const COMMENT = /^(?:\t| {0,16})\/\/[ \t]/;
const INDENT = /^ {2,16}(?=\S)/;
const NUMBER = /^(\d{1,9}[:-]| {0,6}\d{1,9}\t| {1,6}\d{1,6} )/;
/** grep puts a colon behind what it found and a dash behind the lines around it. */
const FOUND = /^([^\s:{}"'<>|=[\]()]{1,200}):(\d{1,9}):/;
const FILE = /^([^\s:{}"'<>|=[\]()]{1,200}):/;
const AROUND = /^([^\s:{}"'<>|=[\]()]{1,200})-(\d{1,9})-/;
/** A log's name. What ends as a program's source is a place that a layout prints. */
const isLog = (name: string): boolean => /[./\\]/.test(name) && !/\.(?:py|go|java|kt|scala|groovy|js|ts|rb|rs|cs|php|cc?|cpp)$/.test(name);

/** The mark of Markdown's code within a line, around a record or before the first of several; a sentence may begin so as well. */
const uncoded = (text: string): string | undefined => {
  const rest = text.charCodeAt(0) === 96 ? text.slice(1) : '';
  return DATED.test(rest) || looksStamped(rest) ? rest.replace(/`\s*$/, '') : undefined;
};

/** `> ` of a quoting mail, ticket or Markdown. Believed once what it quotes begins like a record; a prompt stands alone. */
const quoted: Envelope = (text, memory) => {
  const mark = QUOTE.exec(text)?.[0];
  if (mark === undefined) return undefined;
  const rest = text.slice(mark.length);
  if (!memory.proved.has('quote')) {
    if (!DATED.test(rest) && !looksStamped(rest) && uncoded(rest) === undefined) return undefined;
    memory.proved.add('quote');
  }
  return { name: 'quote', rest: uncoded(rest) ?? rest };
};

/**
 * A whole log that stands indented, as a code block in Markdown or a value of YAML. Believed where records begin indented and none has begun at
 * the left before: a message may quote the lines of another log below itself.
 */
const indented: Envelope = (text, memory) => {
  const held = memory.indent;
  if (held > 0) return text.startsWith(' '.repeat(held)) ? { name: 'indent', rest: text.slice(held) } : undefined;
  const width = held < 0 ? 0 : (INDENT.exec(text)?.[0].length ?? 0);
  const head = text.slice(width, width + 140);
  if (width === 0 || !(DATED.test(head) || PROCESS.test(head) || SERVER.test(head))) return undefined;
  memory.indent = width;
  return { name: 'indent', rest: text.slice(width) };
};

/** What a program has printed, pasted as comments of its source: `// pool: in use 3`. */
const commented: Envelope = (text) => {
  const mark = COMMENT.exec(text)?.[0];
  return mark === undefined ? undefined : { name: 'comment', rest: text.slice(mark.length) };
};

/** The name before `app.log:line` of grep -H and of a search through a folder; also `app.log-line` around what it found. */
function fileBefore(text: string, memory: Memory): string | undefined {
  const name = FILE.exec(text)?.[1];
  if (name !== undefined && isLog(name)) {
    if (memory.proved.has(`grep ${name}`)) return name;
    if (DATED.test(text.slice(name.length + 1)) && memory.proved.size < 1000) {
      memory.proved.add('files').add(`grep ${name}`);
      return name;
    }
  }
  if (!memory.proved.has('files')) return undefined;
  const head = text.slice(0, 201);
  for (let at = head.lastIndexOf('-'); at > 0; at = head.lastIndexOf('-', at - 1))
    if (memory.proved.has(`grep ${head.slice(0, at)}`)) return head.slice(0, at);
  return undefined;
}

/** `app.log:84:line`, `app.log-85-line` and `--` of grep -Hn, `84:line` of grep -n, `    84<tab>line` of cat -n (GNU grep and coreutils manuals), `     84 line` of less -N and editors. */
const numbered: Envelope = (text, memory) => {
  const named = FOUND.exec(text) ?? (memory.proved.has('grep') ? AROUND.exec(text) : null);
  if (named && isLog(named[1] as string)) {
    const rest = text.slice(named[0].length);
    if (!memory.proved.has(`grep ${named[1] as string}`)) {
      if (!DATED.test(rest) || memory.proved.size >= 1000) return undefined;
      memory.proved.add('grep').add(`grep ${named[1] as string}`);
    }
    return { name: 'grep', rest, instance: { container: named[1] as string } };
  }
  const file = fileBefore(text, memory);
  if (file !== undefined) return { name: 'grep', rest: text.slice(file.length + 1), instance: { container: file } };
  if (text === '--' && (memory.proved.has('grep') || memory.proved.has('numbers'))) return { name: 'grep', rest: text };
  const mark = NUMBER.exec(text)?.[0];
  if (mark === undefined) return undefined;
  const rest = text.slice(mark.length);
  // Blanks behind a number are a margin; elsewhere a line may begin so itself.
  const kind = mark.endsWith(' ') ? 'margin' : 'numbers';
  if (!memory.proved.has(kind)) {
    if (!DATED.test(rest)) return undefined;
    memory.proved.add(kind);
  }
  return { name: 'line-numbers', rest };
};

/** What pastes, tickets and tools for searching put before every line. Only outermost: an application prints such marks itself. */
export const gutter: Envelope = (text, memory) => {
  if (!memory.outermost) return undefined;
  const first = text.charCodeAt(0);
  if (first === 62) return quoted(text, memory);
  const rest = first === 96 ? uncoded(text) : undefined;
  if (rest !== undefined) return { name: 'code', rest };
  if (first === 47 || (first === 9 && text.charCodeAt(1) === 47) || (first === 32 && text.trimStart().charCodeAt(0) === 47)) {
    const inside = commented(text, memory);
    if (inside !== undefined) return inside;
  }
  if (first === 32) return indented(text, memory) ?? numbered(text, memory);
  const plain = first === 91 || first === 123 || (first >= 48 && first <= 57);
  if (memory.indent === 0 && plain) memory.indent = -1;
  // by far the most lines begin with a date
  const date = text.charCodeAt(4) === 45 || text.charCodeAt(4) === 47;
  if (first === 91 || first === 123 || (plain && date && !memory.proved.has('numbers'))) return undefined;
  return numbered(text, memory);
};
