export { compare } from './compare.ts';
export { trafficOf, type Traffic } from './traffic.ts';
export type { Compared } from './exposure.ts';
