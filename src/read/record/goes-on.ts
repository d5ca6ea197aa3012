import type { Claims } from './claims.ts';
import type { OpenRecord } from './open-record.ts';
import type { Shape } from './shape.ts';

/** What the shape of a line alone decides of a line behind an open record; undefined where a layout has to be asked. */
export function goesOnByShape(open: OpenRecord, text: string, shape: Shape, claims: Claims): 'bare' | 'continues' | undefined {
  switch (shape) {
    case 'java-frame':
    case 'java-cause':
    case 'java-more':
    case 'python-frame':
    case 'python-chain':
      return claims.stackGoesOn(open, text);
    case 'python-note':
      return open.trace === 'python' || open.thrown ? claims.stackGoesOn(open, text) : undefined;
    case 'exception':
      // A second throwable in one record is announced by `Caused by` and the like; unannounced it is a trace that lost its head.
      if (open.awaitsError) return 'continues';
      if (open.trace === 'java' || open.closed) return 'bare';
      return open.stamped || open.head !== undefined || claims.hintedFirst(open) ? 'continues' : 'bare';
    case 'traceback':
      return open.trace === 'python' && !open.awaitsError && !open.chained ? 'bare' : claims.stackGoesOn(open, text);
    case 'goroutine':
      // Whoever logs its own stack is running; any other state is a dump that begins here.
      if (open.trace === 'go' || open.head === undefined) return 'continues';
      return /\[running/.test(text) && open.size === 0 && !open.closed ? 'continues' : 'bare';
    case 'go-line':
      return open.trace === 'go' || open.head === undefined ? 'continues' : undefined;
    case 'start':
      return 'bare';
    case 'access':
    case 'caption':
    case 'one-blank':
    case 'plain':
      return undefined;
    case 'indented':
      return open.closed || (!open.caption && claims.begins(open, text)) ? undefined : 'continues';
    case 'blank':
      return 'continues';
  }
}

/** What a message ends with that announces what follows. */
const ANNOUNCES = /[:=([,>-]\s*$/;

/**
 * Whether the line, a bracket alone at the left, begins an object that a program printed over several lines (Node's `console.dir`), below a record of one line that said all it had to say.
 * One in JSON is a record of its own before it comes here (`envelope/documents/spread.ts`).
 */
export const beginsObject = ({ head, size }: OpenRecord, text: string): boolean =>
  text === '{' && head !== undefined && size === 0 && !ANNOUNCES.test(head.message.slice(-20));

/** Whether the line closes the object that the record is. */
export const endsObject = ({ first, lastText }: OpenRecord, text: string): boolean =>
  text === '}' && first.text === '{' && lastText !== '}';

const MEMBER = /^"[\w.$-]{1,80}" ?:/;

/** Whether the line is the next member of an object that an encoder broke into lines without indenting them: `{` alone, then `"in_use": 3,`. */
export const isNextMember = ({ first, lastText }: OpenRecord, text: string): boolean =>
  text.charCodeAt(0) === 34 && /[{,]\s{0,20}$/.test(lastText.slice(-40)) && first.text.trimEnd().endsWith('{') && MEMBER.test(text);
