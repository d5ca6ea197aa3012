import { dayMs } from './calendar.ts';
import { SCALE } from './clock-face.ts';
import type { ReadTime, TimeOptions } from './types.ts';
import { againOf, fromLocal, zoneAt } from './zone.ts';

const two = (text: string, pos: number): number => {
  const tens = text.charCodeAt(pos) - 48;
  const ones = text.charCodeAt(pos + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1;
};

/** `PM`, `p.m.` or a word that begins like it. */
const mayBeHalf = (text: string, pos: number): boolean => {
  const half = text.charCodeAt(pos) | 32;
  if (half !== 97 && half !== 112) return false;
  const next = text.charCodeAt(pos + 1);
  return next === 46 || (next | 32) === 109;
};

/**
 * The way in which almost every log prints its time, `2026-11-23 01:52:09,123` with `-` or `/` and a blank or `T`, read without intermediate
 * objects: four times as fast as the general way, on every line. Undefined does not mean that there is no time, but that the general way has to
 * look.
 */
export function isoAt(text: string, pos: number, options: TimeOptions): ReadTime | undefined {
  const mark = text.charCodeAt(pos + 4);
  if ((mark !== 45 && mark !== 47) || text.charCodeAt(pos + 7) !== mark) return undefined;
  const between = text.charCodeAt(pos + 10);
  if ((between !== 32 && between !== 84) || text.charCodeAt(pos + 13) !== 58 || text.charCodeAt(pos + 16) !== 58) return undefined;
  const century = two(text, pos);
  const year = two(text, pos + 2);
  const hour = two(text, pos + 11);
  const minute = two(text, pos + 14);
  const second = two(text, pos + 17);
  if (century < 0 || year < 0 || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) return undefined;
  const day = dayMs(century * 100 + year, two(text, pos + 5), two(text, pos + 8));
  if (day === undefined) return undefined;
  let end = pos + 19;
  let ms = second * 1000;
  let digits = 0;
  const dot = text.charCodeAt(end);
  if (dot === 46 || dot === 44) {
    let value = 0;
    let digit = text.charCodeAt(end + 1) - 48;
    while (digit >= 0 && digit <= 9) {
      if (++digits > 9) return undefined;
      value = value * 10 + digit;
      digit = text.charCodeAt(end + 1 + digits) - 48;
    }
    if (digits > 0) {
      ms += value * (SCALE[digits] as number);
      end += digits + 1;
    }
  }
  const next = text.charCodeAt(end);
  // A further digit or colon, half of a day, an offset.
  if (next > 122 || (next >= 48 && next <= 58) || next === 43 || next === 45 || (next | 32) === 97 || (next | 32) === 112) return undefined;
  let zone: number | string = options.timezone ?? 'UTC';
  let zoned = false;
  if (next === 32 || (next >= 65 && next <= 90)) {
    if (next === 32 && mayBeHalf(text, end + 1)) return undefined;
    const named = zoneAt(text, end);
    if (named !== undefined) {
      zone = named.offset;
      zoned = true;
      end = named.end;
    }
  }
  const local = day + (hour * 3_600_000 + minute * 60_000 + ms);
  const again = againOf(local, zone);
  if (zoned && typeof zone === 'number' && zone !== 0)
    return { ms: fromLocal(local, zone), end, zoned, east: zone * 60_000, dated: true, digits };
  if (again !== undefined) return { ms: fromLocal(local, zone), end, zoned, dated: true, digits, again };
  return { ms: fromLocal(local, zone), end, zoned, dated: true, digits };
}
