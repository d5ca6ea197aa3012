import { setFlagsFromString } from 'node:v8';
import { parentPort, workerData } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import type { Work } from './protocol.ts';
import { serve } from './serve.ts';

/* Where a worker thread begins. Whoever started it may have kept all heaps of the process little; what is worth a thread may be dense. */
setFlagsFromString('--semi-space-growth-factor=2');
setFlagsFromString('--heap-growing-percent=0');
void serve(parentPort as MessagePort, workerData as Work);
