import { tzOffset } from '@date-fns/tz/tzOffset';
import { digitsAt } from './calendar.ts';

/** Names that servers print after a time, as minutes east of Greenwich. Names with two meanings in common use are left out on purpose. */
const NAMED: Readonly<Record<string, number>> = {
  UTC: 0, GMT: 0, UCT: 0, WET: 0, WEST: 60, CET: 60, CEST: 120, MET: 60, MEST: 120, EET: 120, EEST: 180, MSK: 180, EST: -300, EDT: -240, CDT: -300,
  MST: -420, MDT: -360, PST: -480, PDT: -420, AKST: -540, AKDT: -480, HST: -600, JST: 540, KST: 540, HKT: 480, SGT: 480, AEST: 600, AEDT: 660,
  ACST: 570, ACDT: 630, AWST: 480, NZST: 720, NZDT: 780, BRT: -180, NST: -210, NDT: -150, SAST: 120, EAT: 180, WAT: 60, CAT: 120, PKT: 300, WIB: 420, WITA: 480,
}; // prettier-ignore

export interface Zone {
  /** Minutes east of Greenwich; a name of the tz database where it depends on the day. */
  readonly offset: number | string;
  readonly end: number;
}

const wordCode = (code: number): boolean =>
  (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95;

const NAME = /(?:UTC|GMT)[+-]\d{1,2}(?!\w)|[A-Z]{3,4}(?![\w/])|[A-Z][a-z]{2,12}\/[A-Z][A-Za-z_]{2,20}(?![\w/])/y;

/** What stands behind most times, a level or a word, is told from a zone by its letters; the pattern would be tried on each line. */
function mayName(text: string, pos: number): boolean {
  let end = pos + 1;
  while (text.charCodeAt(end) >= 65 && text.charCodeAt(end) <= 90 && end - pos < 5) end++;
  const next = text.charCodeAt(end);
  const capitals = end - pos;
  if (capitals === 1) {
    while (text.charCodeAt(end) >= 97 && text.charCodeAt(end) <= 122 && end - pos < 14) end++;
    return text.charCodeAt(end) === 47;
  }
  if (capitals < 3 || capitals > 4) return false;
  return next === 43 || next === 45 || NAMED[text.slice(pos, end)] !== undefined;
}

const numeric = (text: string, pos: number, apart: boolean): Zone | undefined => {
  const sign = text.charCodeAt(pos) === 45 ? -1 : 1;
  const hours = digitsAt(text, pos + 1, 2);
  if (hours < 0 || hours > 14) return undefined;
  const colon = text.charCodeAt(pos + 3) === 58 ? 1 : 0;
  const minutes = digitsAt(text, pos + 3 + colon, 2);
  if (minutes >= 0 && minutes < 60 && minutes % 15 === 0) {
    const end = pos + 5 + colon;
    return wordCode(text.charCodeAt(end)) ? undefined : { offset: sign * (hours * 60 + minutes), end };
  }
  // `01:52:09 +12 waits` is a counter; `01:52:09+03` is a zone, as is PostgreSQL's `01:52:09 +03 [4711]` where the zone has no name
  const process = text.charCodeAt(pos + 3) === 32 && text.charCodeAt(pos + 4) === 91 && digitsAt(text, pos + 5, 1) >= 0;
  return (apart && !process) || wordCode(text.charCodeAt(pos + 3)) || colon === 1 ? undefined : { offset: sign * hours * 60, end: pos + 3 };
};

/** The zone that follows a time of day, after one blank at most: `Z`, `+0000`, `+00:00`, `+03`, ` UTC`, ` CEST`, ` Europe/Paris`. */
export function zoneAt(text: string, at: number): Zone | undefined {
  const apart = text.charCodeAt(at) === 32;
  const pos = apart ? at + 1 : at;
  const code = text.charCodeAt(pos);
  if (code === 43 || code === 45) return numeric(text, pos, apart);
  if (!(code >= 65 && code <= 90)) return undefined;
  if (code === 90 && !wordCode(text.charCodeAt(pos + 1))) return { offset: 0, end: pos + 1 };
  if (!mayName(text, pos)) return undefined;
  NAME.lastIndex = pos;
  const name = NAME.exec(text)?.[0];
  if (name === undefined) return undefined;
  const end = pos + name.length;
  const known = NAMED[name];
  if (known !== undefined) return { offset: known, end };
  const signed = /^(?:UTC|GMT)([+-]\d{1,2})$/.exec(name);
  if (signed) return { offset: Number(signed[1]) * 60, end };
  return name.includes('/') && !Number.isNaN(tzOffset(name, new Date(0))) ? { offset: name, end } : undefined;
}

const offsetAt = (zone: string, ms: number): number => {
  const minutes = tzOffset(zone, new Date(ms));
  return Number.isNaN(minutes) ? 0 : minutes;
};

/** No clock is put forward or back but at the beginning of a quarter of an hour. */
const QUARTER_MS = 900_000;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** What a wall clock's quarter of an hour is in a zone: how far off, in ms, and how far the second time, where it comes twice. */
interface Quarter {
  readonly zone: string;
  readonly number: number;
  readonly offset: number;
  readonly again: number | undefined;
}

let latest: Quarter = { zone: '', number: NaN, offset: 0, again: undefined };

function quarterOf(local: number, zone: string): Quarter {
  const number = Math.floor(local / QUARTER_MS);
  if (number === latest.number && zone === latest.zone) return latest;
  const at = number * QUARTER_MS;
  const [before, after] = [offsetAt(zone, at - DAY_MS), offsetAt(zone, at + DAY_MS)];
  const isOffset = (offset: number): boolean => offsetAt(zone, at - offset * MINUTE_MS) === offset;
  // the offset belongs to the instant, which is only known once it is applied
  const offset = isOffset(before) ? before : offsetAt(zone, at - offsetAt(zone, at) * MINUTE_MS);
  const again = after < before && offset === before && isOffset(after) ? after * MINUTE_MS : undefined;
  latest = { zone, number, offset: offset * MINUTE_MS, again };
  return latest;
}

/** Epoch milliseconds of a wall clock's reading (given as if it were UTC) in a zone. In an hour that occurs twice, when it is so the first time. */
export function fromLocal(local: number, zone: number | string): number {
  if (typeof zone === 'number') return local - zone * MINUTE_MS;
  if (zone === 'UTC') return local;
  return local - quarterOf(local, zone).offset;
}

/** When it is so for the second time, in the hour that occurs twice because a clock is put back; undefined in all others. */
export function againOf(local: number, zone: number | string): number | undefined {
  if (typeof zone === 'number' || zone === 'UTC') return undefined;
  const { again } = quarterOf(local, zone);
  return again === undefined ? undefined : local - again;
}
