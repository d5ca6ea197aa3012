export { matchMoments, type MomentMatch } from './moments.ts';
export { addCounted, addLine, closeInterval, countedOf, emptyIntervals, type CountedLine } from './accumulate.ts';
export { forkOf } from './fork.ts';
export { joinVeiled } from './veil.ts';
export { shrink, sizeOf } from './shrink.ts';
export { attributeTogether, type Part } from './together.ts';
export { attribute, FEWEST_STEPS, LEAST_CONFIDENCE } from './attribute.ts';
export type { AttributeOptions, Attribution, ContextLine, CoOccurrence, Intervals, KeyLine } from './types.ts';
