import { firstText, valuesByRole, type Fields } from './fields.ts';
import { looksLikeId } from '../parts.ts';

const TAG = /^\[([^[\]]{8,200})\] \S/;
/** `GET /overview`, `WS /live/7`. */
const ASKED = /(?:^| )[A-Z]{2,9} \/\S*/;

/**
 * The request of a program that puts it before each of its messages, the pool's lines among them: `[10.20.0.7 GET /overview] Connection …`. Method and path alone are no
 * request of their own: others ask for the same at the same time. Undefined where the message begins otherwise.
 */
export function requestTag(message: string): string | undefined {
  if (message.charCodeAt(0) !== 91) return undefined;
  const tag = TAG.exec(message)?.[1]?.trim();
  return tag !== undefined && ASKED.test(tag) && tag.split(/\s+/, 3).length === 3 ? tag : undefined;
}

/** Keys of which only an id tells that they name a request, and not what was asked for: `req=853d2f6a`, `request=GET /orders`. */
const SHORT_KEYS = ['req', 'request'] as const;

/** The request that a record's fields name; `named` are those whose keys say by themselves that they do. */
export function requestIn(fields: Fields, values: readonly unknown[] | undefined = valuesByRole(fields).request): string | undefined {
  const named = firstText(values);
  if (named !== undefined && named !== '') return named;
  return SHORT_KEYS.map((key) => fields[key]).find((value): value is string => typeof value === 'string' && looksLikeId(value));
}
