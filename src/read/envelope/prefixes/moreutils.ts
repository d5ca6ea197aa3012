import { looksContinued, looksStamped, looksWrapped } from './looks.ts';
import type { Envelope } from '../peel.ts';

/**
 * `Nov 23 01:32:25 line` of ts from moreutils, in its default format (moreutils, ts, `%b %d %H:%M:%S`; read in source): local time without a year. It is a program's own stamp until a
 * second one, or a line that goes on with a record, stands behind it.
 */
export const moreutils: Envelope = (text, memory) => {
  const first = text.charCodeAt(0);
  if (!(first >= 65 && first <= 90) || text.charCodeAt(3) !== 32 || text.charCodeAt(9) !== 58) return undefined;
  const time = memory.timeOf(text);
  if (!time || time.dated || time.digits < 0 || text.charCodeAt(time.end) !== 32) return undefined;
  const rest = text.slice(time.end + 1);
  if (!memory.proved.has('moreutils')) {
    if (!looksStamped(rest) && !looksWrapped(rest) && (rest === '' || !looksContinued(rest))) return undefined;
    memory.proved.add('moreutils');
  }
  return { name: 'ts', rest, time };
};
