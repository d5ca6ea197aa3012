import { definePlugin } from 'leak-stream/plugin';
import { acquireRules } from './acquire.ts';
import { leakRules } from './leaks.ts';
import { metricsRules } from './metrics.ts';
import { enable, snippets } from './enable.ts';
import { remedies } from './remedies.ts';
import { samples } from './samples.ts';
import { trafficRules } from './traffic.ts';

/**
 * Agroal, the pool of Quarkus and WildFly, which prints through listeners: leak reports, with the enhanced report the borrower's stack,
 * exhaustion, and each checkout where the lowest level is switched on; and its metrics, where a program logs them.
 */
export default definePlugin({
  id: 'agroal',
  title: 'Agroal',
  runtime: 'agroal',
  docs: 'https://agroal.github.io/',
  hints: [
    "Datasource '",
    'AgroalDataSource',
    'Leaked connection ',
    'leak! Acquired by',
    'acquisition timeout!',
    'Acquisition timeout while',
    ' acquired | ',
  ],
  context: true,
  rules: { ...leakRules, ...acquireRules, ...trafficRules, ...metricsRules },
  frames: ['family:java stack.module:io.agroal.** role=pool'],
  remedies,
  enable,
  snippets,
  samples,
});
