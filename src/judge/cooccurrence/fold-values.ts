import { together } from './fold.ts';
import type { Intervals, Key } from './types.ts';

/** `machine=Leitwolf`: a value that the masks of a template leave, since it holds no digit. */
const PAIR = /(^| )([A-Za-z_][\w.-]{0,40})=("[^"]{0,120}"|[^\s"=]{1,120})(?= |$)/g;

/**
 * Messages that differ in the values of their `key=value` alone: one statement of the program, said of several things (`tank is empty machine=Leitwolf`). Each such
 * family is one more candidate, beside its members: where the value tells who loses connections (`result=refused`), one of them explains the steps better.
 */
export function foldedValues(value: Intervals): [name: string, key: Key][] {
  const families = new Map<string, Key[]>();
  for (const [name, key] of value.keys) {
    // What a line's route varies in is told by routes.
    if (key.template?.includes('=') !== true || key.route !== undefined || !name.startsWith('t ')) continue;
    const pattern = key.template.replace(PAIR, '$1$2=<*>');
    families.set(pattern, [...(families.get(pattern) ?? []), key]);
  }
  return [...families]
    .filter(([, family]) => family.length > 1)
    .map(([template, family]) => {
      const { route: _, ...key } = together(family, '');
      return [`v ${template}`, { ...key, template }];
    });
}
