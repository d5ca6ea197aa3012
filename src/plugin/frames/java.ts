import type { StackFrame } from '../../model/stack-frame.ts';

export const javaStack = (_lines: readonly string[]): StackFrame[] => [];
