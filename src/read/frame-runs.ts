import { KnownLists } from '../plugin/known-lists.ts';
import { holdsEscapedStack } from './envelope/prefixes/syslog.ts';
import { isOutermost } from './record/mixed.ts';
import { shapeOf } from './record/shape.ts';
import type { RawLine } from './types.ts';

/** Frames of a Java stack, one below the other, that came before in just this order. */
export interface FrameRun {
  /** In memory of their own. */
  readonly lines: readonly string[];
  /** Whether a thread begins at one of them above the last one, and at the last one. */
  readonly within: boolean;
  readonly ends: boolean;
}

/** Longer frames than most. */
const LONGEST = 500;

/** Finds runs of frames that came before: a service prints the same few stacks again and again, and each goes into its record at once. */
export class FrameRuns {
  private readonly known = new KnownLists<FrameRun | null>(runOf);

  /** The frames from a line of a batch on, all of them, if they came before. The line before and the one behind stand in the batch as well, and are none. */
  at(batch: readonly RawLine[], from: number): FrameRun | undefined {
    if (!isFrame(batch[from] as RawLine) || from === 0 || isFrame(batch[from - 1] as RawLine)) return undefined;
    const lines: string[] = [];
    for (let to = from; to < batch.length; to++) {
      const line = batch[to] as RawLine;
      if (!isFrame(line)) return this.known.of(lines) ?? undefined;
      lines.push(line.text);
    }
    return undefined;
  }
}

/** A line as Java prints a frame, whole, behind the line before it. */
const isFrame = ({ text, clipped, bytes, over }: RawLine): boolean =>
  text.charCodeAt(0) === 9 && text.startsWith('\tat ') && !clipped && bytes === undefined && over === undefined;

/** Null where a line may be read as something else. */
function runOf(lines: readonly string[]): FrameRun | null {
  const ordinary = lines.every((text) => text.length <= LONGEST && shapeOf(text) === 'java-frame' && !holdsEscapedStack(text));
  return ordinary ? { lines, within: lines.slice(0, -1).some(isOutermost), ends: isOutermost(lines.at(-1) as string) } : null;
}
