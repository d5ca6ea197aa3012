import type { StackFrame } from '../../model/stack-frame.ts';
import { KnownLists } from '../known-lists.ts';
import { compactFrames } from './python-compact.ts';
import { tracesOfJson } from './python-objects.ts';

/** A stack as Python prints it, outermost call first. */
export type PythonTrace = StackFrame[];

interface Segment {
  readonly frames: PythonTrace;
  /** `group`: an ExceptionGroup's own traceback; `logged`: where the log call stands (`stack_info=True`). */
  readonly kind: 'bare' | 'raised' | 'group' | 'logged';
  /** It is the consequence of the segment before: "During handling of …" or "… was the direct cause of …". */
  readonly chained: boolean;
  /** It is the first exception inside a group. */
  readonly branch: boolean;
}

/** What neither a repeated call nor a hostile log may exceed: the innermost frames are kept. */
const MAX_FRAMES = 1_000;

// Gutters of exception groups (`  | `), and what surrounds an item of a printed list of lines (`['  File …`, `', '  File …`).
const FRAME = /^[\s|>+*'"[,-]{0,200}File "(?<file>[^"]{1,1000})", line (?<line>\d{1,9}), in (?<function>[^\s\\'",]{1,300})/;
const HEADER = /\(most recent call last\)/;
const CHAINED = /During handling of the above exception|The above exception was the direct cause/;
const FIRST_OF_GROUP = /^[\s|]{0,200}\+[+-]{1,100} 1 -/;

const frameOf = (line: string): StackFrame | undefined => {
  const found = FRAME.exec(line)?.groups;
  if (!found) return undefined;
  return { function: found['function'] as string, file: found['file'] as string, line: Number(found['line']), language: 'python' };
};

/** Some layouts print a whole traceback, or the list that `format_stack()` returns, on one line with its line breaks escaped. */
function* physicalLines(lines: readonly string[]): Generator<string> {
  for (const line of lines) {
    const printed = line.includes('\\n') ? line.indexOf('File "') : -1;
    if (printed !== -1) {
      // The words before a printed list belong to the message; a header among them still has to be seen.
      yield line.slice(0, printed);
      yield* line.slice(printed).split('\\n');
    } else if (line.includes('\n')) yield* line.split('\n');
    else yield line;
  }
}

function segmentsOf(lines: readonly string[]): Segment[] {
  const segments: Segment[] = [];
  let current: Segment | undefined;
  let chained = false;
  let branch = false;
  const open = (kind: Segment['kind']): Segment => {
    const segment = { frames: [], kind, chained, branch };
    segments.push(segment);
    chained = false;
    branch = false;
    return segment;
  };
  for (const line of physicalLines(lines)) {
    if (HEADER.test(line)) {
      current = open(line.includes('Exception Group Traceback') ? 'group' : line.includes('Stack (most') ? 'logged' : 'raised');
    } else if (CHAINED.test(line)) {
      chained = true;
    } else if (FIRST_OF_GROUP.test(line)) {
      branch = true;
    } else if (/^\s*[{[]/.test(line)) {
      const traces = tracesOfJson(line);
      for (const [index, frames] of traces.entries()) {
        chained = index > 0;
        open('raised').frames.push(...frames);
      }
      if (traces.length > 0) continue;
    }
    const frame = frameOf(line);
    const frames = frame ? [frame] : compactFrames(line);
    if (frames.length === 0) continue;
    current ??= open('bare');
    current.frames.push(...frames);
  }
  return segments;
}

/** Where the frame that caught an exception stands in the traceback of the one that followed; -1 where it does not. */
const sharedWith = ([outermost]: PythonTrace, outer: PythonTrace): number =>
  outer.findLastIndex((frame) => frame.file === outermost?.file && frame.function === outermost?.function);

/**
 * A traceback reaches from the frame that caught its exception inwards; the calls around that frame stand only in the traceback of the
 * exception that followed. Joins the two at the frame which they share.
 */
function within(inner: PythonTrace, outer: PythonTrace): PythonTrace {
  if (inner.length === 0) return outer;
  const shared = sharedWith(inner, outer);
  return shared > 0 ? [...outer.slice(0, shared), ...inner] : inner;
}

const LIBRARY = /[\\/](?:site|dist)-packages[\\/]|[\\/]lib(?:64)?[\\/]python\d|^</;
const isLibrary = ({ file = '<' }: StackFrame): boolean => LIBRARY.test(file);

/** A framework that finds no page for an exception, as Pyramid does, fails inside itself and raises the exception again: that leads on into the program's own code, and the first one nowhere. */
const isRaisedAgain = (first: PythonTrace, then: PythonTrace): boolean =>
  first.every(isLibrary) && then.slice(sharedWith(first, then) + 1).some((frame) => !isLibrary(frame));

/**
 * The frames of a Python stack in a record's lines, INNERMOST FIRST (Python prints outermost first). Reads
 * - tracebacks and `traceback.format_stack()` output (CPython, Lib/traceback.py), with or without code and `~~~^^^` lines, gutters of
 *   exception groups, or line breaks escaped to `\n`;
 * - `file:line in function` items, outermost first, one a line; `a.py:1:f>b.py:2:g` chains;
 * - JSON frames with filename, lineno and name, as structlog's `dict_tracebacks` writes them.
 *
 * Of chained exceptions it gives the FIRST traceback (unless a framework only raised another one again), which is where the trouble began, completed by the callers that only the
 * following tracebacks show. Of an exception group it gives the first exception inside, for the group's own frames are the
 * scheduler's. Frames of libraries and listeners stay in: roles decide. Empty where there is no stack; never throws.
 */
export const pythonStack = (lines: readonly string[]): StackFrame[] => [...(known.of(lines) ?? stackIn(lines))];

const known = new KnownLists(stackIn);

function stackIn(lines: readonly string[]): StackFrame[] {
  const segments = segmentsOf(lines);
  const filled = (segment: Segment): boolean => segment.frames.length > 0;
  let at = segments.findIndex((segment) => filled(segment) && segment.kind !== 'logged');
  if (at === -1) at = segments.findIndex(filled);
  if (at === -1) return [];
  let trace = (segments[at] as Segment).frames;
  while (segments[at]?.kind === 'group') {
    const inside = segments.findIndex((segment, index) => index > at && segment.branch);
    if (inside === -1 || !filled(segments[inside] as Segment)) break;
    trace = within((segments[inside] as Segment).frames, trace);
    at = inside;
  }
  for (let next = segments[at + 1]; next?.chained; next = segments[++at + 1])
    trace = isRaisedAgain(trace, next.frames) ? next.frames : within(trace, next.frames);
  return trace.slice(-MAX_FRAMES).reverse();
}
