import type { Shape } from './shape.ts';

/** Where a thread begins: no frame stands outside of it. */
const JAVA_OUTERMOST = /^\s*at (?:[\w.@-]{1,60}\/){0,3}java\.lang\.(?:Virtual)?Thread\.run\(/;
const PYTHON_OUTERMOST = /threading\.py", line \d+, in _bootstrap$/;

/** Whether a Java thread begins at a frame. */
export const isOutermost = (frame: string): boolean => frame.includes('Thread.run(') && JAVA_OUTERMOST.test(frame);

/**
 * Tells whether the frames of one record are those of several threads, whose lines were written by turns without a word of which is whose: a frame stands
 * outside of a thread's outermost one.
 */
export class Mixed {
  yes = false;
  private ended = false;
  private frames = 0;

  /** The next line of the record. */
  saw(text: string, shape: Shape): void {
    if (shape === 'java-frame') {
      if (this.ended) this.yes = true;
      this.ended = isOutermost(text);
      return;
    }
    this.ended = false;
    if (shape === 'python-frame') {
      if (this.frames++ > 0 && PYTHON_OUTERMOST.test(text)) this.yes = true;
    } else if (shape === 'traceback' || shape === 'python-chain') this.frames = 0;
  }

  /** The same for frames of Java. @param within @param ends whether a thread begins at one above the last, and at the last */
  sawRun(within: boolean, ends: boolean): void {
    if (this.ended || within) this.yes = true;
    this.ended = ends;
  }
}

export const mixedText = (name: string): string =>
  `${name}: stacks of several threads are mixed line by line and the lines do not say whose they are; such stacks were left out`;
