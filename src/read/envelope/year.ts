import { readTimeAt, whichOf, YEARLESS_UNTIL_MS, type ReadTime } from '../time/index.ts';

const DATE = /\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:/;
/** Where in a line its own date is looked for. */
const BEGINNING = 300;

/**
 * When an envelope wrote a line; in the hour that comes twice as what came before tells. Where its stamp has no year, and no line before told one, it takes the year of the line's own date.
 * @param newest the latest time known so far
 */
export function writtenAt(time: ReadTime, line: string, newest: number | undefined): number | undefined {
  const { dated } = time;
  const ms = whichOf(time, newest);
  if (dated || ms === undefined || ms >= YEARLESS_UNTIL_MS || (newest !== undefined && newest >= YEARLESS_UNTIL_MS)) return ms;
  const at = line.slice(0, BEGINNING).search(DATE);
  const own = at < 0 ? undefined : readTimeAt(line, at)?.ms;
  if (own === undefined) return ms;
  const year = new Date(own).getUTCFullYear();
  const candidates = [year - 1, year, year + 1].map((each) => new Date(ms).setUTCFullYear(each));
  return candidates.reduce((best, each) => (Math.abs(each - own) < Math.abs(best - own) ? each : best));
}
