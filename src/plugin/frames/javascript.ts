import type { StackFrame } from '../../model/stack-frame.ts';

const FRAMES_CAP = 200;
const LINES_CAP = 2_000;
const LINE_CAP = 2_000;

const PLACE = /^(?<file>(?:[A-Za-z]:)?[^()]{1,1000}?):(?<line>\d{1,9})(?::\d{1,9})?$/;
/** What `util.inspect` prints for frames that an error shares with its cause. */
const ELIDED = /^\.{3} (?<count>\d{1,6}) lines matching cause stack trace \.{3}$/;
const ANONYMOUS = '<anonymous>';

const fileOf = (text: string): string => (text.startsWith('file://') ? text.slice('file://'.length) : text);

/**
 * One frame as V8 prints it: `at async Dao.count (/srv/dao.js:2:36)`, `at new Pool (…)`, `at f [as g] (…)`, `at /srv/dao.js:2:36`,
 * `at Array.map (<anonymous>)`. Undefined where the text is none.
 */
function frameOf(text: string): StackFrame | undefined {
  if (!text.startsWith('at ') || text.length > LINE_CAP) return undefined;
  const body = text.slice(3).replace(/[,{\s]{1,4}$/, '');
  const open = body.endsWith(')') ? body.lastIndexOf(' (') : -1;
  const named = open > 0;
  const name = named
    ? body
        .slice(0, open)
        .replace(/^(?:async|new) /, '')
        .replace(/ \[as [^\]]{1,200}\]$/, '')
    : ANONYMOUS;
  const place = named ? body.slice(open + 2, -1) : body.replace(/^async /, '');
  const found = PLACE.exec(place)?.groups;
  if (found === undefined) return named && /^(?:<anonymous>|native)$/.test(place) ? { function: name, language: 'javascript' } : undefined;
  return { function: name, file: fileOf(found['file'] as string), line: Number(found['line']), language: 'javascript' };
}

const same = (a: StackFrame, b: StackFrame): boolean => a.function === b.function && a.file === b.file && a.line === b.line;

/** The frames that a cause's stack holds in place of an elision. */
function shared(before: StackFrame | undefined, count: number, rest: readonly string[]): StackFrame[] {
  const cause = rest.flatMap((line) => frameOf(line.trim()) ?? []);
  const at = before === undefined ? -1 : cause.findLastIndex((frame) => same(frame, before));
  return at < 0 ? [] : cause.slice(at + 1, at + 1 + count);
}

/**
 * The stack of the first error in a Node.js record, innermost frame first; what an error shares with its cause is taken from there. Empty
 * where there is no frame. Never throws; at most 200 frames.
 */
export function javascriptStack(lines: readonly string[]): StackFrame[] {
  const frames: StackFrame[] = [];
  const seen = lines.slice(0, LINES_CAP);
  for (const [index, line] of seen.entries()) {
    const text = line.trim();
    const elided = ELIDED.exec(text)?.groups?.['count'];
    const frame = elided === undefined ? frameOf(text) : undefined;
    if (elided !== undefined) frames.push(...shared(frames.at(-1), Number(elided), seen.slice(index + 1)));
    else if (frame !== undefined) frames.push(frame);
    else if (frames.length > 0) break;
    // The brace opens the error's own fields, its cause among them.
    if (frames.length >= FRAMES_CAP || (frames.length > 0 && text.endsWith('{'))) break;
  }
  return frames.slice(0, FRAMES_CAP);
}
