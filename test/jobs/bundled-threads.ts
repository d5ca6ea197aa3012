import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as WorkerThreads from 'node:worker_threads';
import { inject, vi } from 'vitest';

/** For `vi.mock('node:worker_threads', …)`: threads begin with the bundled sources (../bundled.ts) instead of each reading them anew for three seconds. */
const real = await vi.importActual<typeof WorkerThreads>('node:worker_threads');
export const { MessageChannel, isMainThread, parentPort, threadId, workerData } = real;

export class Worker extends real.Worker {
  /** Messages that came from any of them: a thread that cannot begin leaves its work to this one, and nothing else would tell. */
  static heard = 0;
  constructor(_: string | URL, { eval: __, execArgv: ___, ...options }: WorkerThreads.WorkerOptions) {
    super(pathToFileURL(join(inject('bundled'), 'thread.mjs')), options);
    this.on('message', () => Worker.heard++);
  }
}
