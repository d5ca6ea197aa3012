import type { Arguments } from './args.ts';
import { durationMs } from './duration.ts';
import { CliError } from './error.ts';

/** `--since` or `--until`: an instant, or so long before the newest record. */
export type TimeBound = { readonly at: number } | { readonly beforeNewest: number };

/** @throws CliError where the text is neither a time nor a duration */
export async function timeBound(args: Arguments, name: 'since' | 'until'): Promise<TimeBound | undefined> {
  const text = args.value(name);
  if (text === undefined) return undefined;
  const relative = durationMs(text.replace(/^-/, ''));
  if (relative !== undefined) return { beforeNewest: relative };
  const { parseTime } = await import('../read/time/index.ts');
  const zone = args.value('timezone');
  const at = parseTime(completed(text), zone === undefined ? {} : { timezone: zone });
  if (at !== undefined) return { at };
  throw new CliError(`${text} is no time`, {
    where: `--${name}`,
    help: 'for instance 2026-03-14T09:00Z, 2026-03-14, or 2h (before the newest record)',
  });
}

/** A day is its first instant, a minute its first second. */
const completed = (text: string): string =>
  text.replace(/^(\d{4}-\d{2}-\d{2})$/, '$1T00:00:00').replace(/^(\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2})(?=Z|[+-]|$)/, '$1:00');

/** @throws CliError where Intl does not know the zone */
export function timezone(args: Arguments): string | undefined {
  const zone = args.value('timezone');
  if (zone === undefined || /^[+-](?:(?:0\d|1[0-3]):?(?:00|15|30|45)|14:?00)$/.test(zone)) return zone;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    throw new CliError(`unknown time zone ${zone}`, {
      where: '--timezone',
      help: 'an IANA name such as Europe/Berlin, or an offset such as +02:00',
    });
  }
}
