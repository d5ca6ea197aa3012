const METHOD = 'GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|TRACE|CONNECT';
/** A method and a path, as access lines, middleware and error messages print them: `"POST /orders/7 HTTP/1.1"`, `[POST /orders]`, `--> POST /x`. */
const REQUEST = new RegExp(`(?:^|[\\s"'\`\\[(=>|])(${METHOD})[ \\t]+"?(?:https?://[^/\\s"']{1,255})?(/[^\\s"'\`\\])|<>,;]{0,2048})`);
/** gin prints the method in a column of its own: `| POST     "/orders/7"`. */
const UUID = /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i;
const VERSION = /^v\d{1,3}(?:\.\d{1,3})?(?:(?:alpha|beta)\d{0,2})?$/i;
const PLACEHOLDER = /^(?:\{.*\}|:[A-Za-z_]\w*|<[^>]*>|\*+)$/;
const HEX = /^[0-9a-f]{8,}$/i;

const segment = (text: string): string => {
  if (text === '' || VERSION.test(text)) return text;
  if (PLACEHOLDER.test(text) || UUID.test(text) || /\d/.test(text) || (HEX.test(text) && /[a-f]/i.test(text) && text.length >= 16))
    return '{id}';
  return text;
};

/** `/orders/7/invoice?x=1` → `/orders/{id}/invoice`: query and fragment cut, segments that name one thing as {id}; `v1` stays. */
export function routePath(path: string): string {
  const cut = /^[^?#;]{0,512}/.exec(path)?.[0] ?? '';
  const clean = cut.replace(/[.:,]+$/, '');
  const parts = clean.split('/', 24).map(segment);
  const joined = parts.join('/').replace(/\/{2,}/g, '/');
  return joined.length > 1 ? joined.replace(/\/$/, '') : '/';
}

export const isMethod = (text: string): boolean => new RegExp(`^(?:${METHOD})$`, 'i').test(text);

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
  if (!found) return undefined;
  return {
    route: routeOf(found[1], found[2] as string),
    before: message.slice(0, found.index),
    after: message.slice(found.index + found[0].length),
  };
}
