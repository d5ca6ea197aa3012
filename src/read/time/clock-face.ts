import { digitRun, digitsAt } from './calendar.ts';

export interface TimeOfDay {
  /** Milliseconds since midnight, fractions kept. */
  readonly ms: number;
  readonly end: number;
  /** Digits of the fraction that were printed: 0 whole seconds, 3 milliseconds …; -2 for whole minutes. */
  readonly digits: number;
  readonly meridiem: boolean;
}

/** What a fraction of so many digits is multiplied with to get milliseconds. */
export const SCALE = [1000, 100, 10, 1, 1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6];

/** ` PM`, `pm`, a narrow no-break space before it included (newer JDKs print that one). */
const MERIDIEM = /[ \u00a0\u202f]?([AaPp])\.?[Mm]\b\.?/y;

/**
 * `01:52:09`, `01:52:09.123`, `01:52:09,123`, `01:52:09:123`, `5:33:35 PM`, `1:52AM` at `pos`.
 * A lone `01:52` is no time of day here.
 */
export function timeOfDayAt(text: string, pos: number): TimeOfDay | undefined {
  const width = text.charCodeAt(pos + 1) === 58 ? 1 : 2;
  let hour = digitsAt(text, pos, width);
  if (hour < 0 || hour > 23 || text.charCodeAt(pos + width) !== 58) return undefined;
  const minute = digitsAt(text, pos + width + 1, 2);
  if (minute < 0 || minute > 59) return undefined;
  let end = pos + width + 3;
  let ms = 0;
  let digits = -2;
  if (text.charCodeAt(end) === 58) {
    const second = digitsAt(text, end + 1, 2);
    if (second < 0 || second > 60) return undefined;
    end += 3;
    ms = second * 1000;
    digits = 0;
    const mark = text.charCodeAt(end);
    if (mark === 46 || mark === 44 || mark === 58) {
      const run = digitRun(text, end + 1, 10);
      if (run > 0 && run < 10 && (mark !== 58 || run === 3)) {
        ms += digitsAt(text, end + 1, run) * (SCALE[run] as number);
        digits = run;
        end += run + 1;
      } else if (mark === 58) return undefined;
    } else if (mark >= 48 && mark <= 57) return undefined;
  }
  let meridiem = false;
  const next = text.charCodeAt(end) | 32;
  if (next === 97 || next === 112 || next === 32 || next === 0xa0 || next === 0x202f) {
    MERIDIEM.lastIndex = end;
    const half = hour >= 1 && hour <= 12 ? MERIDIEM.exec(text) : null;
    if (half) {
      meridiem = true;
      hour = (hour % 12) + (half[1] === 'P' || half[1] === 'p' ? 12 : 0);
      end += half[0].length;
    }
  }
  if (digits === -2 && !meridiem) return undefined;
  return { ms: hour * 3_600_000 + minute * 60_000 + ms, end, digits, meridiem };
}
