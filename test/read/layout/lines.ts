import type { Head, PeeledLine } from '../../../src/read/types.ts';

/** A line that arrives without envelopes. */
export const bare = (text: string, more: Partial<PeeledLine> = {}): PeeledLine => ({
  text,
  line: 1,
  byte: 0,
  clipped: false,
  instance: {},
  ...more,
});

/** What a head says, with its time as ISO text, without empty parts. */
export const told = (head: Head | undefined): Record<string, unknown> | undefined => {
  if (!head) return undefined;
  const { at, tail, ...rest } = head;
  return { ...rest, ...(at !== undefined && { at: new Date(at).toISOString() }), ...(tail.length > 0 && { tail }) };
};
