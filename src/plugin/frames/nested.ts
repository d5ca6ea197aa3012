import type { EventDraft } from '../../model/event.ts';
import type { StackFrame } from '../../model/stack-frame.ts';

/**
 * A transaction manager that finds a transaction and begins another one beside it, as REQUIRES_NEW asks for: the first one keeps its connection meanwhile. Of Spring
 * (AbstractPlatformTransactionManager, AbstractReactiveTransactionManager), and of Micronaut (AbstractSynchronousTransactionManager).
 */
const FOUND = /^(?:lambda\$)?handleExistingTransaction(?:\$|$)/;
const MANAGER = /TransactionManager$/;

const asksInside = (stack: readonly StackFrame[]): boolean =>
  stack.some(({ function: name, module }) => FOUND.test(name) && MANAGER.test(module ?? ''));

/** A caller whose stack shows that it holds a connection while it waits for another one is marked so. */
export function withNested(draft: EventDraft): EventDraft {
  if (draft?.kind !== 'acquire-timeout' || draft.nested !== undefined || !Array.isArray(draft.stack)) return draft;
  return asksInside(draft.stack) ? { ...draft, nested: true } : draft;
}
