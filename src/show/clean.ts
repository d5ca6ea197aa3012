/** CSI, OSC and DCS sequences, whole where they end in time, else at least their beginning. */
const SEQUENCES =
  /(?:\u001b\[|\u009b)[0-?]{0,64}[ -/]{0,8}[@-~]?|(?:\u001b[\]PX^_]|[\u0090\u0098\u009d-\u009f])[^\u0007\u001b\u009c]{0,512}(?:\u0007|\u001b\\|\u009c)?|\u001b[ -/]{0,4}[0-~]?/g;
/** Control characters, and what changes the order or hides the presence of other characters. */
const INVISIBLE =
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|\udb40[\udc00-\udc7f]/g;
const SUSPICIOUS = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]/;
const LONE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
/** What code is indented by. */
const INDENT = /^\t{1,20}/gm;
const SPACES = /[\t\u000b\f\r\u0085\u2028\u2029]/g;

/** Text of strangers made safe to print: no escape sequence, no control character, nothing that reorders; line breaks stay, tabs that indent become blanks. */
export function cleanLines(text: string): string {
  if (!SUSPICIOUS.test(text)) return text;
  return text
    .replace(/\r\n/g, '\n')
    .replace(SEQUENCES, '')
    .replace(INDENT, (tabs) => '    '.repeat(tabs.length))
    .replace(SPACES, ' ')
    .replace(INVISIBLE, '')
    .replace(LONE, '\ufffd');
}

/** The same on one line. */
export const clean = (text: string): string => cleanLines(text).replaceAll('\n', ' ');

/** A copy of a JSON-like value in which every string, keys included, went through `change`; `path` names the keys above it. */
export function mapStrings<T>(value: T, change: (text: string, key: string) => string, key = ''): T {
  if (typeof value === 'string') return change(value, key) as T;
  if (Array.isArray(value)) return value.map((item: unknown) => mapStrings(item, change, key)) as T;
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).map(([name, item]) => [change(name, ''), mapStrings(item as unknown, change, name)] as const);
  return Object.fromEntries(entries) as T;
}

/** Code keeps its lines; everything else of a report is printed on one. */
const LINED = new Set(['fix', 'validate', 'containment']);

/** A report, safe to print. */
export const cleaned = <T>(report: T): T => mapStrings(report, (text, key) => (LINED.has(key) ? cleanLines(text) : clean(text)));
