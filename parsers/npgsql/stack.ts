import type { StackFrame } from 'leak-stream/plugin';

const FRAMES_CAP = 200;
const LINE_CAP = 2_000;
const PLACE = /\) in (?<file>.{1,500}):line (?<line>\d{1,7})$/;
/** An async method's own class: `Orders.<ShowAsync>d__3.MoveNext`, a lambda's `Orders.<>c__DisplayClass4_0.<Show>b__0`. */
const GENERATED = /^(?<type>.{1,400}?)\.(?:<>c(?:__DisplayClass\w{1,40})?\.)?<(?<method>\w{1,200})>[a-z]?__?\w{0,60}(?:\.MoveNext)?$/;

function frameOf(text: string): StackFrame | undefined {
  if (!text.startsWith('at ') || text.length > LINE_CAP) return undefined;
  const open = text.indexOf('(');
  if (open < 4) return undefined;
  const name = text.slice(3, open);
  if (/\s/.test(name) || !name.includes('.')) return undefined;
  const { type, method } = GENERATED.exec(name)?.groups ?? {};
  const at = name.lastIndexOf('.');
  const { file, line } = PLACE.exec(text)?.groups ?? {};
  return {
    function: method ?? name.slice(at + 1),
    module: type ?? name.slice(0, at),
    ...(file === undefined ? {} : { file, line: Number(line) }),
    language: 'other',
  };
}

/** A stack as .NET prints it, innermost frame first. Async methods and lambdas are told by the method that they stand in. */
export const dotnetStack = (lines: readonly string[]): StackFrame[] =>
  lines.flatMap((text) => frameOf(text.trim()) ?? []).slice(0, FRAMES_CAP);
