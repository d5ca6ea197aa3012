import type { EventDraft } from '../../src/model/event.ts';
import type { Plugin } from '../../src/plugin/contract.ts';
import { readRecord } from '../../src/plugin/read-record.ts';
import { HintIndex } from '../../src/read/hints/index.ts';
import { LayoutReader } from '../../src/read/layout/index.ts';
import { Records } from '../../src/read/record.ts';
import type { LogRecord } from '../../src/read/types.ts';
import { viewOf } from '../../src/read/view.ts';

export type Read = EventDraft & { readonly line: number };

/** A plug-in's drafts of a log, with the thread of their record where they have none. */
export const readWith =
  (plugin: Plugin) =>
  (log: string): Read[] => {
    const hints = new HintIndex([plugin]);
    const records = new Records({ source: 'test', hints, layouts: () => new LayoutReader({}) });
    const out: LogRecord[] = [];
    let byte = 0;
    for (const [index, text] of log.split('\n').entries()) {
      records.feed({ text, line: index + 1, byte, clipped: false, instance: {} }, out);
      byte += Buffer.byteLength(text) + 1;
    }
    records.flush(out);
    return out.flatMap((record) => {
      const drafts = readRecord(plugin, viewOf(record))?.drafts ?? [];
      return drafts.map(
        (draft) => ({ ...(record.thread !== undefined && { thread: record.thread }), ...draft, line: record.line }) as Read,
      );
    });
  };
