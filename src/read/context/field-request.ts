import { goDurationMs } from '../../plugin/duration.ts';
import { numberAt, textAt, type Fields } from '../layout/fields.ts';
import { findRequest, isMethod, routeOf, routePath } from './route.ts';

export interface FieldRequest {
  readonly route?: string;
  readonly status?: number;
  readonly durationMs?: number;
}

const METHOD = [
  'method',
  'http.method',
  'http.request.method',
  'request_method',
  'req.method',
  'request.method',
  'verb',
  'httpRequest.requestMethod',
  'http_method',
  'requestMethod',
];
const ROUTE = ['route', 'http.route', 'endpoint', 'route_name', 'request.route', 'handler_path', 'url.template'];
const PATH = [
  'path', 'url.path', 'http.path', 'request_path', 'request.path', 'uri', 'request_uri', 'requestURI', 'requestUri', 'req.url', 'request.url', 'url.original', 'http.url', 'url',
  'http.target', 'request.uri', 'httpRequest.requestUrl',
]; // prettier-ignore
const STATUS = [
  'status',
  'status_code',
  'statusCode',
  'http.status_code',
  'http.response.status_code',
  'http.status',
  'res.statusCode',
  'response.status',
  'code',
  'httpRequest.status',
];
const DURATIONS: readonly (readonly [string, number | undefined])[] = [
  ['duration_ms', 1], ['durationMs', 1], ['elapsed_ms', 1], ['elapsedMs', 1], ['latency_ms', 1], ['latencyMs', 1], ['took_ms', 1], ['response_time_ms', 1], ['responseTime', 1],
  ['duration_s', 1000], ['elapsed_s', 1000], ['duration_seconds', 1000], ['request_time', 1000], ['event.duration', 1e-6], ['duration_ns', 1e-6], ['duration_us', 1e-3],
  ['duration', undefined], ['took', undefined], ['latency', undefined], ['elapsed', undefined], ['httpRequest.latency', undefined],
]; // prettier-ignore
const TASK = ['task_name', 'celery_task_name', 'job', 'job_name', 'jobName', 'task.name', 'job.name', 'celery.task_name'];

/** Only a unit in the key or in the value makes a number a duration; the same word means ns, ms or s from library to library. */
function durationOf(fields: Fields): number | undefined {
  for (const [key, scale] of DURATIONS) {
    if (scale === undefined) {
      const text = textAt(fields, [key]);
      const ms = text === undefined || text.length > 40 ? undefined : goDurationMs(text.replace(/ (?=[nuµm]?s$)/, ''));
      if (ms !== undefined && text !== '0') return ms;
    } else {
      const value = numberAt(fields, [key]);
      if (value !== undefined && value >= 0) return value * scale;
    }
  }
  return undefined;
}

/** The request, or the job, that the fields of a JSON or logfmt record name. */
export function requestOfFields(fields: Fields): FieldRequest | undefined {
  const method = textAt(fields, METHOD);
  const verb = method !== undefined && isMethod(method) ? method : undefined;
  const named = textAt(fields, ROUTE);
  const path = textAt(fields, PATH);
  let route: string | undefined;
  if (named !== undefined && named.length < 512) {
    const whole = findRequest(named);
    if (whole) route = whole.route;
    else if (named.startsWith('/')) route = routeOf(verb, named);
  }
  if (route === undefined && path !== undefined) {
    const local = /^https?:\/\/[^/]{1,255}(\/.*)?$/s.exec(path);
    const own = local ? (local[1] ?? '/') : path;
    if (own.startsWith('/') && (verb !== undefined || 'status' in fields || local)) route = verb ? routeOf(verb, own) : routePath(own);
    else route = findRequest(own)?.route;
  }
  if (route === undefined) {
    const request = textAt(fields, ['request', 'http.request', 'request_line']);
    route = request === undefined ? undefined : findRequest(request.slice(0, 4096))?.route;
  }
  if (route === undefined) {
    const task = textAt(fields, TASK);
    if (task === undefined || task.length > 160 || /\s/.test(task)) return undefined;
    route = `task:${task}`;
  }
  const status = numberAt(fields, STATUS);
  const durationMs = durationOf(fields);
  return {
    route,
    ...(status !== undefined && status >= 100 && status < 600 && { status: Math.floor(status) }),
    ...(durationMs !== undefined && { durationMs }),
  };
}
