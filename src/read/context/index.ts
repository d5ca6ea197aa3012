/**
 * Context: what an ordinary record tells about the work around it.
 * @module
 */
import type { TimedEventOf } from '../../model/event.ts';
import type { StackFrame } from '../../model/stack-frame.ts';
import { goStack } from '../../plugin/frames/go.ts';
import { javaStack } from '../../plugin/frames/java.ts';
import { pythonStack } from '../../plugin/frames/python.ts';
import { trailingPairs } from '../layout/structured/logfmt.ts';
import type { LogRecord } from '../types.ts';
import { completionOf } from './access.ts';
import { diedIn } from './died.ts';
import { requestOfFields } from './field-request.ts';
import { lastedIn } from './lasted.ts';
import { lostIn, toldOf } from './lost.ts';
import { findRequest, type FoundRequest } from './route.ts';
import { saysStartup } from './startup.ts';
import { statementOf } from './statement.ts';
import { templateOf } from './template.ts';
import { workIn } from './work.ts';

export type ContextDraft = Pick<
  TimedEventOf<'context'>,
  'route' | 'template' | 'statement' | 'status' | 'durationMs' | 'stack' | 'access' | 'startup' | 'died' | 'lost' | 'lostSince'
>;

const MAX_STACK_LINES = 2000;
const ERROR_FIELDS = ['err', 'error', 'reason', 'exception', 'cause'];

function stackOf(tail: readonly string[]): StackFrame[] {
  const lines = tail.length > MAX_STACK_LINES ? tail.slice(0, MAX_STACK_LINES) : tail;
  for (const line of lines) {
    const start = line.replace(/^!? {0,8}/, '').trimStart();
    if (start.startsWith('File "')) return pythonStack(lines);
    if (start.startsWith('at ')) return javaStack(lines);
    if (start.startsWith('goroutine ') || /^\t\S+\.go:\d/.test(line)) return goStack(lines);
  }
  return [];
}

const PANIC = /\b(?:panic|recovered)\b[^:\n]{0,60}:\s*$/i;
const REQUEST_LINE = /^[A-Z]{3,7} \/\S{0,2048} HTTP\/\d/;

/** What a panic said, where the head only announces it. Between them gin prints, in debug mode, the request and an empty line. */
function panicText(record: LogRecord): string {
  if (!PANIC.test(record.message)) return '';
  const lines = record.tail.slice(0, 100).map((line) => line.trim());
  const end = REQUEST_LINE.test(lines[0] ?? '') ? lines.indexOf('') : 0;
  return lines.slice(Math.max(end, 0)).find((line) => line !== '') ?? '';
}

/** The message of a structured record together with the error that it names, and nothing else of its fields. */
function told(record: LogRecord): string {
  if (!record.fields) {
    const panic = panicText(record);
    return panic === '' ? record.message : record.message === '' ? panic : `${record.message} ${panic}`;
  }
  const extra: string[] = [];
  for (const key of ERROR_FIELDS) {
    const value = record.fields[key];
    const text = typeof value === 'object' && value !== null && 'message' in value ? (value as { message: unknown }).message : value;
    if (typeof text === 'string' && text !== '' && text !== record.message) extra.push(text.split('\n', 1)[0] as string);
  }
  const text = record.fields && record.message === record.raw ? '' : record.message;
  return [text, ...extra].filter((part) => part !== '').join(': ');
}

const NAMES_REQUEST = /(?:^|[\s.])(?:method|path|route|endpoint)=/;

/** The pairs that end a message of plain text, where they can name a request: `request done method=GET path=/orders status=200`. */
const pairsOf = (message: string): Readonly<Record<string, string>> | undefined =>
  message.length <= 4096 && NAMES_REQUEST.test(message) ? trailingPairs(message)?.fields : undefined;

/**
 * Route, template, statement, status, duration and exception of an ordinary record, as far as it shows any. Pure: the answer depends on this
 * record alone. Undefined where the record tells nothing at all.
 */
export function contextOf(record: LogRecord): ContextDraft | undefined {
  const draft: { -readonly [K in keyof ContextDraft]: ContextDraft[K] } = {};
  const request: FoundRequest | undefined = findRequest(record.message.slice(0, 4096));
  const fields = record.fields ?? (request ? undefined : pairsOf(record.message));
  const byFields = fields && requestOfFields(fields);
  if (byFields?.route !== undefined) {
    draft.route = byFields.route;
    if (byFields.status !== undefined) draft.status = byFields.status;
    if (byFields.durationMs !== undefined) draft.durationMs = byFields.durationMs;
    if (byFields.status !== undefined || byFields.durationMs !== undefined || byFields.finished) draft.access = true;
  }
  if (request) {
    const completion = completionOf(request);
    draft.route ??= request.route;
    if (completion) Object.assign(draft, completion, { access: true });
  } else if (draft.route === undefined) {
    const task = workIn(record.message);
    if (task) {
      draft.route = task.route;
      if (task.access) draft.access = true;
      if (task.durationMs !== undefined) draft.durationMs = task.durationMs;
    }
  }
  const statement = statementOf(record);
  if (statement !== undefined) draft.statement = statement;
  else {
    const template = templateOf(told(record));
    if (template !== undefined) draft.template = template;
    if (draft.route === undefined && saysStartup(record.message)) draft.startup = true;
    const died = draft.route === undefined ? diedIn(record.message) : undefined;
    if (died !== undefined) draft.died = died;
    const lost = lostIn(record);
    if (lost !== undefined) Object.assign(draft, toldOf(lost));
    // A request's line tells its duration in its own way; of other lines only work that takes long is of interest.
    const lasted = draft.template !== undefined && draft.route === undefined ? lastedIn(record) : undefined;
    if (lasted !== undefined) draft.durationMs = lasted;
  }
  const stack = record.tail.length > 0 ? stackOf(record.tail) : [];
  if (stack.length > 0) draft.stack = stack;
  return Object.keys(draft).length > 0 ? draft : undefined;
}
