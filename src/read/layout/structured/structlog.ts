import type { ReadTime } from '../../time/index.ts';
import { trailingPairs } from './logfmt.ts';
import type { Prefix } from '../parts.ts';
import { severityOf } from '../severity.ts';

/** A line of structlog's ConsoleRenderer taken apart. */
interface Console extends Prefix {
  fields?: Readonly<Record<string, unknown>>;
}

const LEVEL = /^\[([A-Za-z]{4,9}) *\] /;
/** A logger's column: the bracket that the pairs follow, or that ends the line. */
const LOGGER = /(?:^| )\[([\w.$-]{1,120})\](?= *$| +[A-Za-z_][\w.]{0,80}=)/g;
/** `[debug] c.z.h.p.HikariPool - …`: a layout of logback with a level in small letters. structlog makes its levels equally long. */
const PLAY = /^\[[a-z]{4,5}\] [\w$]{1,80}(?:\.[\w$]{1,80}){1,15} - /;
const PAIR = / *([A-Za-z_][\w.]{0,80})=/y;
const NEXT = / [A-Za-z_][\w.]{0,80}=/g;
const MOST = 100;

/** Where a value in Python's quotes ends; -1 where its quote does not close. */
function closing(text: string, pos: number): number {
  const quote = text.charCodeAt(pos);
  for (let i = pos + 1; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 92) i++;
    else if (code === quote) return i;
  }
  return -1;
}

/** `key=value key='a b'`: values are Python's repr, and before structlog 23 texts with blanks stand bare. Undefined where no pair begins. */
function pairsOf(text: string): Record<string, string> | undefined {
  const fields: Record<string, string> = {};
  let pos = 0;
  for (let n = 0; n < MOST && pos < text.length; n++) {
    PAIR.lastIndex = pos;
    const found = PAIR.exec(text);
    if (!found) break;
    const start = PAIR.lastIndex;
    const quoted = text.charCodeAt(start) === 39 || text.charCodeAt(start) === 34 ? closing(text, start) : -1;
    NEXT.lastIndex = quoted < 0 ? start : quoted + 1;
    const end = NEXT.exec(text)?.index ?? text.length;
    fields[found[1] as string] = quoted < 0 ? text.slice(start, end).trimEnd() : text.slice(start + 1, quoted);
    pos = end;
  }
  return Object.keys(fields).length > 0 ? fields : undefined;
}

/** `[level    ] [logger] msg=The pool …`: a program that hands its message on as a pair, and no event. Where in the text the message begins and ends. */
function eventIn(text: string, pos: number): readonly [number, number] | undefined {
  const found = /^ *(?:msg|message)=/.exec(text.slice(pos, pos + 80));
  if (!found) return undefined;
  const start = pos + found[0].length;
  const quoted = text.charCodeAt(start) === 39 || text.charCodeAt(start) === 34 ? closing(text, start) : -1;
  if (quoted >= 0) return [start + 1, quoted];
  NEXT.lastIndex = start;
  return [start, NEXT.exec(text)?.index ?? text.length];
}

/**
 * `TIME [level    ] event           [logger] key=value`: structlog's ConsoleRenderer without colours (structlog/dev.py). The event may hold
 * brackets of its own, so the logger is the last one before the pairs. Levels in capitals are other layouts' as well: there only a logger
 * with pairs behind it tells.
 */
export function structlogConsole(text: string, time: ReadTime): Console | undefined {
  const found = LEVEL.exec(text.slice(time.end + 1, time.end + 16));
  const severity = found ? severityOf(found[1] as string) : undefined;
  if (!found || !severity || PLAY.test(text.slice(time.end + 1, time.end + 220))) return undefined;
  const start = time.end + 1 + found[0].length;
  const rest = text.slice(start, start + 8192);
  let logger: RegExpExecArray | undefined;
  for (const one of rest.matchAll(LOGGER)) logger = one;
  const fields = logger ? pairsOf(rest.slice(logger.index + logger[0].length)) : undefined;
  if (found[1] !== (found[1] as string).toLowerCase() && !(logger && fields)) return undefined;
  const tail = logger ? undefined : trailingPairs(rest);
  const cut = logger ? logger.index : (tail?.start ?? text.length - start);
  const end = start + text.slice(start, start + cut).trimEnd().length;
  const pairs = fields ?? tail?.fields;
  const event = end === start && logger ? eventIn(rest, logger.index + logger[0].length) : undefined;
  const thread = pairs?.['thread_name'] ?? pairs?.['thread'];
  return {
    layout: 'structlog-console', time, severity, start: start + (event?.[0] ?? 0), end: event ? start + event[1] : end, ...(logger && { logger: logger[1] as string }),
    ...(typeof thread === 'string' && { thread }), ...(pairs && { fields: pairs }),
  }; // prettier-ignore
}
