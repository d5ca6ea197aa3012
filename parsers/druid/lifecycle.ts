import type { Rule } from 'leak-stream/plugin';

const PHASES = { inited: 'started', 'closing ...': 'closing', closed: 'closed' } as const;

const lifecycle: Rule = {
  pattern: /\{(?<pool>dataSource-\d{1,9})(?:,[^{}]{1,200})?\} (?<phase>inited|closing \.\.\.|closed)\s*$/,
  read: (match) => ({ kind: 'pool-lifecycle', pool: match.text('pool'), phase: PHASES[match.text('phase') as keyof typeof PHASES] }),
};

/** `DruidDataSource.init` and `close`, INFO. The pool's own name stands only in the first line, so its number is taken. */
export const lifecycleRules = { lifecycle };
