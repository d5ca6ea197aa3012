/** The time that a log spans, epoch ms. */
export interface LogTime {
  readonly from: number;
  readonly to: number;
}

const DAY_MS = 86_400_000;
/** `today`, `yesterday`, `16:20`, `16:20:05Z`, `4:20 pm`, `yesterday 16:20`. */
const CLOCK = /\d{1,2}:\d{2}(?::\d{2})?(?: ?[ap]m)?(?: ?(?:Z|UTC|[+-]\d{2}:?\d{2}))?/i.source;
const WORDS = new RegExp(`^(?:(?<clock>${CLOCK})|(?<day>today|yesterday)(?: (?:at )?(?<hour>${CLOCK}))?)$`, 'i');

/**
 * Times whose day the log tells. `16:20` is the last 16:20 within the log, or the nearest to it; behind a `--since` the first one after that. `today` is the day of the newest
 * record, and begins at midnight. Undefined where the words are no such time.
 *
 * @param parse epoch ms of a time; one without a date is the one that is closest to `near`
 */
export function timeWords(
  text: string,
  parse: (words: string, near: number) => number | undefined,
): ((log: LogTime, after?: number) => number) | undefined {
  const groups = WORDS.exec(text)?.groups;
  if (groups === undefined) return undefined;
  const { day, clock, hour = '00:00' } = groups;
  const words = withSeconds(clock ?? hour);
  const near = (ms: number): number => parse(words, ms) ?? NaN;
  if (Number.isNaN(near(0))) return undefined;
  if (day === undefined) return (log, after) => (after === undefined ? within(log, near) : following(after, near));
  const midnight = (ms: number): number => parse('00:00:00', ms) ?? NaN;
  const noonOf = (ms: number): number => upTo(ms, midnight) + DAY_MS / 2;
  return ({ to }) => near(noonOf(to) - (day.toLowerCase() === 'today' ? 0 : DAY_MS));
}

const withSeconds = (clock: string): string => clock.replace(/^(\d):/, '0$1:').replace(/^(\d\d:\d\d)(?!:)/, '$1:00');

/** The times of day around an instant, in order. */
const around = (ms: number, near: (ms: number) => number): number[] => [ms - DAY_MS, ms, ms + DAY_MS].map(near);

const upTo = (ms: number, near: (ms: number) => number): number => Math.max(...around(ms, near).filter((at) => at <= ms));

const following = (ms: number, near: (ms: number) => number): number => Math.min(...around(ms, near).filter((at) => at > ms));

function within({ from, to }: LogTime, near: (ms: number) => number): number {
  const last = upTo(to, near);
  const next = following(to, near);
  return last >= from || from - last <= next - to ? last : next;
}
