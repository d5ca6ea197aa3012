import type { StackFrame } from '../../model/stack-frame.ts';

export const pythonStack = (_lines: readonly string[]): StackFrame[] => [];
