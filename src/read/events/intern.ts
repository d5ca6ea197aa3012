import type { StackFrame } from '../../model/stack-frame.ts';

/** V8 makes a substring of 13 characters or more a view of its parent: kept alone, it would keep the 64 KiB slice that it came in. */
const VIEW = 13;
const WIDE = /[^\0-\xff]/;

/** Written to and read from again at once: a buffer for each text would cost as much as both. */
const SCRATCH = Buffer.allocUnsafeSlow(1024);

/** The same text, in memory of its own. */
export const flatten = (text: string): string => {
  if (text.length < VIEW) return text;
  if (WIDE.test(text)) return Buffer.from(text, 'utf16le').toString('utf16le');
  if (text.length > SCRATCH.length) return Buffer.from(text, 'latin1').toString('latin1');
  return SCRATCH.toString('latin1', 0, SCRATCH.write(text, 'latin1'));
};

/** How many different texts and stacks are remembered before the memory is emptied; what is in use stays with its users. */
const TEXTS = 50_000;
const STACKS = 10_000;

/** Keeps one copy of each short text and of each stack that events carry: logs repeat themselves, events must not. */
export class Interner {
  private texts = new Map<string, string>();
  private stacks = new Map<string, StackFrame[]>();
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
    let key = '';
    for (const frame of frames)
      key += `${frame.language}\t${frame.module ?? ''}\t${frame.function}\t${frame.file ?? ''}\t${frame.line ?? ''}\n`;
    const known = this.stacks.get(key);
    if (known) return known;
    const stamped = this.classify(frames.map((frame) => this.frame(frame)));
    if (this.stacks.size >= STACKS) this.stacks.clear();
    this.stacks.set(flatten(key), stamped);
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
