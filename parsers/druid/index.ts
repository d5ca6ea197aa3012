import { definePlugin, gaugeRule } from 'leak-stream/plugin';
import { abandonedRules } from './abandoned.ts';
import { acquireRules } from './acquire.ts';
import { lifecycleRules } from './lifecycle.ts';
import { enable, snippets } from './enable.ts';
import { remedies } from './remedies.ts';
import { samples } from './samples.ts';

/** Alibaba Druid: abandoned connections with the stack and the thread of their borrower, exhaustion with its numbers, and the pools' life. */
export default definePlugin({
  id: 'druid',
  title: 'Alibaba Druid',
  runtime: 'druid',
  docs: 'https://github.com/alibaba/druid',
  context: 'samples',
  hints: ['abandon connection, o', 'wait millis ', 'maxWaitThreadCount ', '{dataSource-', 'oolingCount'],
  rules: {
    ...abandonedRules,
    ...acquireRules,
    ...lifecycleRules,
    // druid, com.alibaba.druid.pool.DruidDataSource: getActiveCount, getPoolingCount, getMaxActive, getWaitThreadCount.
    gauge: gaugeRule({ inUse: 'activeCount', idle: 'poolingCount', max: 'maxActive', pending: 'waitThreadCount' }),
  },
  frames: ['family:java stack.module:com.alibaba.druid.** role=pool'],
  remedies,
  enable,
  snippets,
  samples,
});
