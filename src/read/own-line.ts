import { flatten } from './intern.ts';
import type { RawLine } from './types.ts';

/** The line with a text of its own: whoever keeps a part of it keeps no more than the line. */
export const ownLine = (line: RawLine): RawLine => ({ ...line, text: flatten(line.text) });
