import type { StackFrame } from '../../model/stack-frame.ts';

/** Longer than any frame that a compiler can name; what is longer is not looked at. */
const LINE_CAP = 2_000;

/** Tabs, blanks, quote bars, list marks and check boxes that pastes, viewers and syslog put before a line; Dropwizard's `! `. */
const GUTTER = /^(?:[\s|>*·•!]|-(?=[\s|>[])|\[[ xX]?\]|#011|\\t){0,60}/;

/** `... 12 more` (JDK) and `... 12 common frames omitted` (logback): frames shared with the enclosing throwable. */
const OMITTED = /^\.{3}\s?(\d{1,6})\s(?:more|common frames? omitted)\b/;

const QUALIFIED_CAP = 1_000;
const SOURCE_CAP = 300;
const FILE_AND_LINE = /^([^:]{1,250}):(\d{1,7})$/;
const LOOKS_LIKE_SOURCE = /^(?:[^:\s]{1,250}\.[A-Za-z]{1,12}(?::-?\d{1,7})?|Unknown Source|Native Method|<generated>(?::-?\d{1,7})?)$/;
const BLANKS_IN_METHOD_ONLY = /^[^\s.]+(?:\.[^\s.]+){0,60}\.[^.]+$/;
/** The class part of a hidden class goes on after a slash: `Job$$Lambda$14/0x0000000800066840`. */
const HIDDEN_SUFFIX = /^(?:0x[0-9a-f]+|\d+)(?:\.|$)/i;

export interface TraceLine {
  /** Where the text begins: tells a nested `Caused by:` from the main one. */
  readonly indent: number;
  readonly text: string;
}

/** A line of a trace without what stands before it. */
export function ungutter(line: string): TraceLine {
  if (line.startsWith('\tat ') && line.length <= LINE_CAP) return { indent: 1, text: line.slice(1) };
  const clipped = line.length > LINE_CAP ? line.slice(0, LINE_CAP) : line;
  const indent = GUTTER.exec(clipped)?.[0].length ?? 0;
  return { indent, text: clipped.slice(indent).trimEnd() };
}

/** The number of frames that `... 12 more` stands for. */
export function omittedFrames(text: string): number | undefined {
  const count = OMITTED.exec(text)?.[1];
  return count === undefined ? undefined : Number(count);
}

/** Drops `java.base/`, `app//` and `loader/mod@1.2/`, keeps the slash of a hidden class. */
function withoutModule(qualified: string): string {
  const slash = qualified.lastIndexOf('/');
  if (slash < 0) return qualified;
  const last = qualified.slice(slash + 1);
  if (!HIDDEN_SUFFIX.test(last)) return last;
  const before = qualified.lastIndexOf('/', slash - 1);
  return before < 0 ? qualified : qualified.slice(before + 1);
}

/** Source of a frame: `Foo.java:12`, `Foo.kt`, `<generated>`, `Native Method`, `Unknown Source`. */
function sourceOf(source: string): Pick<StackFrame, 'file' | 'line'> {
  const numbered = FILE_AND_LINE.exec(source);
  const file = numbered?.[1] ?? source.replace(/:-\d{1,7}$/, '');
  const line = numbered === null ? {} : { line: Number(numbered[2]) };
  return file === '' || file === 'Unknown Source' || file === 'Native Method' ? line : { file, ...line };
}

/**
 * One frame as `Throwable.printStackTrace`, logback and log4j2 print it, with or without `at`; whatever follows the parenthesis
 * (` ~[jar:1.2]`, ` [3 skipped]`) is dropped. Undefined where the text is none.
 */
export function javaFrame(text: string): StackFrame | undefined {
  const at = text.startsWith('at ');
  const open = text.indexOf('(');
  const close = text.indexOf(')', open);
  const source = text.slice(open + 1, close).trim();
  const qualified = text.slice(at ? 3 : 0, open).trim();
  if (open < 1 || close < 0 || qualified === '' || qualified.length > QUALIFIED_CAP || source.length > SOURCE_CAP) return undefined;
  if (source.includes('(') || qualified.includes(')')) return undefined;
  const blanks = /\s/.test(qualified);
  if (!at && (blanks || !qualified.includes('.') || !LOOKS_LIKE_SOURCE.test(source))) return undefined;
  if (at && (blanks ? !BLANKS_IN_METHOD_ONLY.test(qualified) : !qualified.includes('.') && !LOOKS_LIKE_SOURCE.test(source)))
    return undefined;

  const name = withoutModule(qualified);
  const dot = name.lastIndexOf('.');
  // Web pages eat `<init>` as if it were markup and leave `Dao.(Dao.java:12)`.
  const method = name.slice(dot + 1) || '<init>';
  const module = dot > 0 ? name.slice(0, dot) : undefined;
  return { function: method, ...(module === undefined ? {} : { module }), ...sourceOf(source), language: 'java' };
}

/** `at` and a name whose parenthesis is missing or not closed: a terminal broke the line. */
export const isBrokenFrame = (text: string): boolean =>
  text.startsWith('at ') && !text.includes(')') && /^at\s+[\w$./@<>-]{3,1000}(?:\([^()]{0,300})?$/.test(text);
