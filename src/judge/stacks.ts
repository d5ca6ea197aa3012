import type { StackFrame } from '../model/stack-frame.ts';
import { forget } from './caps.ts';
import type { Life } from './state.ts';

const MAX_STACKS = 4000;
const stackKeys = new WeakMap<readonly StackFrame[], string>();

const keyOfStack = (stack: readonly StackFrame[]): string => {
  let key = stackKeys.get(stack);
  if (key === undefined) {
    key = stack.map((frame) => `${frame.key ?? frame.function}:${frame.line ?? ''}`).join('\n');
    stackKeys.set(stack, key);
  }
  return key;
};

/** Remembers a stack once and gives the key by which holds refer to it; undefined for an empty one or beyond the cap. */
export function internStack(life: Life, stack: readonly StackFrame[] | undefined): string | undefined {
  if (!stack || stack.length === 0) return undefined;
  const key = keyOfStack(stack);
  if (!life.stacks.has(key)) {
    if (life.stacks.size >= MAX_STACKS) {
      forget(life, 'stacks');
      return undefined;
    }
    life.stacks.set(key, stack);
  }
  return key;
}
