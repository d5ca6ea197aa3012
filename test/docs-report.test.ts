import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { eventJsonSchema, reportJsonSchema } from '../src/model/schema.ts';
import { root } from './docs-blocks.ts';

type Json = { readonly [key: string]: unknown };

/** Names of all properties in a schema, however deep. */
function namesIn(node: unknown, found = new Set<string>()): Set<string> {
  if (node === null || typeof node !== 'object') return found;
  const properties = (node as Json)['properties'];
  if (properties !== null && typeof properties === 'object' && !Array.isArray(properties)) for (const name of Object.keys(properties)) found.add(name);
  for (const value of Object.values(node)) namesIn(value, found);
  return found;
} // prettier-ignore

const page = readFileSync(join(root, 'docs/report.md'), 'utf8');
const quoted = new Set([...page.matchAll(/`([\w]+)`/g)].map(([, name]) => name));

test('every field of the report is on its page', () => {
  expect([...namesIn(reportJsonSchema())].filter((name) => !quoted.has(name))).toEqual([]);
});

test('every verdict and method is named', () => {
  const words = JSON.stringify(reportJsonSchema()).match(/"(leak|saturation|long-hold|inconclusive|healthy|stack|thread-context|co-occurrence|goroutine-dump|server-side)"/g);
  expect(words).not.toBeNull();
  for (const word of new Set(words)) expect(page).toContain(`\`${word.replaceAll('"', '')}\``);
}); // prettier-ignore

test('kinds of events have a schema that can be asked for', () => {
  expect(namesIn(eventJsonSchema())).toContain('kind');
});
