import { definePlugin } from 'leak-stream/plugin';
import { acquireRules } from './acquire.ts';
import { enable, snippets } from './enable.ts';
import { leakRules } from './leaks.ts';
import { remedies } from './remedies.ts';
import { samples } from './samples.ts';

/** The connection pools of GlassFish and Payara (server, Micro, embedded): leak reports with the stack of the borrower, reclaims, and exhaustion. */
export default definePlugin({
  id: 'glassfish',
  title: 'GlassFish and Payara',
  runtime: 'glassfish',
  docs: 'https://docs.payara.fish/community/docs/Technical%20Documentation/Payara%20Server%20Documentation/Server%20Configuration%20And%20Management/JDBC%20Resource%20Management/Overview.html',
  context: 'samples',
  hints: [
    'A potential connection leak detected',
    'Reclaiming the leaked connection of pool',
    'In-use connections equal max-pool-size',
    'No available resource. Wait-time expired',
  ],
  // The frames stand unindented, and without `at`.
  continues: /^(?:[\w.@-]{1,80}\/)?(?:[\w$]{1,200}\.){1,30}[\w$<>]{1,200}\([^()]{1,200}\)$/,
  rules: { ...leakRules, ...acquireRules },
  frames: ['com.sun.enterprise.resource', 'com.sun.enterprise.connectors', 'com.sun.gjc'].map(
    (name) => `family:java stack.module:${name}.** role=pool`,
  ),
  remedies,
  enable,
  snippets,
  samples,
});
