import { goStack } from 'leak-stream/plugin';
import type { EventDraft, Match, RecordView } from 'leak-stream/plugin';

/** gin's recovery.go (`[Recovery] 2026/11/23 - 01:52:09 panic recovered:`) and go-chi's recoverer.go (` panic: boom`), which print no goroutine. */
export const RECOVERED = /\bpanic recovered:\s{0,4}$|^ panic: \S/;

/** Lines below gin's head that would pass for records of their own: the request, in debug mode, and the places of frames. */
export const RECOVERED_LINE = /^(?:[A-Z]{3,7} \/\S{0,2000} HTTP\/\d(?:\.\d)?$|\S{1,600}\.(?:go|s):\d{1,9} \(0x[0-9a-f]{1,16}\)$)/;

const FRAME = /^\S{1,600}\.(?:go|s):\d{1,9} \(0x[0-9a-f]{1,16}\)$|^ -> /;
const MOST_FRAMES = 100;

/** A recovered panic: the stack of whoever died, without what the runtime did before the recovery. */
export function recovered(match: Match, record: RecordView): EventDraft | undefined {
  const below = record.tail.slice(match.lineIndex);
  if (!below.slice(0, 60).some((line) => FRAME.test(line))) return undefined;
  const stack = goStack(below).slice(0, MOST_FRAMES);
  if (stack.length === 0) return undefined;
  return { kind: 'goroutines', openTransactions: 0, openRows: 0, waiting: 0, stacks: [{ about: 'panic', count: 1, stack }] };
}
