import type { Plugin } from 'leak-stream/plugin';
import { connections } from './samples/connections.ts';
import { lending } from './samples/lending.ts';
import { ownWords } from './samples/own-words.ts';
import { listeners } from './samples/listeners.ts';
import { pool } from './samples/pool.ts';
import { recipe } from './samples/recipe.ts';
import { status } from './samples/status.ts';
import { timeouts } from './samples/timeouts.ts';
import { watchdogs } from './samples/watchdogs.ts';

/** Logs that each rule must read, by what they show. */
export const samples: Plugin['samples'] = {
  ...connections,
  ...pool,
  ...status,
  ...timeouts,
  ...recipe,
  ...listeners,
  ...lending,
  ...ownWords,
  ...watchdogs,
};
