import type { StackFrame } from 'leak-stream/plugin';

const INSIDE_POOL = /(?:site|dist)-packages[/\\]sqlalchemy[/\\](?:event[/\\]|pool[/\\.])/;
const INSIDE_LIBRARY = /(?:site|dist)-packages[/\\]sqlalchemy[/\\]/;

/**
 * A stack taken inside a checkout listener begins with the listener, below it stand SQLAlchemy's event and pool frames. The listener is
 * application code too, but no borrower: the borrower's stack ends where SQLAlchemy begins.
 */
export function ofBorrower(stack: readonly StackFrame[]): readonly StackFrame[] {
  const pool = stack.findIndex((frame) => INSIDE_LIBRARY.test(frame.file ?? ''));
  return pool > 0 && INSIDE_POOL.test(stack[pool]?.file ?? '') ? stack.slice(pool) : stack;
}
