import type { StackFrame } from '../../model/stack-frame.ts';

const PYTHON_FILE = /\.py[cwx]?$|^<[^<>]{1,100}>$/;
const NUMBER = /^\d{1,9}$/;
const FUNCTION = /^(?:<[\w.]{1,100}>|[^\s<>"'(){}[\]=]{1,300})$/;

const frame = (file: string, line: string, name: string): StackFrame | undefined => {
  if (!NUMBER.test(line) || !PYTHON_FILE.test(file) || !FUNCTION.test(name)) return undefined;
  return { function: name, file, line: Number(line), language: 'python' };
};

/** `file:line in function`, also with the colon that pytest puts after the number. */
function item(text: string): StackFrame | undefined {
  const word = text.lastIndexOf(' in ');
  if (word === -1) return undefined;
  const place = text.slice(0, word).replace(/:$/, '');
  const colon = place.lastIndexOf(':');
  return colon === -1 ? undefined : frame(place.slice(0, colon), place.slice(colon + 1), text.slice(word + 4));
}

/** `file:line:function`. */
function link(text: string): StackFrame | undefined {
  const second = text.lastIndexOf(':');
  const first = second === -1 ? -1 : text.lastIndexOf(':', second - 1);
  return first < 1 ? undefined : frame(text.slice(0, first), text.slice(first + 1, second), text.slice(second + 1));
}

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
  return out.map((call) => call.trim().replace(/[-=]$/, '').trimEnd());
}

/** Frames of the one-line shapes that checkout listeners print, outermost call first; all or nothing of a line. */
export function compactFrames(line: string): StackFrame[] {
  if (!/:\d/.test(line)) return [];
  const text = line.trim();
  const single = item(text);
  if (single) return [single];
  if (!text.includes('.py')) return [];
  const frames = calls(text).map(link);
  return frames.every((each) => each !== undefined) ? frames : [];
}
