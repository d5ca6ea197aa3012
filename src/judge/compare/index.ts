export { compare } from './compare.ts';
export { trafficOf, type Traffic } from './traffic.ts';
export type { Compared } from './exposure.ts';
export { sitesOf } from './sites.ts';
