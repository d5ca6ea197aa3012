import { keysIn, textAt, textOf, valueAt, type Fields } from '../layout/structured/fields.ts';
import { grpcStatus } from './grpc.ts';

const TASK = ['task_name', 'taskName', 'celery_task_name', 'task.name', 'celery.task_name', 'task'];
const JOB = ['job_name', 'jobName', 'job.name', 'job'];
/** A handler that has a name and no path: Flask's endpoint, Django's view. */
const HANDLER = ['endpoint', 'view', 'view_name', 'handler', 'route'];
const FULL_METHOD = ['grpc.full_method', 'full_method', 'fullMethod', 'rpc.full_method', 'grpc.method', 'rpc.method', 'method'];
const SERVICE = ['grpc.service', 'rpc.service', 'grpc_service', 'rpc_service'];
const METHOD = ['grpc.method', 'rpc.method', 'grpc_method', 'rpc_method'];
const CODE = ['grpc.code', 'grpc_code', 'rpc.grpc.status_code', 'grpc.status', 'code', 'status_code', 'status'];

/** What a program calls its requests where neither a path nor a handler is logged. Statements and stores have operations as well. */
const DEED = ['op', 'operation', 'use_case', 'useCase', 'usecase', 'action'];
const OF_STORE = /^(?:select|insert|update|delete|upsert|query|exec|execute|find|get|set|put|read|write|begin|commit|rollback)$/i;

/** A name, not a sentence, a number or somebody's id. */
const NAME = /^[A-Za-z_*(][\w.:/()*<>$-]{1,159}$/;
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-|^[0-9a-f]{12,}$/i;

/** `close-month-2026` → `close-month-{id}`: the parts of a job's name that hold digits. */
export const workName = (name: string): string | undefined => {
  const text = name.trim();
  if (!NAME.test(text) || UUID.test(text)) return undefined;
  return text.replace(/(?<=[-_:/.])[A-Za-z]{0,40}\d[A-Za-z\d]{0,40}(?=[-_:/.]|$)/g, '{id}');
};

function rpc(fields: Fields): string | undefined {
  const [service, method] = [textAt(fields, SERVICE), textAt(fields, METHOD)];
  if (service !== undefined && method !== undefined && /^[\w.]{1,200}$/.test(service) && /^\w{1,100}$/.test(method))
    return `/${service}/${method}`;
  for (const key of keysIn(fields, FULL_METHOD)) {
    const full = textOf(valueAt(fields, key));
    if (full !== undefined && /^\/?\w{1,80}(?:\.\w{1,80}){1,10}\/\w{1,100}$/.test(full)) return full.startsWith('/') ? full : `/${full}`;
  }
  return undefined;
}

/** gRPC's number of the status that the fields of a call name. */
export function grpcStatusOf(fields: Fields): number | undefined {
  const code = textAt(fields, CODE);
  return code === undefined ? undefined : grpcStatus(code);
}

const named = (fields: Fields, keys: readonly string[]): string | undefined => {
  const value = textAt(fields, keys);
  return value === undefined ? undefined : workName(value);
};

/**
 * The call, task, job or handler that a record's fields name, where they name no request: `/shop.v1.Orders/Refund`, `task:shop.tasks.export`,
 * `job:close-month`, `orders.create`. `finished`: the fields tell how the call ended, `status` by gRPC's number.
 */
export function workOfFields(
  fields: Fields,
): { readonly route: string; readonly finished?: boolean; readonly status?: number } | undefined {
  const call = rpc(fields);
  if (call !== undefined) {
    const status = grpcStatusOf(fields);
    return { route: call, ...(textAt(fields, CODE) !== undefined && { finished: true }), ...(status !== undefined && { status }) };
  }
  const task = named(fields, TASK);
  if (task !== undefined) return { route: `task:${task}` };
  const job = named(fields, JOB);
  if (job !== undefined) return { route: `job:${job}` };
  const handler = named(fields, HANDLER);
  return handler === undefined ? undefined : { route: handler };
}

/** What a record that has a request's status says was done: `op=book code=409`. */
export function deedOfFields(fields: Fields): string | undefined {
  const deed = named(fields, DEED);
  return deed === undefined || OF_STORE.test(deed) ? undefined : deed;
}
