import { goDurationMs } from '../../plugin/duration.ts';
import { grpcStatusIn } from './grpc.ts';
import type { FoundRequest } from './route.ts';

export interface Completion {
  /** HTTP's, or for a gRPC call the number of gRPC's. */
  readonly status?: number;
  readonly durationMs?: number;
}

const PROTOCOL = /^"? ?(?:HTTP\/\d(?:\.\d)?)?["\])]{0,2}/;
const DONE = '(?:completed|finished|done|ended|handled|served|answered|processed)';
const STATUS = new RegExp(
  `^["'\\s:\\-=>|,;[\\].]{0,12}(?:${DONE}[\\s:,-]{1,3})?(?:(?:with |and )?(?:http )?(?:status|code)(?: code)?[:= ]{1,2}|returned |responded (?:with )?|with )?\\(?([1-5]\\d\\d)(?![\\w.])`,
  'i',
);
const DURATION = /(?:^|[\s(=:[|])(\d{1,9}(?:\.\d{1,9})?) ?(ns|us|µs|μs|ms|msecs?|millis|milliseconds|s|sec|secs|seconds)(?![\w/])/;
const GO_DURATION = /(?:^|[\s(=:|])((?:\d{1,9}h)?(?:\d{1,9}m)?(?:\d{1,9}s)?\d{1,9}(?:\.\d{1,9})?(?:ns|us|µs|μs|ms|s))(?![\w/])/;
/** Of gin, Fiber (gofiber/fiber, middleware/logger) and Negroni. */
const GIN = /\|\s{1,8}([1-5]\d\d) \|\s{1,20}([\d.]{1,20}[nuµμm]?s|\d{1,4}m[\d.]{1,12}s) \|/;

/** A duration that stands right behind the request: `took 3ms`, `done in 3ms`, `(3 ms)`. */
const TOOK = new RegExp(`^["'\\s:\\-=>|,]{0,6}(?:${DONE} )?(?:in |took |\\()`, 'i');
/** Behind the duration, as the logging filter of Play's documentation prints it: `GET /x took 3ms and returned 200`; `done in 3ms (200)`. */
const RETURNED = /(?:\b(?:returned|status|code)[:= ] ?|s(?:: | ?\())([1-5]\d\d)(?![\w.])/i;

/**
 * Layouts that begin with the status, with a reason, a duration or an address between: `200 POST /orders 8ms`, `[404] GET /x (3 ms)`, `200 -    3.4ms GET /x` of
 * Fiber 2, `200 OK: GET - /x in 3ms` of Ktor (CallLogging), `[HTTP] 200 - GET /x` of go-zero, `200 2.3ms ::1 GET /x` of Iris.
 */
const STATUS_FIRST =
  /^[\s[(<|]{0,3}(?:HTTP[\]:]? ?)?([1-5]\d\d)(?: [A-Z][A-Za-z' -]{1,40}:)?[\s\])>|:,-]{0,4}(?:\s{0,12}\d{1,9}(?:\.\d{1,9})?(?:ns|us|µs|μs|ms|s)[\s|]{0,4})?(?:(?:\d{1,3}(?:\.\d{1,3}){3}|[\da-f]{0,4}:[\da-f:]{1,37}) ?)?["'[(]?$/;

/** uWSGI (core/logging.c): `GET /x => generated 12 bytes in 3 msecs (HTTP/1.1 200) …`. */
const UWSGI = /^ ?=> generated \d{1,15} bytes in (\d{1,9}) (m|micro)secs \(HTTP\/[\d.]{1,3} ([1-5]\d\d)\)/;

/** go-chi's middleware.Logger: `"GET http://host/x HTTP/1.1" from 10.0.0.1:4711 - 200 512B in 1.2ms`; 000 where the handler wrote nothing. */
const CHI = /^ from \S{1,80} - (\d{3}) \S{1,20} in (\S{1,30})/;

/** Milliseconds of the first duration in a text: `1.57ms`, `38ms`, `0.123 s`, `1m2.5s`. */
export function durationIn(text: string): number | undefined {
  const plain = DURATION.exec(text);
  if (plain) {
    const unit = plain[2] as string;
    const short = unit.startsWith('milli') || unit.startsWith('msec') ? 'ms' : unit.startsWith('s') ? 's' : unit;
    return goDurationMs(`${plain[1] as string}${short}`);
  }
  const go = GO_DURATION.exec(text);
  return go ? goDurationMs(go[1] as string) : undefined;
}

const completion = (status: number | undefined, durationMs: number | undefined): Completion => ({
  ...(status !== undefined && { status }),
  ...(durationMs !== undefined && { durationMs }),
});

/**
 * Status and duration that follow (in some layouts precede) a request in its completion line; undefined where the line is a remark during the
 * request. `"POST /orders/7/invoice HTTP/1.1" 422`, `POST /api/orders 200 1.2ms`, `[GIN] … | 200 | 1.2ms | ip | GET "/x"`.
 */
export function completionOf(request: FoundRequest): Completion | undefined {
  const gin = GIN.exec(request.before.slice(-160));
  if (gin) return completion(Number(gin[1]), goDurationMs(gin[2] as string));
  const after = request.after.slice(0, 400);
  const rest = after.slice(PROTOCOL.exec(after)?.[0].length ?? 0);
  const uwsgi = UWSGI.exec(rest);
  if (uwsgi) return completion(Number(uwsgi[3]), Number(uwsgi[1]) / (uwsgi[2] === 'm' ? 1 : 1000));
  const chi = CHI.exec(rest);
  if (chi) return completion(chi[1] === '000' ? undefined : Number(chi[1]), goDurationMs(chi[2] as string));
  const call = request.route.startsWith('/') ? grpcStatusIn(rest) : undefined;
  if (call) return completion(call.status, durationIn(call.rest) ?? durationIn(rest));
  const found = STATUS.exec(rest);
  if (found) return completion(Number(found[1]), durationIn(rest.slice(found[0].length)));
  const first = STATUS_FIRST.exec(request.before);
  if (first) return completion(Number(first[1]), durationIn(rest) ?? durationIn(request.before));
  const durationMs = TOOK.test(rest) ? durationIn(rest) : undefined;
  if (durationMs === undefined) return undefined;
  const returned = RETURNED.exec(rest.slice(0, 80));
  return completion(returned ? Number(returned[1]) : undefined, durationMs);
}
