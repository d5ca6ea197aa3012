import { noteInterrupted } from '../options/inputs.ts';
import type { Io } from '../io.ts';
import { write } from '../stdout.ts';

/** Said on stderr where the user stopped the program: whether the report misses something depends on when. */
export const noteStopped = (when: 'reading' | 'judging', io: Io): Promise<void> =>
  when === 'reading' ? noteInterrupted(io) : write(io.stderr, 'leak-stream: interrupted, but all was read: the report is whole\n');
