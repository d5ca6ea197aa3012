export { conclude } from './conclude.ts';
export type { JudgeOptions, Knowledge, KnownRemedy } from './knowledge.ts';
export { observe } from './observe.ts';
export { emptyState, type State } from './state.ts';
