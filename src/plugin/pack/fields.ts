import { z } from 'zod';
import { poolEventSchema } from '../../model/event.ts';

/** A field that a pack can fill: its JSON Schema, and what a group's text is made into by default. */
export interface PackField {
  readonly schema: Readonly<Record<string, unknown>>;
  readonly type: 'text' | 'count' | 'number' | 'other';
  readonly required: boolean;
}

/** The core stamps these itself. */
const STAMPED = ['kind', 'at', 'source', 'line', 'byte', 'runtime', 'parser', 'rule', 'instance', 'severity', 'logger'];
/** Events whose fields are lists, or which only the core makes. */
const NOT_IN_PACKS = ['context', 'goroutines'];

function fieldOf(schema: z.ZodType): PackField | undefined {
  const json = z.toJSONSchema(schema) as Record<string, unknown>;
  delete json['$schema'];
  const union = json['anyOf'] as { type?: string }[] | undefined;
  const type = union === undefined ? json['type'] : union.find((one) => one.type !== 'null')?.type;
  if (type === 'object' || type === 'array' || type === undefined) return undefined;
  const kind =
    json['enum'] !== undefined || type === 'boolean' ? 'other' : type === 'integer' ? 'count' : type === 'number' ? 'number' : 'text';
  return { schema: json, type: kind, required: !schema.safeParse(undefined).success };
}

/** The kinds of events that a pack can make, and for each the fields that it can fill. Read off the schema of events. */
export const PACK_KINDS: ReadonlyMap<string, ReadonlyMap<string, PackField>> = new Map(
  poolEventSchema.options.flatMap(({ shape }) => {
    const kind = shape.kind.value;
    if (NOT_IN_PACKS.includes(kind)) return [];
    const fields = Object.entries(shape as Record<string, z.ZodType>).flatMap(([name, schema]) => {
      const field = STAMPED.includes(name) ? undefined : fieldOf(schema);
      return field === undefined ? [] : ([[name, field]] as const);
    });
    return [[kind, new Map(fields)] as const];
  }),
);

/** The kinds whose events have a call stack. */
export const STACKED: ReadonlySet<string> = new Set(
  poolEventSchema.options.flatMap(({ shape }) =>
    NOT_IN_PACKS.includes(shape.kind.value) || !('stack' in shape) ? [] : [shape.kind.value],
  ),
);
