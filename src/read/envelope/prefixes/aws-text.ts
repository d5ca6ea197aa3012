import { epochMs } from '../../time/index.ts';
import type { Envelope } from '../peel.ts';

const HEAD = /^EVENTS\t(?:\d{40,64}\t)?(\d{13})\t/;
const STREAM = /^([\w./:$[\]#@-]{2,512})\t/;
const TAIL = /\t(\d{13})$/;

/**
 * `EVENTS\tINGESTED\tline\tTIME` of `aws logs get-log-events --output text`, `EVENTS\tID\tINGESTED\tSTREAM\tline\tTIME` of filter-log-events: the values
 * in the order of their keys (aws-cli, awscli/text.py; read in source). A message's further lines bear nothing but the time behind the last of them.
 */
export const awsText: Envelope = (text, memory) => {
  if (text.startsWith('EVENTS\t')) {
    const head = HEAD.exec(text.slice(0, 100));
    if (!head) return undefined;
    memory.proved.add('aws-text');
    const identified = head[0].length > 'EVENTS\t'.length + 14;
    const stream = identified ? STREAM.exec(text.slice(head[0].length, head[0].length + 520)) : null;
    const from = head[0].length + (stream?.[0].length ?? 0);
    const tail = TAIL.exec(text.slice(-14));
    const ms = tail ? epochMs(Number(tail[1])) : undefined;
    return {
      name: 'aws-logs-text', rest: text.slice(from, tail ? -14 : undefined).trimEnd(),
      ...(ms !== undefined && { time: { ms, end: 0, zoned: true, dated: true, digits: 3 } }),
      ...(stream && { instance: { container: stream[1] as string } }),
    }; // prettier-ignore
  }
  if (!memory.proved.has('aws-text')) return undefined;
  return TAIL.test(text.slice(-14)) ? { name: 'aws-logs-text', rest: text.slice(0, -14) } : undefined;
};
