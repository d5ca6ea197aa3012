import type { Rule } from 'leak-stream/plugin';

const lifecycle: Rule = {
  pattern: /(?<what>Started|Terminated) (?:[a-z]\w{0,30}\.){0,10}ViburDBCPDataSource@[0-9a-f]{1,8}\[/,
  read(match, record) {
    const text = record.message.slice(0, 4000);
    const [name, max] = [/, name = ([^,]{1,100}), connectionTimeoutInMs/.exec(text)?.[1], /, poolMaxSize = (\d{1,6}),/.exec(text)?.[1]];
    const pool = name === undefined ? {} : { pool: name };
    if (match.text('what') === 'Terminated') return { kind: 'pool-lifecycle', phase: 'closed', ...pool };
    const started = { kind: 'pool-lifecycle', phase: 'started', ...pool } as const;
    return max === undefined ? started : [started, { kind: 'pool-configuration', ...pool, max: Number(max) }];
  },
};

/** `ViburDBCPDataSource.start` and `terminate`, INFO, with `ViburConfig.toString`. */
export const lifecycleRules = { lifecycle };
