import { parseTime } from '../time/index.ts';
import type { LogRecord } from '../types.ts';

/** Lines that were dropped, by the word of whoever writes the log or hands it on. */
export interface Lost {
  /** How many; 0 where it does not say. */
  readonly lines: number;
  /** Since when, epoch ms, where it says. */
  readonly since?: number;
}

/**
 * What they say, after the fact, each with a text that stands in every such line. A group `lines` is their number.
 * Only what stands in the log that lacks the lines: a collector (Fluent Bit, Vector, Promtail) tells of its own losses in its own log, and not whose they were.
 */
const WORDS: readonly (readonly [literal: string, words: RegExp])[] = [
  // systemd, src/journal/journald-server.c (server_dispatch_message)
  ['Suppressed ', /(?:^|[\]:] )Suppressed (?<lines>\d{1,12}) messages from \S/],
  // rsyslog, runtime/ratelimit.c (tellLostCnt); plugins/imuxsock before 7.4
  [' messages lost due to rate-limiting', /\b(?<lines>\d{1,12}) messages lost due to rate-limiting\b/],
  ['imuxsock lost ', /\bimuxsock lost (?<lines>\d{1,12}) messages from pid \d/],
  // log4j 1, AsyncAppender.java (DiscardSummary); log4cxx, asyncappender.cpp
  ['full event buffer including: ', /^Discarded (?<lines>[\d,.]{1,15}) messages due to (?:a )?full event buffer including: /],
  // log4j2, DiscardingAsyncQueueFullPolicy.java: only the first of them is told
  ['Async queue is full, discarding event', /\bAsync queue is full, discarding event with level [A-Z]/],
  // slog-rs/async, lib.rs
  ['logger dropped messages due to channel', /\bslog-async: logger dropped messages due to channel overflow(?:, count: (?<lines>\d{1,12}))?/],
  // Heroku's error codes L10 to L13; log-shuttle without the name
  [' messages dropped since ', /\bError L1[0-3](?: \([\w ]{1,40}\))?: (?<lines>\d{1,12}) messages dropped since (?<since>\S{19,40})/],
  ['This tail session dropped ', /\bL11 \(Tail buffer overflow\) -> This tail session dropped (?<lines>\d{1,12}) messages since (?<since>\S{19,40})/],
  // Cloud Foundry: loggregator, truncatingbuffer; executor, depot/log_streamer
  ['Log message output ', /\bLog message output (?:is )?too high\. (?:We've dropped )?(?<lines>\d{1,12}) messages\b/],
  ['app instance exceeded log rate limit', /\bapp instance exceeded log rate limit \(\d{1,12} (?:bytes|log-lines)\/sec\)/],
  // Railway's page on logs
  ['Railway rate limit of ', /\bRailway rate limit of \d{1,9} logs\/sec reached for replica.{0,120}? Messages dropped: (?<lines>\d{1,12})/],
  // grafana/loki, pkg/logcli/query/tail.go
  ['erver dropped following entries', /\b[Ss]erver dropped following entries due to slow client$/],
  // moby/buildkit, of a step of `docker build`
  ['[output clipped, log limit ', /\[output clipped, log limit \S{1,20} reached\]/],
]; // prettier-ignore

/** Lines with one of them are read in full, as those with a plug-in's hint are. */
export const LOST_WORDS: readonly string[] = WORDS.map(([literal]) => literal);

/**
 * The line that GNU grep puts between what it found and its context (`-A`, `-B`, `-C`), and the next such part. A comment of SQL goes on with a statement; behind grep's line the rest of a stack
 * may stand.
 */
const isBetweenParts = ({ message, tail }: Pick<LogRecord, 'message' | 'tail'>): boolean =>
  message === '--' && tail.every((line) => line === '' || /^\s/.test(line));

/** What a record says of lines that were lost before it; undefined where it speaks of none. */
export function lostIn(record: Pick<LogRecord, 'message' | 'tail'>): Lost | undefined {
  if (isBetweenParts(record)) return { lines: 0 };
  const { message } = record;
  const [, words] = WORDS.find(([literal]) => message.includes(literal)) ?? [];
  const found = words?.exec(message.length > 300 ? message.slice(0, 300) : message);
  if (!found) return undefined;
  const { lines = '0', since = '' } = found.groups ?? {};
  const at = parseTime(since.replace(/\.$/, ''));
  return { lines: Number(lines.replace(/\D/g, '')), ...(at !== undefined && { since: at }) };
}

/** The same as an event tells it. */
export const toldOf = ({ lines, since }: Lost): { lost: number; lostSince?: number } => ({
  lost: lines,
  ...(since !== undefined && { lostSince: since }),
});
