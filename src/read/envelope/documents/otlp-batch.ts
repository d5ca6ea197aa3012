import { isObject, type Fields } from '../../layout/structured/fields.ts';
import { rejoined } from './salvage.ts';

/** Text of which the records are told before their resource ends. */
const ENOUGH = 1 << 20;
/** Brackets between the array of resources and the list of records: resource, its scopes, scope, its records. */
const RECORDS = 4;
const RESOURCE = /^\{\s*"(?:resource|scopeLogs|scope_logs)"\s*:/;

/**
 * The records of an OTLP resource that came so far, where they are many and the next one has not begun, and the text before the next one:
 * one batch of a collector may hold more than is kept of an entry. Undefined where nothing is to be done.
 * @param depth brackets that are open inside of the array of resources
 */
export function batchSoFar(parts: readonly string[], size: number, depth: number): { value: Fields; head: string } | undefined {
  if (size < ENOUGH || depth !== RECORDS || !RESOURCE.test(parts.slice(0, 4).join(''))) return undefined;
  try {
    const value: unknown = JSON.parse(`${rejoined(parts, false).replace(/[,\s]+$/, '')}]}]}`);
    if (!isObject(value)) return undefined;
    const scopes = value['scopeLogs'] ?? value['scope_logs'];
    const last: unknown = Array.isArray(scopes) ? scopes.at(-1) : undefined;
    const scope = isObject(last) ? last['scope'] : undefined;
    const head = `{"resource":${JSON.stringify(value['resource'] ?? {})},"scopeLogs":[{"scope":${JSON.stringify(scope ?? {})},"logRecords":[`;
    return { value, head };
  } catch {
    return undefined;
  }
}
