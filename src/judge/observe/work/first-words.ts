import type { TimedEventOf } from '../../../model/event.ts';
import type { FirstWords, Process } from '../../state.ts';

/** Samples of a pool for each time that the words were said again: what is said more often comes with ordinary work. */
const SELDOM = 10;

/** Notes the very first line of a process, and when it comes again. */
export function noteFirstWords(process: Process, { template, route }: TimedEventOf<'context'>): void {
  const { first } = process;
  if (process.lines === 0 && process.lives.size === 0) {
    process.first = template !== undefined && route === undefined ? { template, said: 1, again: false } : undefined;
  } else if (first !== undefined && first.template === template) {
    first.said += 1;
    first.again = true;
  }
}

/** The first words of the process stand once more before this sample, of which there were so many before, and are no words of every day. */
export const beganAgain = (first: FirstWords | undefined, samples: number): boolean =>
  first?.again === true && (first.said - 1) * SELDOM <= samples;

/** A log that begins in the middle of its process begins with words of every day: those are more than this share of all lines, and were said more often than this. */
const EVERY_DAY = { share: 0.01, said: 4 };

/** The words with which the process began, where no work of every day says them. */
export const isBeginning = ({ first, lines }: Process, template: string | undefined): boolean =>
  first !== undefined && first.template === template && !(first.said > EVERY_DAY.said && first.said > EVERY_DAY.share * lines);
