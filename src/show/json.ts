import { z } from 'zod';
import { poolReportSchema, reportSchema, suspectSchema, victimSchema } from '../model/report.ts';
import type { Reporter } from './reporter.ts';
import { summaryOf } from './summary.ts';

/** A value with its keys in the order of its schema, keys that the schema does not name after them, sorted. */
function ordered(value: unknown, schema: z.ZodType): unknown {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) return ordered(value, schema.unwrap() as z.ZodType);
  if (Array.isArray(value)) return schema instanceof z.ZodArray ? value.map((item) => ordered(item, schema.element as z.ZodType)) : value;
  if (value === null || typeof value !== 'object') return value;
  const shape: Readonly<Record<string, z.ZodType>> = schema instanceof z.ZodObject ? (schema.shape as Record<string, z.ZodType>) : {};
  const rest = schema instanceof z.ZodRecord ? (schema.valueType as z.ZodType) : z.unknown();
  const known = Object.keys(shape).filter((key) => Object.hasOwn(value, key));
  const keys = [...known, ...Object.keys(value).filter((key) => !Object.hasOwn(shape, key)).sort()]; // prettier-ignore
  return Object.fromEntries(keys.map((key) => [key, ordered((value as Record<string, unknown>)[key], shape[key] ?? rest)]));
}

/** What JSON allows but a terminal obeys: C1 controls, bidirectional overrides, line separators. */
const OBEYED = /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

/** JSON text in which those are escapes; the value stays the same. */
export const escaped = (json: string): string => json.replace(OBEYED, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);

const printed = (value: unknown, indent?: number): string => `${escaped(JSON.stringify(value, null, indent))}\n`;

/** The report as one JSON document, schema `leak-stream schema report`. Its bytes depend on the report's values alone. */
export const json: Reporter = function* (report) {
  yield printed(ordered({ ...report, summary: summaryOf(report) }, reportSchema), 2);
};

/**
 * The findings, one JSON object a line, for log pipelines and `jq`: first `kind: "report"` (verdict, summary, what was read), then a
 * `kind: "pool"` for each pool, a `kind: "suspect"` for each suspect and a `kind: "victim"` for each victim, all with the fields of the
 * JSON report.
 */
export const ndjson: Reporter = function* (whole) {
  const { pools, suspects, victims, ...report } = { ...whole, summary: summaryOf(whole) };
  const line = (kind: string, value: object, schema: z.ZodType): string => printed({ kind, ...(ordered(value, schema) as object) });
  yield line('report', report, reportSchema);
  for (const pool of pools) yield line('pool', pool, poolReportSchema);
  for (const suspect of suspects) yield line('suspect', suspect, suspectSchema);
  for (const victim of victims) yield line('victim', victim, victimSchema);
};
