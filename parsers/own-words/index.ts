import { definePlugin, UNNAMED_RUNTIME } from 'leak-stream/plugin';
import { abroadRules } from './abroad.ts';
import { enable, snippets } from './enable.ts';
import { gaugeRules } from './gauge.ts';
import { hints } from './hints.ts';
import { lendingRules } from './lending.ts';
import { listenerRules } from './listener.ts';
import { loanRules } from './loans.ts';
import { meterRules } from './meter.ts';
import { noWaitRules } from './no-wait.ts';
import { overdueRules } from './overdue.ts';
import { ownWordsRules } from './own-words.ts';
import { prismaRules } from './prisma.ts';
import { refusedRules } from './refused.ts';
import { remedies } from './remedies.ts';
import { samples } from './samples.ts';
import { vertxRules } from './vertx.ts';
import { watchdogRules } from './watchdog.ts';

/**
 * What programs of any language log of their pool themselves: listeners, watchdogs, checkouts, returns and figures in words of their own. README.md tells which line gives which
 * event.
 */
export default definePlugin({
  id: 'own-words',
  title: 'A program’s own words',
  runtime: UNNAMED_RUNTIME,
  general: true,
  hints,
  context: true,
  rules: {
    ...watchdogRules,
    ...listenerRules,
    ...lendingRules,
    ...ownWordsRules,
    ...prismaRules,
    ...noWaitRules,
    ...refusedRules,
    ...vertxRules,
    ...meterRules,
    ...gaugeRules,
    ...abroadRules,
    ...loanRules,
    ...overdueRules,
  },
  remedies,
  enable,
  snippets,
  samples,
});
