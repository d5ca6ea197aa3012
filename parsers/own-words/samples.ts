import type { Plugin } from 'leak-stream/plugin';
import { abroad } from './samples/abroad.ts';
import { gauges } from './samples/gauges.ts';
import { keys } from './samples/keys.ts';
import { lending } from './samples/lending.ts';
import { listeners } from './samples/listeners.ts';
import { loans } from './samples/loans.ts';
import { meters } from './samples/meters.ts';
import { noWaits } from './samples/no-wait.ts';
import { overdue } from './samples/overdue.ts';
import { ownWords } from './samples/own-words.ts';
import { recipe } from './samples/recipe.ts';
import { refusals } from './samples/refused.ts';
import { vertxMeters } from './samples/vertx.ts';
import { watchdogs } from './samples/watchdogs.ts';

/** Logs that each rule must read, by what they show. */
export const samples: Plugin['samples'] = {
  ...recipe,
  ...listeners,
  ...lending,
  ...ownWords,
  ...watchdogs,
  ...gauges,
  ...keys,
  ...refusals,
  ...noWaits,
  ...meters,
  ...vertxMeters,
  ...abroad,
  ...loans,
  ...overdue,
};
