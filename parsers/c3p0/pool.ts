import type { Rule } from 'leak-stream/plugin';

const stats: Rule = {
  pattern:
    /\b(?<pool>BasicResourcePool@[0-9a-f]{1,16}) \[managed: (?<managed>\d{1,9}), unused: (?<unused>\d{1,9}), excluded: (?<excluded>\d{1,9})\]/,
  read(match) {
    const open = match.number('managed');
    const idle = match.number('unused');
    return { kind: 'pool-snapshot', pool: match.text('pool'), open, idle, inUse: Math.max(0, open - idle), occasion: 'change' };
  },
};

/** The settings that bear on holding connections; the rest of the line holds the URL and is left alone. */
const KEYS: Readonly<Record<string, (value: number) => Readonly<Record<string, number>>>> = {
  maxPoolSize: (max) => ({ max }),
  checkoutTimeout: (ms) => (ms > 0 ? { connectionTimeoutMs: ms } : {}),
  unreturnedConnectionTimeout: (seconds) => (seconds > 0 ? { leakDetectionThresholdMs: seconds * 1000 } : {}),
};

const configuration: Rule = {
  pattern: /^Initializing c3p0 pool\.\.\. /,
  read(match) {
    let known: Readonly<Record<string, number>> = {};
    for (const [, key, value] of match.after.matchAll(/\b([A-Za-z]{5,40}) -> (\d{1,12})(?=,| \])/g)) {
      known = { ...(KEYS[key as string]?.(Number(value)) ?? {}), ...known };
    }
    return [
      { kind: 'pool-lifecycle', phase: 'started' },
      { kind: 'pool-configuration', ...known },
    ];
  },
};

/**
 * `BasicResourcePool.trace`, at FINEST (SLF4J: TRACE) in the releases that are built with `trace: 10`, 0.9.5.5 among them: the state after every
 * change. `AbstractPoolBackedDataSource.getPoolManager`, INFO: the configuration, once.
 */
export const poolRules = { stats, configuration };
