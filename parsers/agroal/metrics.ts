import type { Rule } from 'leak-stream/plugin';

const AWAITING = /\bThreads awaiting: (\d{1,9})\b/;
/** The block has six lines. */
const BLOCK = 8;

const metrics: Rule = {
  scope: 'record',
  pattern:
    /\bPool: (?<available>\d{1,9}) available \| (?<active>\d{1,9}) active \| (?<most>\d{1,9}) max \| (?<acquired>\d{1,18}) acquired \| (?<returned>\d{1,18}) returned\b/,
  read(match, record) {
    const [idle, inUse] = [match.number('available'), match.number('active')];
    const awaiting = AWAITING.exec([match.after, ...record.tail.slice(0, BLOCK)].join('\n'))?.[1];
    return {
      kind: 'pool-snapshot',
      inUse,
      idle,
      open: idle + inUse,
      ...(awaiting !== undefined && { pending: Number(awaiting) }),
      counters: { acquired: match.number('acquired'), returned: match.number('returned') },
      occasion: 'periodic',
    };
  },
};

/**
 * `io.agroal.pool.DefaultMetricsRepository.toString()` (2.5): a block of lines that programs log of `AgroalDataSource.getMetrics()` where metrics are on. It
 * names no pool. `max` is the most that were ever in use at once, which is no limit.
 */
export const metricsRules = { metrics };
