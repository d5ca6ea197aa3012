import type { Arguments } from './args.ts';
import { durationMs } from './duration.ts';
import { CliError } from '../error.ts';
import { zoneName } from '../../read/time/zone-name.ts';
import { timeWords, type LogTime } from './time-words.ts';

/** `--since` or `--until`. */
export interface TimeBound {
  /** Its words count from the log, whose time has to be known first. */
  readonly relative: boolean;
  /** They name no day: the one that was found is told. */
  readonly findsDay: boolean;
  /** Epoch ms. @param after of `--until`: what `--since` came out as */
  readonly at: (log: LogTime, after?: number) => number;
}

/** @throws CliError where the text is no time */
export async function timeBound(args: Arguments, name: 'since' | 'until'): Promise<TimeBound | undefined> {
  const text = args.value(name)?.trim();
  if (text === undefined) return undefined;
  const ms = durationMs(text.replace(/^-/, '').replace(/ ago$/i, ''));
  if (ms !== undefined) return { relative: true, findsDay: false, at: ({ to }) => to - ms };
  if (text === 'now') return { relative: true, findsDay: false, at: ({ to }) => to };
  const { parseTime } = await import('../../read/time/index.ts');
  const zone = timezone(args);
  const parse = (words: string, near?: number): number | undefined => parseTime(words, { ...(zone !== undefined && { timezone: zone }), near });
  const at = parse(completed(text));
  if (at !== undefined) return { relative: false, findsDay: false, at: () => at };
  const words = timeWords(text, parse);
  if (words !== undefined) return { relative: true, findsDay: true, at: words };
  throw new CliError(`${text} is no time`, {
    where: `--${name}`,
    help: 'for instance 2026-03-14T09:00Z, 2026-03-14, 16:20, "yesterday 16:20", or 2h (before the newest record)',
  });
} // prettier-ignore

/** A day is its first instant, a minute its first second; `@` stands before seconds since 1970. */
const completed = (text: string): string =>
  text
    .replace(/^@(?=\d)/, '')
    .replace(/^(\d{4}-\d{2}-\d{2})$/, '$1T00:00:00')
    .replace(/^(\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2})(?= ?(?:Z|[+-])|$)/, '$1:00');

/** @throws CliError where Intl does not know the zone */
export function timezone(args: Arguments): string | undefined {
  const zone = args.value('timezone');
  if (zone === undefined) return undefined;
  try {
    return zoneName(zone);
  } catch {
    throw new CliError(`unknown time zone ${zone}`, {
      where: '--timezone',
      help: 'an IANA name such as Europe/Berlin, or an offset such as +02:00',
    });
  }
}
