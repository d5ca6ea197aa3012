import type { Hold, Life } from '../../state.ts';

const MOST_GIVERS = 2000;
const NAMELESS = '';

/** Threads and tasks whose names differ only in words that hold a digit are of one kind: `worker-3`, `Task-1704`, `http-nio-8080-exec-7`. */
export const threadKind = (thread: string): string => thread.replace(/[^\s\-_.:/[\](),#]*\d[^\s\-_.:/[\](),#]*/g, '<*>');

/** A connection was given back by its thread, or by work of which nobody knows the thread. Where too many kinds did so the names tell nothing. */
export function noteGiver({ givers }: Life, { thread, request }: Hold): void {
  if (request === undefined && givers.size < MOST_GIVERS) givers.add(thread === undefined ? NAMELESS : threadKind(thread));
}

/**
 * The kind of work that holds the connection, where none of its kind ever gave one back, so that what others give back says nothing of it: a thread with a name of
 * its own or, where only threads with a name gave any back, work without one. Whether two of the latter are of one kind nobody knows.
 * @returns undefined where it has no kind of its own, or its work is done
 */
export function ownKind({ givers }: Life, { thread, request, finished, order }: Hold): string | undefined {
  if (request !== undefined || givers.size === 0 || givers.size >= MOST_GIVERS) return undefined;
  if (thread === undefined) return givers.has(NAMELESS) ? undefined : `#${order}`;
  const kind = threadKind(thread);
  return finished || givers.has(kind) || !/[a-z]/i.test(kind.replaceAll('<*>', '')) ? undefined : kind;
}
