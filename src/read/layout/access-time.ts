import { readTimeAt, type ReadTime, type TimeOptions } from '../time/index.ts';

/** What stands before the time of a request: `10.0.0.1 - - [`, `::1 - alice [`, and in formats of your own `10.0.0.1 [`. */
const BEFORE = /^\S{1,80} (?:\S{1,60} \S{1,60} )?\[(?=\d)/;
const LONGEST = 210;

/**
 * The time inside of an access line in the common log format, as Apache, nginx, Tomcat, gunicorn and Werkzeug print it: `10.0.0.1 - - [23/Nov/2026:01:56:35 +0000] "GET / …`. A program
 * whose loggers print no time may have none but that.
 */
export function accessTime(message: string, options: TimeOptions): ReadTime | undefined {
  const before = BEFORE.exec(message.slice(0, LONGEST))?.[0].length;
  const time = before === undefined ? undefined : readTimeAt(message, before, options);
  return time?.dated === true && message.startsWith('] "', time.end) ? time : undefined;
}
