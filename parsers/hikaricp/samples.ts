import type { Plugin } from 'leak-stream/plugin';
import { acquire } from './samples/acquire.ts';
import { decoys } from './samples/decoys.ts';
import { gauges } from './samples/gauges.ts';
import { leaks } from './samples/leaks.ts';
import { lifecycle } from './samples/lifecycle.ts';
import { meters } from './samples/meters.ts';
import { notes } from './samples/notes.ts';
import { server } from './samples/server.ts';
import { stats } from './samples/stats.ts';

/** Logs that each rule must read, by what they show. */
export const samples: Plugin['samples'] = {
  ...leaks,
  ...acquire,
  ...gauges,
  ...meters,
  ...stats,
  ...lifecycle,
  ...notes,
  ...decoys,
  ...server,
};
