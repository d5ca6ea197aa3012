import { readTimeAt, type TimeOptions } from '../../time/index.ts';
import type { Prefix } from '../parts.ts';

const HEAD = /^\[pid: \d{1,10}\|app: [^|\]]{1,20}\|req: [^\]]{1,40}\] \S{0,64} \([^()]{0,100}\) \{\d{1,6} vars in \d{1,9} bytes\} \[/;
const HEAD_LENGTH = 400;

/**
 * `[pid: 12|app: 0|req: 3/7] 10.0.0.7 () {40 vars in 500 bytes} [Mon Nov 23 01:52:09 2026] GET /x => generated …`: a request of uWSGI (unbit/uwsgi, core/logging.c). Its worker's
 * number is left out: lines of the application have none, and would be another process's.
 */
export function uwsgi(text: string, options: TimeOptions): Prefix | undefined {
  const found = text.startsWith('[pid: ') ? HEAD.exec(text.slice(0, HEAD_LENGTH)) : null;
  if (!found) return undefined;
  const time = readTimeAt(text, found[0].length, options);
  if (!time || !text.startsWith('] ', time.end)) return undefined;
  return { layout: 'uwsgi', time, start: time.end + 2, end: text.length };
}
