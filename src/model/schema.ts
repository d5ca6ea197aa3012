import { z } from 'zod';
import { poolEventSchema } from './event.ts';
import { reportSchema } from './report.ts';

type JsonSchema = Record<string, unknown>;

/** Readers must tolerate fields that later versions add, so no object in the published schemas is closed. */
const opened = (node: unknown): unknown => {
  if (Array.isArray(node)) return node.map(opened);
  if (node === null || typeof node !== 'object') return node;
  const entries = Object.entries(node).filter(([key, value]) => !(key === 'additionalProperties' && value === false));
  return Object.fromEntries(entries.map(([key, value]) => [key, opened(value)]));
};

/** @returns the schema as JSON Schema, open to added fields */
export const published = (schema: z.ZodType, id: string, title: string): JsonSchema => {
  const { $schema, ...rest } = opened(z.toJSONSchema(schema, { target: 'draft-2020-12' })) as JsonSchema;
  return { $schema, $id: id, title, ...rest };
};

/** JSON Schema (2020-12) of the JSON report. */
export const reportJsonSchema = (): JsonSchema => published(reportSchema, 'urn:leak-stream:schema:report:1.0', 'leak-stream report');

/** JSON Schema (2020-12) of one line of `leak-stream events`. */
export const eventJsonSchema = (): JsonSchema => published(poolEventSchema, 'urn:leak-stream:schema:event:1.0', 'leak-stream event');
