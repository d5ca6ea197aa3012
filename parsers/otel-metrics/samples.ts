import type { Plugin } from 'leak-stream/plugin';
import { decoys } from './samples/decoys.ts';
import { goSamples } from './samples/go.ts';
import { otherSamples } from './samples/others.ts';

/** Records that each rule must read, and such as look alike. */
export const samples: Plugin['samples'] = { ...goSamples, ...otherSamples, ...decoys };
