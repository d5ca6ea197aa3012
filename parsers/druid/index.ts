import { definePlugin } from 'leak-stream/plugin';
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
  hints: ['abandon connection, o', 'wait millis ', 'maxWaitThreadCount ', '{dataSource-'],
  rules: { ...abandonedRules, ...acquireRules, ...lifecycleRules },
  frames: ['family:java stack.module:com.alibaba.druid.** role=pool'],
  remedies,
  enable,
  snippets,
  samples,
});
