import type { Plugin } from 'leak-stream/plugin';
import { connections } from './samples/connections.ts';
import { pool } from './samples/pool.ts';
import { status } from './samples/status.ts';
import { timeouts } from './samples/timeouts.ts';
import { drivers } from './samples/drivers.ts';

/** Logs that each rule must read, by what they show. */
export const samples: Plugin['samples'] = {
  ...connections,
  ...pool,
  ...status,
  ...timeouts,
  ...drivers,
};
