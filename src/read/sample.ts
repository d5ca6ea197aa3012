import type { Plugin, RecordView } from '../plugin/contract.ts';
import { Unwrapper } from './envelope/index.ts';
import { HintIndex } from './hints/index.ts';
import { LayoutReader } from './layout/index.ts';
import { cleanLine } from './lines/clean-line.ts';
import { Records } from './record.ts';
import type { LogRecord } from './types.ts';
import { viewOf } from './view.ts';

/** The records of a plug-in's sample, read the way a log is read: envelopes and layouts off, continuation lines joined. */
export function readSample(plugin: Plugin, log: string): RecordView[] {
  const unwrapper = new Unwrapper({});
  const records = new Records({ source: '<sample>', hints: HintIndex.of([plugin]), layouts: () => new LayoutReader({}) });
  const out: LogRecord[] = [];
  let byte = 0;
  for (const [index, line] of log.replace(/\n$/, '').split('\n').entries()) {
    const bytes = Buffer.from(line, 'utf8');
    const text = cleanLine(bytes.toString('latin1'));
    for (const peeled of unwrapper.peel({ text, line: index + 1, byte, clipped: false })) records.feed(peeled, out);
    byte += bytes.length + 1;
  }
  for (const peeled of unwrapper.flush()) records.feed(peeled, out);
  records.flush(out);
  return out.map(viewOf);
}
