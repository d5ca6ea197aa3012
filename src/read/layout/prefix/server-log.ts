import type { Prefix } from '../parts.ts';
import { severityOf } from '../severity.ts';

const SERVER_SEVERITY =
  /(?:^|[\s:,\]])(?:LOG|FATAL|ERROR|PANIC|WARNING|NOTICE|INFO|DEBUG[1-5]?|STATEMENT|DETAIL|HINT|CONTEXT|QUERY|LOCATION): {2}/;

/** `[14103] FATAL:  …`, `user=,db= LOG:  …`, `::@:[10056]:LOG:  …`: PostgreSQL's own prefix is its plug-in's business, all but time and pid. */
export function serverLog(text: string, prefix: Prefix): Prefix | undefined {
  const blanks = text.indexOf(':  ', prefix.start);
  if (blanks < 0 || blanks > prefix.start + 300) return undefined;
  const rest = text.slice(prefix.start, prefix.start + 300);
  const found = SERVER_SEVERITY.exec(rest);
  if (!found) return undefined;
  const pid = /\[(\d{1,10})(?:-\d{1,6})?\]/.exec(rest.slice(0, found.index + 1));
  prefix.layout = 'postgres';
  if (pid) prefix.pid = pid[1] as string;
  const leading = /^ ?\[\d{1,10}\]:? /.exec(rest);
  prefix.start += leading ? leading[0].length : (/^ */.exec(rest)?.[0].length ?? 0);
  const word = /(?:LOG|FATAL|ERROR|PANIC|WARNING|NOTICE|INFO|DEBUG)/.exec(found[0])?.[0];
  const severity = word === undefined ? undefined : severityOf(word);
  if (severity) prefix.severity = severity;
  return prefix;
}
