import type { Attribution } from '../cooccurrence/index.ts';

/** Which of a route's lines are meant, where not all are: those with one status, or with one message. Begins with a space, or is empty. */
export function whichOf({ status, runs }: Attribution): string {
  if (status !== undefined) return ` with ${status >= 100 ? 'status' : 'code'} ${status}`;
  return runs === undefined ? '' : ' with its message';
}
