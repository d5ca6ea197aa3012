const WRAPPERS = new Set(['_source', 'attributes']);

/** A whole JSON object on one line that is an entry itself: then the source is lines, not a document. */
export function complete(text: string): boolean {
  if (!/^\s{0,8}\{/.test(text) || !text.trimEnd().endsWith('}')) return false;
  try {
    const value = JSON.parse(text) as Record<string, unknown>;
    return (
      !Object.entries(value).some(
        ([key, inner]) => !WRAPPERS.has(key) && Array.isArray(inner) && inner.some((item) => typeof item === 'object'),
      ) &&
      !('hits' in value) &&
      !isAnswer(value['data'])
    );
  } catch {
    return false;
  }
}

/** Loki's: `{"status":"success","data":{"resultType":"streams","result":[…]}}`. */
const isAnswer = (data: unknown): boolean => typeof data === 'object' && data !== null && 'result' in data && Array.isArray(data.result);

/** A whole array of texts on one line. */
export function isTexts(text: string): boolean {
  if (!/^\s{0,8}\[\s{0,8}"/.test(text) || !text.trimEnd().endsWith('"]')) return false;
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) && value.every((item) => typeof item === 'string');
  } catch {
    return false;
  }
}
