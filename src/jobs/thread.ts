import { parentPort, workerData } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import type { Work } from './protocol.ts';
import { serve } from './serve.ts';

/* Where a worker thread begins. */
void serve(parentPort as MessagePort, workerData as Work);
