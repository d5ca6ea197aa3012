import type { ErrorObject } from 'ajv';

/** Something wrong in a pack. `pointer` is a JSON pointer into the file, empty for the whole. */
export interface PackProblem {
  readonly pointer: string;
  readonly what: string;
  readonly mend: string;
}

/** One key of a JSON pointer. */
export const escapeKey = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');

const listed = (values: unknown): string => (Array.isArray(values) ? values.map(String).join(', ') : '');

/** Errors that only say that an alternative was tried. */
const SILENT = ['if', 'anyOf', 'allOf', 'propertyNames'];

/** A schema error in words, undefined where another error says the same better. */
export function problemOf(error: ErrorObject): PackProblem | undefined {
  const {
    keyword,
    instancePath: pointer,
    params,
    message = 'is not as it must be',
    parentSchema,
  } = error as ErrorObject & {
    params: Record<string, unknown>;
    parentSchema?: { properties?: object; title?: string; description?: string };
  };
  if (SILENT.includes(keyword)) return undefined;
  if (keyword === 'required') return { pointer, what: `${String(params['missingProperty'])} is missing`, mend: 'Add it' };
  if (keyword === 'false schema') return { pointer, what: 'an event of that kind has none', mend: 'Leave it out' };
  if (keyword === 'additionalProperties') {
    const key = String(params['additionalProperty']);
    const of = parentSchema?.title === undefined ? 'here' : `of a ${parentSchema.title}`;
    return {
      pointer: `${pointer}/${escapeKey(key)}`,
      what: `nothing ${of} has that name`,
      mend: `Known: ${listed(Object.keys(parentSchema?.properties ?? {}))}`,
    };
  }
  return {
    pointer: error.propertyName === undefined ? pointer : `${pointer}/${escapeKey(error.propertyName)}`,
    what: whatOf(keyword, params, message),
    mend: (parentSchema?.description ?? 'leak-stream schema pack prints what is allowed').replace(/\.$/, ''),
  };
}

function whatOf(keyword: string, params: Record<string, unknown>, message: string): string {
  if (keyword === 'enum') return `it must be one of ${listed(params['allowedValues'])}`;
  if (keyword === 'type') return `it must be of type ${String(params['type'])}`;
  if (keyword === 'minLength') return `it must have ${String(params['limit'])} characters or more`;
  if (keyword === 'minItems' || keyword === 'minProperties') return 'there is none';
  return `it ${message}`;
}

/** An alternative that was not meant fails at the value itself; what is wrong inside the one that was meant says more. */
export const telling = (problems: readonly PackProblem[]): PackProblem[] => {
  const unique = new Map(problems.map((problem) => [`${problem.pointer} ${problem.what}`, problem]));
  const deeper = ({ pointer }: PackProblem): boolean => problems.some((other) => other.pointer.startsWith(`${pointer}/`));
  return [...unique.values()].filter((problem) => !(problem.what.startsWith('it must be of type') && deeper(problem)));
};

/** `3:14` of the place at which a JSON text stops being one, as far as the parser tells. */
export function placeInJson(text: string, error: unknown): string | undefined {
  const message = error instanceof Error ? error.message : '';
  const at = /position (\d+)/.exec(message)?.[1] ?? (/end of JSON/.test(message) ? String(text.length) : undefined);
  if (at === undefined) return undefined;
  const before = text.slice(0, Number(at)).split('\n');
  return `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
}
