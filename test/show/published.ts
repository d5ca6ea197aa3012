import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';

/** A schema that others published, compiled. Draft 4 names itself otherwise; what else it says is understood as it is. */
export function published(name: string): ValidateFunction {
  const text = readFileSync(new URL(`schemas/${name}.json`, import.meta.url), 'utf8');
  const { $schema, id, ...schema } = JSON.parse(text) as Record<string, unknown>;
  if (!/draft-0[47]/.test(String($schema))) throw new Error(`${name}: no draft that is known here: ${String($schema)}`);
  const ajv = new Ajv({ strict: false, allErrors: true });
  (formats as unknown as (ajv: Ajv) => void)(ajv);
  return ajv.compile({ ...schema, ...(id === undefined ? {} : { $id: id as string }) });
}
