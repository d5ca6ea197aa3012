import { endMark, GLASSFISH } from '../layout/native/glassfish.ts';
import type { Head } from '../types.ts';

/** Lines between a record's opening and its closing mark, whatever they look like. More than these are a record whose end was lost. */
const LINES = 2_000;

interface Begun {
  readonly head: Head | undefined;
  readonly first: { readonly text: string };
  readonly lastText: string;
  readonly lines: number;
}

const markOf = ({ head, first }: Begun): string | undefined => (head?.layout === GLASSFISH ? endMark(first.text, head.message) : undefined);

/** Begins the next record, though this one was not closed: it was cut off. */
const NEXT = /^\[(?:#\|)?\d{4}-/;

/** Whether the line stands inside the marks with which the record's layout opens and closes a message. */
export function isWithin(open: Begun, text: string): boolean {
  const mark = markOf(open);
  return mark !== undefined && open.lines < LINES && !open.lastText.trimEnd().endsWith(mark) && !NEXT.test(text);
}

/** A message's lines without the mark that closes it, and without the two blanks that its layout puts before it. */
export function unmarked(open: Begun, lines: readonly string[]): readonly string[] {
  const mark = markOf(open);
  const last = lines.at(-1)?.trimEnd();
  if (mark === undefined || last === undefined) return lines;
  const inner = last.endsWith(mark) ? [...lines.slice(0, -1), last.slice(0, -mark.length)] : [...lines];
  while (inner.length > 1 && inner.at(-1)?.trim() === '') inner.pop();
  const start = inner.findIndex((line) => line.trim() !== '');
  if (start >= 0) inner[start] = (inner[start] as string).replace(/^ {2}/, '');
  return inner;
}
