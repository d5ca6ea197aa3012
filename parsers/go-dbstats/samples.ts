import type { Plugin } from 'leak-stream/plugin';
export const samples: Plugin['samples'] = {};
