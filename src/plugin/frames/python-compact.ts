import type { StackFrame } from '../../model/stack-frame.ts';

const PYTHON_FILE = /^[^|;]*\.py[cwx]?$|^<[^<>]{1,100}>$/;
const NUMBER = /^\d{1,9}$/;
const FUNCTION = /^(?:<[\w.]{1,100}>|[^\s<>"'(){}[\]=]{1,300})$/;

const frame = (file: string, line: string, name: string): StackFrame | undefined => {
  if (!NUMBER.test(line) || !PYTHON_FILE.test(file) || !FUNCTION.test(name)) return undefined;
  return { function: name, file, line: Number(line), language: 'python' };
};

/** `file:line`. */
function place(text: string, name: string): StackFrame | undefined {
  const colon = text.lastIndexOf(':');
  return colon === -1 ? undefined : frame(text.slice(0, colon), text.slice(colon + 1), name);
}

/** `file:line in function`, also with the colon that pytest puts after the number. */
function item(text: string): StackFrame | undefined {
  const word = text.lastIndexOf(' in ');
  return word === -1 ? undefined : place(text.slice(0, word).replace(/:$/, ''), text.slice(word + 4));
}

/** `file:line:function`. */
function link(text: string): StackFrame | undefined {
  const second = text.lastIndexOf(':');
  return second === -1 ? undefined : place(text.slice(0, second), text.slice(second + 1));
}

/** `file:line(function)`, as profilers print it, and `function (file:line)`. */
function bracketed(text: string): StackFrame | undefined {
  if (!text.endsWith(')')) return undefined;
  const open = text.lastIndexOf('(');
  if (open < 1) return undefined;
  const [before, inside] = [text.slice(0, open).trimEnd(), text.slice(open + 1, -1)];
  return place(before, inside) ?? place(inside, before);
}

/** `file:line function`. */
function spaced(text: string): StackFrame | undefined {
  const found = /^([^\s:]{1,400}:\d{1,9}) (\S{1,300})$/.exec(text);
  return found ? place(found[1] as string, found[2] as string) : undefined;
}

const call = (text: string): StackFrame | undefined => item(text) ?? bracketed(text) ?? link(text) ?? spaced(text);

/** The `>` between two calls, but not the one that closes `<module>` or `<frozen runpy>`. */
function calls(text: string): string[] {
  const out: string[] = [];
  let start = 0;
  let inName = false;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '<') inName = true;
    else if (text[at] === '>' && inName) inName = false;
    else if (text[at] === '>') {
      out.push(text.slice(start, at));
      start = at + 1;
    }
  }
  out.push(text.slice(start));
  return out.map((one) => one.trim().replace(/[-=]$/, '').trimEnd());
}

/** An arrow to the left says who was called by whom: the innermost call comes first. */
const INWARD = / (?:<|<-|<=|<--) /;
/** Marks that say nothing about the direction. */
const NEUTRAL = [' | ', '; ', ';', ', '];
/** Where a program, a module, a thread or the answer to a request begins: what takes a connection is called from there, and does not call it. */
const OUTERMOST =
  /^(?:<module>|_bootstrap(?:_inner)?|_run_module_as_main|main|__main__|[wa]sgi(?:_app)?|(?:serve|run)_forever|(?:full_)?dispatch(?:_request)?|(?:handle|process|serve)_(?:one_)?request|request)$/;

/**
 * Calls of which nothing tells the direction. Python's own order is outermost first; who walks `f_back` prints the innermost first, and then the last call is where a
 * program or the answer to a request begins, while the first one is not.
 */
function outermostFirst(frames: StackFrame[]): StackFrame[] {
  return OUTERMOST.test(frames.at(-1)?.function ?? '') && !OUTERMOST.test(frames[0]?.function ?? '') ? frames.reverse() : frames;
}

const all = (parts: readonly string[]): StackFrame[] | undefined => {
  const frames = parts.map((part) => call(part.trim()));
  return frames.every((each) => each !== undefined) ? frames : undefined;
};

/** Several calls without an arrow are in Python's own order, outermost first, unless the last one is where a program begins. */
function neutral(text: string): StackFrame[] | undefined {
  for (const mark of NEUTRAL) {
    const frames = text.includes(mark) ? all(text.split(mark)) : undefined;
    if (frames !== undefined && frames.length > 1) return outermostFirst(frames);
  }
  return undefined;
}

/**
 * Frames of the one-line shapes that checkout listeners print, outermost call first; all or nothing of a line. A call is `file:line:function`,
 * `file:line in function`, `file:line function`, `file:line(function)` or `function (file:line)`; calls stand between `>` or `->` (outermost first), ` < ` or ` <- `
 * (innermost first), ` | `, `;` or `, `.
 */
export function compactFrames(line: string): StackFrame[] {
  if ((!line.includes('.py') && !line.includes(' in ')) || !/:\d/.test(line)) return [];
  const text = line.trim();
  // a single call may also be in `<stdin>`
  if (!INWARD.test(text) && !/[|;,]|->/.test(text)) {
    const single = item(text);
    if (single) return [single];
  }
  if (!text.includes('.py')) return [];
  if (INWARD.test(text)) return all(text.split(INWARD))?.reverse() ?? [];
  return neutral(text) ?? all(calls(text)) ?? [];
}
