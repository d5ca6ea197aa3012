import { flatten } from '../../intern.ts';
import { looksLikeLogger, type Prefix, type Shown } from '../parts.ts';
import { soundsOfPool } from '../pool-words.ts';
import { severityOf } from '../severity.ts';
import { followsLevel, followsLogger, followsTime, mayNameThread } from './talk.ts';

/** What stood between a time and a message, and which question a message behind it has to answer. */
interface Known {
  readonly prefix: Prefix;
  readonly behind: 'anything' | 'no-colon' | 'no-pool' | 'logger' | 'level';
  /** A bracket in the message may still make a thread's name of the words before. */
  readonly open: boolean;
  /** Its level stands in brackets, as structlog's, whose logger stands in brackets behind the message. */
  readonly console: boolean;
  /** The message may still make Spring Boot's head of what follows the level. */
  readonly spring: boolean;
  /** A parenthesis at the message's beginning may still belong to the thread's name: Python's `Thread-3 (target)`. */
  readonly target: boolean;
}

/** A head that was known: what it says, and where its message begins. */
export interface KnownHead {
  readonly prefix: Prefix;
  readonly start: number;
}

/** How many are remembered, of all streams together, before the memory is emptied. */
const MOST = 4096;
const LONGEST = 300;
/** A log whose heads are all different pays for remembering only now and then. */
const CREDIT = 4096;
const SELDOM = 64;

/** So many words from the line's beginning on may be a thread's name and a level. */
const THREAD_WORDS = 5;
const CAPITALS = /(?:^| )[A-Z]{4,8} +$/;
/** How Spring Boot's head goes on behind the level, as far as its dashes. */
const SPRING = /^ *(?:\[[^\]]{0,160}\] *)?(?:\d{1,10} |\$\{[^}]{0,40}\} )? *$/;
/** Where a thread that Python numbers ends, and the function that it runs may follow in parentheses. */
const NUMBERED = /(?:Thread|Dummy|waitress)-\d{1,9} $/;
const CONSOLE = /^ \[([A-Za-z]{4,9}) *\] /;

/**
 * Remembers what stands between the time and the message, for logs repeat it in nearly every line: ` INFO  1 --- [nio-8080-exec-3] c.shop.Orders : `. It is
 * read by the general reader once; later it is looked up, and of the message only that is asked which the general reader would ask. So what it
 * gives is what the general reader gives. All streams share one memory: a head means the same everywhere.
 */
export class KnownHeads {
  /** By what a stream has shown of its loggers, for the reading depends on it. */
  private readonly maps = Array.from({ length: 4 }, () => new Map<string, Known>());
  private credit = CREDIT;
  private turn = 0;

  /**
   * @param from where the time ends
   * @param words of the last head of the same stream: this one's end is looked for behind as many
   */
  find(text: string, from: number, words: number, shown: Shown): KnownHead | undefined {
    const start = startBehind(text, from, words);
    if (start < 0) return undefined;
    const known = this.mapOf(shown).get(text.slice(from, start));
    if (known === undefined || !answers(known, text, start, shown)) return undefined;
    if (this.credit < CREDIT) this.credit++;
    return { prefix: known.prefix, start };
  }

  /** Remembers a head that the general reader has read, if it can be told again without it. @returns how many words it had */
  learn(text: string, from: number, prefix: Prefix, shown: Shown): number | undefined {
    if (this.credit > 0) this.credit--;
    else if (++this.turn % SELDOM !== 0) return undefined;
    const { start, level } = prefix;
    if (level === undefined || prefix.end !== text.length || level >= start || start - from > LONGEST || start - from < 5) return undefined;
    if (!(text.charCodeAt(start) > 32) || text.charCodeAt(start - 1) !== 32) return undefined;
    const head = text.slice(from, start);
    const words = wordsOf(head);
    const known = knownOf(head, words, prefix, level - from);
    if (known === undefined) return undefined;
    const map = this.mapOf(shown);
    if (map.size >= MOST) map.clear();
    map.set(flatten(head), known);
    return words;
  }

  private mapOf({ dash, colon }: Shown): Map<string, Known> {
    return this.maps[(dash ? 1 : 0) + (colon ? 2 : 0)] as Map<string, Known>;
  }
}

/** What a line without a level says: nothing but its time. */
const TIME_ONLY: Prefix = { layout: 'text', start: 0, end: 0 };

/** A line that has a message right behind its time. */
export function levelless(text: string, from: number): KnownHead | undefined {
  let start = from;
  while (text.charCodeAt(start) === 32) start++;
  if (!followsTime(text, start) || text.includes(':  ', start) || mayNameThread(text, start)) return undefined;
  return { prefix: TIME_ONLY, start };
}

/** Where a text begins behind so many words and the blanks around them. -1 where it has fewer, or a column's mark. */
function startBehind(text: string, from: number, words: number): number {
  let at = from;
  for (let n = 0; ; n++) {
    let code = text.charCodeAt(at);
    while (code === 32) code = text.charCodeAt(++at);
    if (n === words) return code > 32 ? at : -1;
    while (code > 32) code = text.charCodeAt(++at);
    if (code !== 32) return -1;
  }
}

function wordsOf(head: string): number {
  let words = 0;
  for (let at = 1; at < head.length; at++) if (head.charCodeAt(at) === 32 && head.charCodeAt(at - 1) !== 32) words++;
  return words;
}

/** Undefined where the general reader looks at more than can be asked again. */
function knownOf(head: string, words: number, prefix: Prefix, level: number): Known | undefined {
  if (prefix.layout !== 'text' && prefix.layout !== 'spring-boot') return undefined;
  if (head.charCodeAt(0) !== 32 || head.includes(':  ') || /[\t|;]|\[[^\]]*$|^ +[\w./@-]*\.go:/.test(head)) return undefined;
  // Time and logger alone head a record of java.util.logging.
  if (words < 2 && head.includes('.')) return undefined;
  const group = CONSOLE.exec(head)?.[1];
  const console = group !== undefined && severityOf(group) !== undefined;
  if (console ? group !== group.toUpperCase() || head.lastIndexOf('[') > 1 : /^ \[[GR]/.test(head)) return undefined;
  const spring = prefix.layout !== 'spring-boot';
  if (spring && head.includes(' --- ')) return undefined;
  const behind = questionOf(head, prefix);
  if (behind === undefined) return undefined;
  const open = !head.includes('[') && words < THREAD_WORDS;
  return { prefix: own(prefix), behind, open, console, spring: spring && SPRING.test(head.slice(level)), target: NUMBERED.test(head) };
}

function questionOf(head: string, { layout, logger, closed }: Prefix): Known['behind'] | undefined {
  if (layout === 'spring-boot') return 'no-colon';
  if (closed !== true && logger === undefined) return 'level';
  // A bracket right behind a word in capitals may make a level of it.
  if (CAPITALS.test(head)) return undefined;
  if (closed === true) return logger !== undefined && !looksLikeLogger(logger) ? 'no-pool' : 'anything';
  return 'logger';
}

function answers({ behind, open, console, spring, target }: Known, text: string, start: number, shown: Shown): boolean {
  const code = text.charCodeAt(start);
  // A record of fields; the time, the level and the message of a database's server.
  if (code === 123 || text.includes(':  ', start)) return false;
  if (open && mayNameThread(text, start)) return false;
  if (console && text.includes('[', start)) return false;
  if (target && code === 40) return false;
  if (spring && (code === 45 || code === 36 || code === 91 || (code >= 48 && code <= 57))) return false;
  switch (behind) {
    case 'anything':
      return true;
    case 'no-colon':
      return code !== 58;
    case 'no-pool':
      return !soundsOfPool(text, start);
    case 'logger':
      return followsLogger(text, start);
    case 'level':
      return followsLevel(text, start, shown.colon);
  }
}

/** A prefix that keeps nothing of the line alive. */
function own(prefix: Prefix): Prefix {
  const { layout, severity, logger, thread, request, pid, service } = prefix;
  const copy: Prefix = { layout, start: 0, end: 0 };
  if (severity !== undefined) copy.severity = severity;
  if (logger !== undefined) copy.logger = flatten(logger);
  if (thread !== undefined) copy.thread = flatten(thread);
  if (request !== undefined) copy.request = flatten(request);
  if (pid !== undefined) copy.pid = flatten(pid);
  if (service !== undefined) copy.service = flatten(service);
  return copy;
}
