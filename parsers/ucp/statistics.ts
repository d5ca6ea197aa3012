import type { Rule } from 'leak-stream/plugin';

const figure = (name: string, text: string): number | undefined => {
  const value = new RegExp(String.raw`\b${name}=(\d{1,9})\b`).exec(text)?.[1];
  return value === undefined ? undefined : Number(value);
};

const statistics: Rule = {
  pattern: /\bBorrowedConnectionsCount=(?<inUse>\d{1,9})\b/,
  read(match, record) {
    const text = record.message.slice(0, 2000);
    const [open, room] = [figure('TotalConnectionsCount', text), figure('RemainingPoolCapacityCount', text)];
    const [idle, pending] = ['AvailableConnectionsCount', 'PendingRequestsCount'].map((name) => figure(name, text)); // prettier-ignore
    const totals = { borrowed: 'CumulativeConnectionBorrowedCount', created: 'ConnectionsCreatedCount' };
    const counters = Object.entries(totals).flatMap(([key, name]) => {
      const value = figure(name, text);
      return value === undefined ? [] : [[key, value] as const];
    });
    if (idle === undefined) return undefined;
    const inUse = match.number('inUse');
    const [lent, returned] = [figure('CumulativeConnectionBorrowedCount', text), figure('CumulativeConnectionReturnedCount', text)];
    // AbandonedConnectionsCount stays 0 whatever abandonedConnectionTimeout takes back (21.9)
    const takenBack = lent === undefined || returned === undefined ? undefined : Math.max(0, lent - returned - inUse);
    return {
      kind: 'pool-snapshot',
      inUse,
      idle,
      ...(open !== undefined && { open }),
      // what it may still open beside what is open
      ...(open !== undefined && room !== undefined && { max: open + room }),
      ...(pending !== undefined && { pending }),
      ...(takenBack !== undefined && { takenBack }),
      ...(counters.length > 0 && { counters: Object.fromEntries(counters) }),
      occasion: 'periodic',
    };
  },
};

/** `oracle.ucp.common.UniversalConnectionPoolStatisticsImpl.toString`, as a program prints `poolDataSource.getStatistics()`. Of a sharded pool the first figures are those of the whole. */
export const statisticsRules = { statistics };
