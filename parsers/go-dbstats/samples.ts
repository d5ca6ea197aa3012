import type { Plugin } from 'leak-stream/plugin';
import { decoys } from './samples/decoys.ts';
import { dumps } from './samples/dumps.ts';
import { errors } from './samples/errors.ts';
import { libraries } from './samples/libraries.ts';
import { metrics } from './samples/metrics.ts';
import { shapes } from './samples/shapes.ts';
import { tracedSamples } from './samples/traced.ts';

/** Logs that each rule must read, by what they show. */
export const samples: Plugin['samples'] = { ...shapes, ...metrics, ...libraries, ...errors, ...dumps, ...tracedSamples, ...decoys };
