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
