import { NO_ADDRESS } from '../model/no-address.ts';
import type { StackFrame } from '../model/stack-frame.ts';
import type { RecordView } from './contract.ts';
import { pythonStack } from './frames/python.ts';

const PSYCOPG2 = /<connection object at (0x[0-9a-fA-F]{4,16})/;
const ADDRESS = /\bat (0x[0-9a-fA-F]{4,16})/g;
/** aiosqlite up to 0.21 is a thread: `<Connection(Thread-1, started daemon 1405157163312)>`; its state changes, name and ident do not. */
const THREAD = /\((?<name>[^,()]{1,100}), (?:started|stopped)(?: daemon)? (?<ident>\d{1,20})\)/;

/**
 * A connection's identity from its `%r`: the address, never the text, because the text holds the state (`closed: 0`, `[IDLE]`).
 * psycopg2 prints it first and then the DSN, in which anything may stand; all others print it last, after names of databases and hosts.
 * @returns {@link NO_ADDRESS} where the driver prints none
 */
export function identityOfRepr(repr: string): string {
  const psycopg2 = PSYCOPG2.exec(repr)?.[1];
  if (psycopg2) return psycopg2;
  let last: string | undefined;
  for (const found of repr.matchAll(ADDRESS)) last = found[1];
  if (last) return last;
  const thread = THREAD.exec(repr)?.groups;
  return thread ? `${thread['name']} ${thread['ident']}` : NO_ADDRESS;
}

const STACK_FIELDS = ['exc_info', 'exception', 'exc_text', 'traceback', 'stack_trace', 'stack', 'stack_info', 'error'];

const inFields = (record: RecordView, wanted: (value: unknown) => boolean): StackFrame[] => {
  for (const name of STACK_FIELDS) {
    const value = record.fields?.[name];
    const frames = wanted(value) ? pythonStack([typeof value === 'string' ? value : (JSON.stringify(value) ?? '')]) : [];
    if (frames.length > 0) return frames;
  }
  return [];
};

/**
 * The stack that a record brings along: as objects in a field (structlog's `dict_tracebacks`, which alone keep the order of chained
 * exceptions), in its lines, or as text in a field that the record's reader left as it was.
 */
export function pythonStackOf(record: RecordView): StackFrame[] {
  const asObjects = inFields(record, (value) => typeof value === 'object' && value !== null);
  if (asObjects.length > 0) return asObjects;
  const inLines = pythonStack(record.message.includes('File "') ? [record.message, ...record.tail] : record.tail);
  return inLines.length > 0 ? inLines : inFields(record, (value) => typeof value === 'string');
}
