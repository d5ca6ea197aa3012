import type { ServerLine } from './termination.ts';

const TIME = /\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?(?: (?:[A-Z]{2,5}|[+-]\d\d(?::?\d\d)?)\b)?/;
/** %n: seconds since 1970. */
const EPOCH = /^\d{10}\.\d{3}\b/;
const PID = /\[ {0,8}(\d{1,10})\]|\b(?:pid|process|p)=(\d{1,10})\b/;
/** %p-%l. At the very beginning of a line the same shape is syslog's own sequence number. */
const PID_AND_LINE = /.\[(\d{1,10})-\d{1,10}\]/;
/** %c: start of the session and pid, both hexadecimal. */
const SESSION = /(?<![0-9a-f.])[0-9a-f]{8}\.([0-9a-f]{1,8})(?![0-9a-f.])/;
const USER_AT_DATABASE = /(?<![^\s:,([])([^\s@:,()[\]=]{1,63})@([^\s@:,()[\]=]{1,63})(?=[\s:,)\]]|$)/;

/** %p with nothing around it: the only number that stands alone. With %l or %x beside it there are two, and none is believed. */
const LONE_NUMBER = /(?<![^\s,|;<])(?!(?:00000|53300|08006)\b)\d{1,10}(?![^\s,|;>])/g;

/** `user=app,db=shop,app=psql,client=127.0.0.1`: a value ends at the next key or where the prefix ends. */
const pattern = (keys: string): RegExp =>
  new RegExp(`(?:^|[\\s,;:|(\\[])(?:${keys})=(\\[unknown\\]|[^=[]{0,128}?)(?=[,;|\\s]{1,2}\\w{1,20}=|\\s?[\\])[]|[\\s,:]{0,3}$)`);
const USER = pattern('user|usr|u');
const DATABASE = pattern('db|database|dbname|d');
/** %i of a session that waits for its client. */
const ACTIVITY = /\bidle in transaction\b/;
const APPLICATION = pattern('app|application|application_name|appname|a');

/** Reads a line_prefix of any setting: whatever of it can be told by its look. Source: postgres, src/backend/utils/error/elog.c, log_line_prefix. */
export function readPrefix(text: string): Omit<ServerLine, 'message'> {
  const prefix = text.slice(-600);
  const time = TIME.exec(prefix)?.[0];
  const epoch = time === undefined ? EPOCH.exec(prefix)?.[0] : undefined;
  const pid = PID.exec(prefix);
  const numbered = pid ? undefined : time !== undefined ? PID_AND_LINE.exec(prefix)?.[1] : undefined;
  const session = pid || numbered ? undefined : SESSION.exec(prefix)?.[1];
  // %c and %u in a row are one word to the eye: no role is called so.
  const pair = USER_AT_DATABASE.exec(session === undefined ? prefix : prefix.replace(SESSION, ' '));
  const lone = pid || numbered || session ? [] : (prefix.replace(time ?? '', ' ').match(LONE_NUMBER) ?? []);
  const digits = pid?.[1] ?? pid?.[2] ?? numbered ?? (lone.length === 1 ? lone[0] : undefined);
  return {
    pid: digits !== undefined ? Number(digits) : session !== undefined ? Number.parseInt(session, 16) : undefined,
    user: USER.exec(prefix)?.[1] ?? pair?.[1]?.replace(/^-/, ''),
    database: DATABASE.exec(prefix)?.[1] ?? pair?.[2],
    applicationName: APPLICATION.exec(prefix)?.[1],
    activity: ACTIVITY.exec(prefix)?.[0],
    time: time ?? (epoch === undefined ? undefined : new Date(Number(epoch) * 1000).toISOString()),
  };
}

/** True where the words before the severity are a client's that repeats what the server told it: that is the client's log. */
export const isClients = (before: string): boolean =>
  /(?:exception|error|failed|failure|psql|pq|cause|caused by|fatal|panic|warn|warning|info|debug)\s{0,4}:\s{0,4}$|Exception|Error:| failed: /i.test(
    before.slice(-600),
  );
