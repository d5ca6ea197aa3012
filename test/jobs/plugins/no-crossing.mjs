/** A parser that gives what it must not give: a value that is no data. */
export default {
  id: 'no-crossing',
  title: 'values that are no data',
  runtime: 'other',
  hints: ['other pool'],
  rules: {
    size: {
      pattern: /^other pool has (?<n>\d+)(?<odd> odd)?/,
      read: (match) => ({
        kind: 'pool-snapshot',
        inUse: match.number('n'),
        max: 10,
        pool: 'other',
        ...(match.maybe('odd') && { note: () => 'odd', occasion: () => 'odd' }),
      }),
    },
  },
  samples: { size: { log: 'other pool has 3', reads: { kind: 'pool-snapshot', inUse: 3, max: 10, pool: 'other' } } },
};
