const METHOD = 'GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|TRACE|CONNECT|WS|WEBSOCKET';
/** Between a method and its path: blanks, or the mark between two columns (`GET | /orders`, `[GET] [/orders]`, `[GET] /orders`, Ktor's `GET - /orders`). */
const BETWEEN = '(?:[ \\t]+|[ \\t]{0,4}[|,;:][ \\t]{0,4}|[ \\t]-[ \\t]|\\][ \\t]?\\[?)';
/** A method and a path, as access lines, middleware and error messages print them: `"POST /orders/7 HTTP/1.1"`, `[POST /orders]`, `--> POST /x`. */
const REQUEST = new RegExp(`(?:^|[\\s"'\`\\[(=>|])(${METHOD})${BETWEEN}["']?(?:https?://[^/\\s"']{1,255})?(/[^\\s"'\`\\])|<>,;]{0,2048})`);
/** gin, in debug mode, lists its routes when it starts: no requests. */
const LISTED = /^\s{1,80}--> \S{1,300} \(\d{1,4} handlers\)/;
/** gRPC's full method, by convention in capitals: `/shop.v1.Orders/Refund`. Its package may hold a version, its names digits. */
const GRPC = /(?:^|[\s"'`\[(=])(\/[A-Za-z_][\w]{0,60}(?:\.[A-Za-z_]\w{0,60}){0,10}\.[A-Z]\w{0,80}\/[A-Z]\w{0,80})(?![\w/.])/;
const UUID = /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i;
const VERSION = /^v\d{1,3}(?:\.\d{1,3})?(?:(?:alpha|beta)\d{0,2})?$/i;
const PLACEHOLDER = /^(?:\{.*\}|:[A-Za-z_]\w*|<[^>]*>|\*+)$/;
const HEX = /^[0-9a-f]{8,}$/i;
const RPC = /^\/[A-Za-z_]\w{0,60}(?:\.[A-Za-z_]\w{0,80}){1,10}\/[A-Za-z_]\w{0,80}$/;
/** `golden-barley-soup`: the name of one thing, made of words. Two words are as often an action (`sign-in`). */
const SLUG = /^[a-z]{1,40}(?:-[a-z]{1,40}){2,12}$/i;
/** What stands before actions as often as before things: nothing, `api`, a version. */
const NO_COLLECTION = /^(?:api|rest|internal|public|admin|auth|account)?$/i;

/** Base64, nanoid and their like without a digit: capitals are not the first letters of words. */
const isToken = (text: string): boolean => {
  if (text.length < 16 || !/^[\w-]+=?$/.test(text)) return false;
  const capitals = text.replace(/[^A-Z]/g, '').length / text.length;
  return capitals > 0.3 && capitals < 0.75 && /[a-z]/.test(text) && !text.includes('_');
};

const segment = (text: string, index: number, all: readonly string[]): string => {
  if (text === '' || VERSION.test(text)) return text;
  const before = all[index - 1] ?? '';
  if (SLUG.test(text) && !VERSION.test(before) && !NO_COLLECTION.test(before)) return '{id}';
  if (isToken(text) || /[@%=]/.test(text)) return '{id}';
  if (PLACEHOLDER.test(text) || UUID.test(text) || /\d/.test(text) || (HEX.test(text) && /[a-f]/i.test(text) && text.length >= 16))
    return '{id}';
  return text;
};

/**
 * `/orders/7/invoice?x=1` → `/orders/{id}/invoice`: query and fragment cut, segments that name one thing as {id}: what holds a digit, tokens,
 * names of three words or more below a collection. `v1` stays, and gRPC's `/shop.v1.Orders/Refund` as it is.
 */
export function routePath(path: string): string {
  if (path.length < 400 && RPC.test(path)) return path;
  const cut = /^[^?#;]{0,512}/.exec(path)?.[0] ?? '';
  const clean = cut.replace(/[.:,]+$/, '');
  const parts = clean.split('/', 24).map(segment);
  const joined = parts.join('/').replace(/\/{2,}/g, '/');
  return joined.length > 1 ? joined.replace(/\/$/, '') : '/';
}

const ONLY_METHOD = new RegExp(`^(?:${METHOD})$`, 'i');
export const isMethod = (text: string): boolean => ONLY_METHOD.test(text);

/** `POST /orders/{id}/invoice`, the method alone being left out where it is unknown. */
export const routeOf = (method: string | undefined, path: string): string =>
  method === undefined ? routePath(path) : `${method.toUpperCase()} ${routePath(path)}`;

export interface FoundRequest {
  readonly route: string;
  /** What follows the path in the line. */
  readonly after: string;
  readonly before: string;
}

/** The first request line in a message. */
export function findRequest(message: string): FoundRequest | undefined {
  const found = REQUEST.exec(message);
  if (!found) return rpc(message);
  if (LISTED.test(message.slice(found.index + found[0].length))) return undefined;
  return {
    route: routeOf(found[1], found[2] as string),
    before: message.slice(0, found.index),
    after: message.slice(found.index + found[0].length),
  };
}

function rpc(message: string): FoundRequest | undefined {
  const found = GRPC.exec(message);
  if (!found) return undefined;
  const route = found[1] as string;
  return { route, before: message.slice(0, found.index), after: message.slice(found.index + found[0].length) };
}
