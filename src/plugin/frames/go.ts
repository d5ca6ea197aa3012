import type { StackFrame } from '../../model/stack-frame.ts';

export const goStack = (_lines: readonly string[]): StackFrame[] => [];
