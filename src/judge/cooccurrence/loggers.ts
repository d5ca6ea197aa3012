import type { Intervals, Key, KeyLine } from './types.ts';

/** The name of the key for a logger's own lines of a template that others say too. */
export const ofLogger = (logger: string, template: string): string => `g ${logger}\u0001${template}`;

/**
 * Words that several loggers say are said in several places of the code, and one of them alone may lose connections. Those who said them later are counted by themselves;
 * what is left of the lines are those of the first, one more candidate.
 */
export function firstSaid({ keys }: Intervals): [name: string, key: Key][] {
  const later = new Map<string, Key[]>();
  for (const [name, key] of keys)
    if (name.startsWith('g ') && key.template !== undefined) later.set(key.template, [...(later.get(key.template) ?? []), key]);
  return [...later].flatMap(([template, others]): [string, Key][] => {
    const all = keys.get(`t ${template}`);
    const rest = all?.logger === undefined ? undefined : without(all, others);
    return rest === undefined || rest.total <= 0 ? [] : [[ofLogger(rest.logger ?? '', template), rest]];
  });
}

function without(all: Key, others: readonly Key[]): Key {
  const lines = new Map<number, number>();
  const add = ({ cells }: Key, times: number): void => {
    for (let c = 0; c < cells.length; c += 2) lines.set(cells[c]!, (lines.get(cells[c]!) ?? 0) + times * cells[c + 1]!);
  };
  add(all, 1);
  for (const other of others) add(other, -1);
  const foreign = new Set(others.flatMap((key) => [key.first, key.last, ...key.raised.map(({ line }) => line)].map(placeOf)));
  const raised = all.raised.filter(({ line }) => !foreign.has(placeOf(line)));
  const last = foreign.has(placeOf(all.last)) ? (raised.at(-1)?.line ?? all.first) : all.last;
  const times = new Map<number, number>();
  for (const time of others.flatMap((key) => key.times)) times.set(time, (times.get(time) ?? 0) + 1);
  const isOwn = (time: number): boolean => {
    const left = times.get(time) ?? 0;
    times.set(time, left - 1);
    return left <= 0;
  };
  return {
    ...all,
    total: all.total - others.reduce((sum, { total }) => sum + total, 0),
    cells: [...lines].filter(([, n]) => n > 0).sort(([a], [b]) => a - b).flat(),
    times: all.times.filter(isOwn),
    last,
    recent: last,
    raised,
  }; // prettier-ignore
}

const placeOf = ({ source, byte }: KeyLine): string => `${byte} ${source}`;
