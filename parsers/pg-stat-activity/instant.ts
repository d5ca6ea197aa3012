const ISO_TIME = /(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)([.,]\d{1,9})? ?(Z\b|[+-]\d\d(?::?\d\d)?(?!\d)|[A-Z]{3,5}\b)?/;
const CTIME = /\b[A-Z][a-z]{2} ([A-Z][a-z]{2}) {1,2}(\d{1,2}) (\d\d:\d\d:\d\d) (?:([A-Z]{3,5}|[+-]\d\d) )?(\d{4})\b/;
/** date(1) in an English locale of newer C libraries. */
const DATE_1 = /\b[A-Z][a-z]{2} (\d{1,2}) ([A-Z][a-z]{2}) (\d{4}) (\d\d):(\d\d:\d\d) ([AP]M) ([A-Z]{3,5}|[+-]\d\d)\b/;
const MONTHS = 'JanFebMarAprMayJunJulAugSepOctNovDec';
/** What may stand after the time in a line that only says when: ornament and psql's `(every 5s)`. */
const AFTER = /^[\s)\]=\-*#:]{0,80}(?:\(every [^)]{1,20}\))?\s{0,80}$/;

/** An instant as printed, made uniform: `2026-11-23T01:37:19.463178Z`, `…+02:00`, `… CET`, or without a zone where none was printed. */
export interface Instant {
  readonly text: string;
  /** Epoch milliseconds if the zone is known, else those of the same digits read as UTC. */
  readonly ms: number;
  readonly zoned: boolean;
}

const month = (name: string): string | undefined => {
  const at = MONTHS.indexOf(name);
  return at % 3 === 0 ? String(at / 3 + 1).padStart(2, '0') : undefined;
};

const instant = (date: string, clock: string, fraction: string, zone: string | undefined): Instant | undefined => {
  const offset = zone === 'Z' || zone === 'UTC' || zone === 'GMT' ? 'Z' : zone !== undefined && /^[+-]/.test(zone) ? zone : undefined;
  const suffix =
    offset === undefined || offset === 'Z' ? (offset ?? '') : `${offset.slice(0, 3)}:${offset.replace(':', '').slice(3, 5) || '00'}`;
  const digits = `${date}T${clock}${fraction.replace(',', '.')}`;
  const ms = Date.parse(`${date}T${clock}${suffix || 'Z'}`) + Number(`0${fraction.replace(',', '.')}`) * 1000;
  if (!Number.isFinite(ms)) return undefined;
  const text = offset !== undefined || zone === undefined ? digits + suffix : `${digits.replace('T', ' ')} ${zone}`;
  return { text, ms, zoned: offset !== undefined };
};

interface Found {
  readonly instant: Instant;
  readonly before: string;
  readonly after: string;
}

const find = (text: string): Found | undefined => {
  const made = (found: RegExpExecArray, value: Instant | undefined): Found | undefined =>
    value && { instant: value, before: text.slice(0, found.index), after: text.slice(found.index + found[0].length) };
  const iso = ISO_TIME.exec(text);
  if (iso) return made(iso, instant(iso[1] as string, iso[2] as string, iso[3] ?? '', iso[4]));
  const ctime = CTIME.exec(text);
  if (ctime) {
    const mm = month(ctime[1] as string);
    return mm === undefined
      ? undefined
      : made(ctime, instant(`${ctime[5]}-${mm}-${(ctime[2] as string).padStart(2, '0')}`, ctime[3] as string, '', ctime[4]));
  }
  const date = DATE_1.exec(text);
  const mm = date && month(date[2] as string);
  if (!date || !mm) return undefined;
  const hour = (Number(date[4]) % 12) + (date[6] === 'PM' ? 12 : 0);
  return made(
    date,
    instant(`${date[3]}-${mm}-${(date[1] as string).padStart(2, '0')}`, `${String(hour).padStart(2, '0')}:${date[5]}`, '', date[7]),
  );
};

/** The instant that a cell of type timestamp or timestamptz holds, in DateStyle ISO. */
export const cellInstant = (text: string | undefined): Instant | undefined =>
  text === undefined || text.length > 64 ? undefined : find(text)?.instant;

/**
 * The instant of a line that only says when: `-- 2026-11-23 01:37:19.463178 UTC`, `-- captured at …`, the output of date(1), the title
 * that psql's \watch prints over each result. Undefined for every other line, log lines included.
 */
export function captureInstant(line: string): Instant | undefined {
  if (line.length > 200 || !/\d:\d\d/.test(line)) return undefined;
  const found = find(line);
  if (!found || found.before.trim().length > 80 || /[|│\t,;{]/.test(found.before.trim().replace(/^Watch every[^\t]*\t/, '')))
    return undefined;
  return AFTER.test(found.after) ? found.instant : undefined;
}
