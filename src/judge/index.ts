export { conclude } from './conclude.ts';
export { Memo } from './conclude/case/memo.ts';
export type { JudgeOptions, Knowledge, KnownRemedy } from './knowledge.ts';
export { forgetGone } from './gone.ts';
export { join } from './join.ts';
export { streamKey } from './processes.ts';
export { isOfServer, observe } from './observe.ts';
export { KEEPS_EVERY } from './within.ts';
export { emptyState, type State } from './state.ts';
