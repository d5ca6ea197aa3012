import type { Evidence } from '../../model/report.ts';
import { clip, clipStart, columns } from './fit.ts';

/** Words of pools, drivers and servers that prove something; what stands before and behind them may go. */
const TELLING =
  /(?:Connection <[^<>]{0,160}> )?(?:checked out from pool|being returned to pool)|(?:connection )?leak detection triggered|connection leak|apparent connection leak|returned to pool|abandoned|never closed|non-checked-in connection|garbage collector|not available, request timed out|pool limit|idle in transaction|db stats|goroutine \d|"event": ?"pool\.|\bcheckout\b|\bcheckin\b/i;

/** Values of connections: an object's repr, a connection string. They identify, but to nobody who reads. */
const VALUES =
  /<[\w.]{1,120} (?:object|connection)[^<>]{0,400}>|\b[a-z][a-z0-9+.-]{1,30}:\/\/[^\s'"<>]{1,400}|\bdsn: ?'[^']{1,400}'|(?:host|dbname|user|password)=[^\s'",]{1,200}(?: (?:host|port|dbname|user|password|sslmode)=[^\s'",]{1,200}){1,12}/g;

/** A class says enough without the packages around it. */
const PACKAGES = /\b(?:[a-z]\w{0,40}\.){2,12}(?=[A-Z])/g;

/** An object keeps its type and address, a connection string its beginning. */
function shortened(value: string): string {
  if (!value.startsWith('<')) return value.length > 16 ? `${value.slice(0, 12)}…` : value;
  const end = value.indexOf(';');
  return end < 0 ? value : `${value.slice(0, end)} …>`;
}

/** A line of a log in so many columns: the words that prove it stay, of values and the layout's prefix as much as there is room for. */
export function proof(text: string, width: number): string {
  if (columns(text) <= width) return text;
  const short = text.replace(VALUES, shortened).replace(PACKAGES, '');
  if (columns(short) <= width) return short;
  const match = TELLING.exec(short);
  if (match === null) {
    const half = (width - 1) >> 1;
    return `${clip(short, half)}${clipStart(short, width - half)}`.replace('……', '…');
  }
  const head = Math.min(24, width >> 2);
  const before = short.slice(0, match.index);
  const room = columns(before) <= head ? before : `${clip(before, head)} `;
  return clip(`${room}${short.slice(match.index)}`, width);
}

/** Lines in the order in which somebody finds them: by source, then by line. */
export const byPlace = (evidence: readonly Evidence[]): Evidence[] =>
  [...evidence].sort((a, b) => (a.source < b.source ? -1 : a.source > b.source ? 1 : a.line - b.line));
