import { goDurationMs } from '../../plugin/duration.ts';
import { keysIn, numberAt, numberOf, textAt, textOf, valueAt, type Fields } from '../layout/structured/fields.ts';
import { deedOfFields, grpcStatusOf, workOfFields } from './field-work.ts';
import { findRequest, isMethod, routeOf, routePath } from './route.ts';

export interface FieldRequest {
  readonly route?: string;
  readonly status?: number;
  readonly durationMs?: number;
  /** The record's own values say that the work was done. */
  readonly finished?: boolean;
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
  ...['metodo', 'método', 'methode', 'méthode', 'metoda', 'metod', 'yöntem', 'метод'],
];
const ROUTE = ['route', 'http.route', 'endpoint', 'route_name', 'request.route', 'handler_path', 'url.template'];
const PATH = [
  'path', 'url.path', 'http.path', 'request_path', 'request.path', 'uri', 'request_uri', 'requestURI', 'requestUri', 'req.url', 'request.url', 'url.original', 'http.url', 'url',
  'http.target', 'request.uri', 'httpRequest.requestUrl',
  ...['caminho', 'camino', 'ruta', 'rota', 'percorso', 'chemin', 'pfad', 'pad', 'ścieżka', 'sciezka', 'cesta', 'sökväg', 'sti', 'polku', 'yol', 'путь', 'шлях'],
]; // prettier-ignore
const REQUEST_LINE = ['request', 'http.request', 'request_line'];
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
  'res.status',
  'resp.status',
  'response_status',
  'http_status',
  'httpStatus',
  'http_status_code',
  'statuscode',
  'response_code',
  'responseCode',
  'resp_status',
  'rc',
  'st',
  ...['estado', 'stato', 'statut', 'estatus', 'código', 'codigo', 'codice', 'kod', 'код', 'статус'],
];
const DURATIONS: readonly (readonly [string, number | undefined])[] = [
  ['duration_ms', 1], ['durationMs', 1], ['elapsed_ms', 1], ['elapsedMs', 1], ['latency_ms', 1], ['latencyMs', 1], ['took_ms', 1], ['response_time_ms', 1], ['time_ms', 1], ['grpc.time_ms', 1], ['ms', 1], ['responseTime', 1],
  ['duration_s', 1000], ['elapsed_s', 1000], ['duration_seconds', 1000], ['request_time', 1000], ['event.duration', 1e-6], ['duration_ns', 1e-6], ['duration_us', 1e-3],
  ['duration', undefined], ['took', undefined], ['latency', undefined], ['elapsed', undefined], ['dur', undefined], ['res.dur', undefined], ['res.duration', undefined], ['httpRequest.latency', undefined], ['in', undefined],
  ...['dauer', 'duración', 'duracion', 'duração', 'duracao', 'durata', 'durée', 'duree', 'duur', 'trvání', 'süre', 'czas_trwania'].flatMap((word): [string, number | undefined][] => [[word, undefined], [`${word}_ms`, 1], [`${word}_s`, 1000]]),
]; // prettier-ignore
const SCALES = new Map(DURATIONS);
const DURATION = [...SCALES.keys()];

/** Only a unit in the key or in the value makes a number a duration; the same word means ns, ms or s from library to library. */
export function durationOf(fields: Fields): number | undefined {
  for (const key of keysIn(fields, DURATION)) {
    const scale = SCALES.get(key);
    if (scale === undefined) {
      const text = textOf(valueAt(fields, key));
      const ms = text === undefined || text.length > 40 ? undefined : goDurationMs(text.replace(/ (?=[nuµm]?s$)/, ''));
      if (ms !== undefined && text !== '0') return ms;
    } else {
      const value = numberOf(valueAt(fields, key));
      if (value !== undefined && value >= 0) return value * scale;
    }
  }
  return undefined;
}

/** Where files lie, not requests. */
const FILE =
  /^\/(?:var|tmp|etc|usr|opt|home|srv|root|proc|mnt|run|dev|lib|bin|sys)\/|\.(?:csv|json|log|txt|xml|ya?ml|sql|gz|zip|py|go|java|conf)$/;

/** Records whose keys are nobody's convention (`m=GET p=/orders st=200`): a method, and the only value that is a path. */
function unnamed(fields: Fields): { verb: string; path: string } | undefined {
  let verb: string | undefined;
  const paths: string[] = [];
  for (const value of Object.values(fields).slice(0, 64)) {
    if (typeof value !== 'string') continue;
    if (/^[A-Z]{3,7}$/.test(value) && isMethod(value)) verb ??= value;
    else if (/^\/[^\s]{0,1024}$/.test(value)) paths.push(value);
  }
  const [path] = paths;
  return verb !== undefined && path !== undefined && paths.length === 1 ? { verb, path } : undefined;
}

function routeIn(fields: Fields): string | undefined {
  const method = textAt(fields, METHOD);
  const verb = method !== undefined && isMethod(method) ? method : undefined;
  const named = textAt(fields, ROUTE);
  if (named !== undefined && named.length < 512) {
    const whole = findRequest(named);
    if (whole) return whole.route;
    if (named.startsWith('/')) return routeOf(verb, named);
  }
  const path = textAt(fields, PATH);
  if (path !== undefined) {
    const local = /^https?:\/\/[^/]{1,255}(\/.*)?$/s.exec(path);
    const own = local ? (local[1] ?? '/') : path;
    const isRoute = own.startsWith('/') && (verb !== undefined || local || !FILE.test(own));
    const route = isRoute ? (verb ? routeOf(verb, own) : routePath(own)) : findRequest(own)?.route;
    if (route !== undefined) return route;
  }
  const request = textAt(fields, REQUEST_LINE);
  const route = request === undefined ? undefined : findRequest(request.slice(0, 4096))?.route;
  if (route !== undefined) return route;
  const found = unnamed(fields);
  return found && routeOf(found.verb, found.path);
}

/** A gRPC call that the record gives as its path. */
const CALL = /^\/[\w.]{1,160}\.[A-Z]\w{0,80}\/\w{1,80}$/;

const deed = (fields: Fields, status: number | undefined): { readonly route: string } | undefined => {
  const route = status === undefined ? undefined : deedOfFields(fields);
  return route === undefined ? undefined : { route };
};

/** The request, or else the call, the job or the task, that the fields of a JSON or logfmt record name. */
export function requestOfFields(fields: Fields): FieldRequest | undefined {
  const route = routeIn(fields);
  const code = route !== undefined && CALL.test(route) ? grpcStatusOf(fields) : undefined;
  const told = numberAt(fields, STATUS);
  const status = told !== undefined && told >= 100 && told < 600 ? Math.floor(told) : undefined;
  const work =
    route !== undefined ? { route, ...(code !== undefined && { status: code }) } : (workOfFields(fields) ?? deed(fields, status));
  if (work === undefined) return undefined;
  const durationMs = durationOf(fields);
  return {
    ...work,
    ...(status !== undefined && { status }),
    ...(durationMs !== undefined && { durationMs }),
  };
}
