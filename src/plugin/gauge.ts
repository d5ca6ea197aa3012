import type { Rule } from './contract.ts';
import { namesOtherClient, namesOtherPool } from './not-a-database.ts';
import { poolNameOf } from './pool-name.ts';

/** How the methods of a pool call its figures, without `get`: what programs print of them has these names. */
export interface GaugeNames {
  readonly inUse: string;
  readonly idle: string;
  readonly open?: string;
  readonly max?: string;
  readonly pending?: string;
}

/**
 * A rule for a line in which a program prints its pool's own figures, by the names that they have there: `numActive=3 numIdle=5 maxTotal=20`,
 * `"numActive":3`, `NumActive: 3`. Both what is in use and what is idle must be there.
 * What the line calls the pool is read with them.
 * @param only what the line, its logger included, must say besides, where another pool has the same names
 */
export function gaugeRule(names: GaugeNames, only?: RegExp): Rule {
  const figure = (name: string): RegExp => new RegExp(String.raw`\b${name}(?:\(\))?["']? ?[=:] ?["']?(\d{1,6})\b`, 'i');
  const figures = Object.entries(names).map(([quantity, name]: [string, string]) => [quantity, figure(name)] as const);
  return {
    pattern: figure(names.inUse),
    scope: 'raw',
    read(_match, record) {
      const { raw, logger = '' } = record;
      const text = `${logger} ${raw.slice(0, 2000)}`;
      // pools of other clients have the same methods where the same library keeps them
      if (namesOtherClient(text) || namesOtherPool(text) || only?.test(text) === false) return undefined;
      const read = figures.flatMap(([quantity, pattern]) => {
        const value = pattern.exec(text)?.[1];
        return value === undefined ? [] : [[quantity, Number(value)] as const];
      });
      const { inUse, idle, ...rest } = Object.fromEntries(read);
      if (inUse === undefined || idle === undefined) return undefined;
      return { kind: 'pool-snapshot', inUse, idle, ...rest, occasion: 'periodic', ...poolNameOf(record) };
    },
  };
}
