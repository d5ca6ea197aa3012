import { dayMs } from './calendar.ts';

const DOT = 46;
const SLASH = 47;
/** Years that logs are of, where the text allows several: 2020 to 2049. */
const likely = (year: number): boolean => year >= 20 && year <= 49;

/**
 * The UTC midnight of a date whose year has two digits. Spark and Hadoop print `26/11/23`, Germans `23.11.26`, Americans `11/23/26`: of what the numbers can be it is
 * the one next to an instant that is known to be near, else the one of a likely year; of two such with a dot the one with the day first, else the one with the year first. Where the
 * year is last, slashes put the month first: so the C library prints a date (strftime's `%x` and `%D`), and who uses it, as Python's rich.
 * @param near epoch ms
 * @param monthLeads the month stands before the day where both can be
 */
export function shortYearDay(
  a: number,
  b: number,
  c: number,
  mark: number,
  monthLeads: boolean,
  near: number | undefined,
): number | undefined {
  const yearFirst = { year: a, day: dayMs(2000 + a, b, c) };
  const turned = ((monthLeads || mark === SLASH) && a <= 12) || b > 12;
  const yearLast = { year: c, day: turned ? dayMs(2000 + c, a, b) : dayMs(2000 + c, b, a) };
  const [one, other] = mark === DOT || monthLeads ? [yearLast, yearFirst] : [yearFirst, yearLast];
  if (one.day === undefined || other.day === undefined) return one.day ?? other.day;
  if (near !== undefined) return Math.abs(other.day - near) < Math.abs(one.day - near) ? other.day : one.day;
  return likely(other.year) && !likely(one.year) ? other.day : one.day;
}
