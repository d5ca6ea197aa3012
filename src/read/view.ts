import type { Evidence } from '../model/report.ts';
import type { RecordView } from '../plugin/contract.ts';
import type { LogRecord } from './types.ts';

/** A record as rules see it. */
export const viewOf = (record: LogRecord): RecordView => ({
  message: record.message,
  tail: record.tail,
  raw: record.raw,
  fields: record.fields,
  logger: record.logger,
  thread: record.thread,
  severity: record.severity,
  timed: record.at !== null,
});

/** As much of a record as tells it from others. */
export const quoted = ({ source, line, byte, raw }: LogRecord): Evidence => ({ source, line, byte, text: raw.slice(0, 400) });
