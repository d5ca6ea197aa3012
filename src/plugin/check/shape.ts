import { z } from 'zod';
import type { Plugin } from '../contract.ts';

export type Report = (where: string, what: string, mend: string) => void;

const text = z.string().min(1);
const pattern = z.instanceof(RegExp, { error: 'must be a regular expression' });
const draftFields = z.record(z.string(), z.unknown());

/** The shape of a plug-in; what its functions do is another question. */
const pluginShape = z.object({
  id: z.string().regex(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/, { error: 'must be lower-case words joined by dashes' }),
  title: text,
  runtime: text,
  docs: text.optional(),
  replaces: text.optional(),
  general: z.boolean().optional(),
  hints: z.array(z.string().min(4, { error: 'must have 4 characters or more: a shorter one stands in too many lines' })).min(1),
  context: z.union([z.boolean(), z.literal('samples')]).optional(),
  continues: pattern.optional(),
  rules: z.record(
    text,
    z.object({
      pattern,
      scope: z.enum(['message', 'raw', 'record']).optional(),
      read: z.custom<(...input: never[]) => unknown>((value) => typeof value === 'function', { error: 'must be a function' }),
    }),
  ),
  frames: z.array(text).optional(),
  remedies: z
    .array(
      z.object({
        pattern: text,
        when: z.object({ text: pattern.optional(), serverState: pattern.optional(), reclaimed: z.boolean().optional() }).optional(),
        text,
        fix: text.optional(),
        containment: text.optional(),
        validate: z.array(text),
      }),
    )
    .optional(),
  enable: z.array(z.object({ setting: text, cost: text, off: text.optional() })).optional(),
  snippets: z.array(z.object({ where: text, comment: z.enum(['#', '//', '--']), code: text })).optional(),
  samples: z.record(
    text,
    z.object({ log: text, reads: z.union([z.array(draftFields), draftFields]), rule: text.optional(), decoy: z.boolean().optional() }),
  ),
});

const place = (path: readonly PropertyKey[]): string =>
  path
    .map((key, i) => (typeof key === 'string' && /^[\w-]+$/.test(key) ? `${i > 0 ? '.' : ''}${key}` : `[${JSON.stringify(key)}]`))
    .join('') || 'plug-in';

/** Reports what is missing or of the wrong kind. @returns whether the rest can be checked at all */
export function checkShape(plugin: unknown, report: Report): plugin is Plugin {
  const parsed = pluginShape.safeParse(plugin);
  if (parsed.success) return true;
  for (const issue of parsed.error.issues) {
    report(place(issue.path), issue.message, 'See the Plugin interface of leak-stream/plugin for what belongs there');
  }
  return false;
}
