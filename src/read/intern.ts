import type { StackFrame } from '../model/stack-frame.ts';
import { flatten, VIEW } from '../plugin/own-text.ts';

export { flatten };

/** How many different texts and stacks are remembered before the memory is emptied; what is in use stays with its users. */
const TEXTS = 50_000;
const STACKS = 10_000;

/** Keeps one copy of each short text and of each stack that events carry: logs repeat themselves, events must not. */
export class Interner {
  private texts = new Map<string, string>();
  /** By a number made of their frames. */
  private stacks = new Map<number, { readonly frames: readonly StackFrame[]; readonly stamped: StackFrame[] }>();
  private readonly classify: (stack: readonly StackFrame[]) => StackFrame[];

  constructor(classify: (stack: readonly StackFrame[]) => StackFrame[]) {
    this.classify = classify;
  }

  text(text: string): string {
    if (text.length < VIEW) return text;
    const known = this.texts.get(text);
    if (known !== undefined) return known;
    const flat = flatten(text);
    if (this.texts.size >= TEXTS) this.texts.clear();
    if (flat.length <= 512) this.texts.set(flat, flat);
    return flat;
  }

  /** The stack as the frame rules leave it, with the roles and keys of its frames stamped; the same array for the same stack. */
  stack(frames: readonly StackFrame[]): StackFrame[] {
    const number = numberOf(frames);
    const known = this.stacks.get(number);
    if (known !== undefined && isSame(known.frames, frames)) return known.stamped;
    const own = frames.map((frame) => this.frame(frame));
    const stamped = this.classify(own);
    if (this.stacks.size >= STACKS) this.stacks.clear();
    this.stacks.set(number, { frames: own, stamped });
    return stamped;
  }

  private frame(frame: StackFrame): StackFrame {
    return {
      ...frame,
      function: this.text(frame.function),
      ...(frame.module !== undefined ? { module: this.text(frame.module) } : {}),
      ...(frame.file !== undefined ? { file: this.text(frame.file) } : {}),
    };
  }
}

/** A number that few stacks share. */
function numberOf(frames: readonly StackFrame[]): number {
  let number = frames.length;
  for (let i = 0; i < frames.length; i++) {
    const { function: name, module = '', line = 0 } = frames[i] as StackFrame;
    number = Math.imul(Math.imul(number, 31) + line, 31) + ((name.length << 8) ^ module.length ^ (name.charCodeAt(name.length - 1) << 16));
  }
  return number | 0;
}

function isSame(a: readonly StackFrame[], b: readonly StackFrame[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [a[i] as StackFrame, b[i] as StackFrame];
    if (x.line !== y.line || x.function !== y.function || x.module !== y.module || x.file !== y.file || x.language !== y.language)
      return false;
  }
  return true;
}
