/** Wilson's interval of 95 % for a share. */
export function interval(hits: number, of: number): readonly [low: number, high: number] {
  if (of === 0) return [0, 1];
  const z = 1.96;
  const p = hits / of;
  const middle = p + z ** 2 / (2 * of);
  const half = z * Math.sqrt((p * (1 - p)) / of + z ** 2 / (4 * of ** 2));
  const all = 1 + z ** 2 / of;
  return [Math.max(0, (middle - half) / all), Math.min(1, (middle + half) / all)];
}

export const percent = (share: number): string => (100 * share).toFixed(1);

/** `2.5 (1.4–4.3) of 480`: a share in per cent, with its interval. */
export const shareOf = (hits: number, of: number): string =>
  of === 0 ? '–' : `${percent(hits / of)} (${interval(hits, of).map(percent).join('–')}) of ${of}`;

/** `2.5 of 480`. */
export const plain = (hits: number, of: number): string => (of === 0 ? '–' : `${percent(hits / of)} of ${of}`);

export const count = <T>(of: readonly T[], which: (one: T) => boolean): number => of.filter(which).length;

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** A table in Markdown. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');

/** Groups in the order given, then in that of their names; empty ones and those without a name are left out. */
export function groups<T>(all: readonly T[], nameOf: (one: T) => string | undefined, order: readonly string[] = []): [string, T[]][] {
  const found = new Map<string, T[]>(order.map((name) => [name, []]));
  const rest = new Set<string>();
  for (const one of all) {
    const name = nameOf(one);
    if (name === undefined) continue;
    if (!found.has(name)) rest.add(name);
    found.set(name, [...(found.get(name) ?? []), one]);
  }
  return [...order, ...[...rest].sort()].flatMap((name) => {
    const list = found.get(name) ?? [];
    return list.length > 0 ? [[name, list] as [string, T[]]] : [];
  });
}
