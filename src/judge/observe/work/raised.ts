import type { TimedEventOf } from '../../../model/event.ts';
import type { StackFrame } from '../../../model/stack-frame.ts';
import { applicationFrames } from '../../blame/blame.ts';
import { internStack } from '../../lives.ts';
import type { Life } from '../../state.ts';

const MOST = 500;
/** Such lines told of exceptions from several places: they show nobody's path. */
const SEVERAL = '';

/** Keeps the stack of the exception that a line told of, by the line's template: where such lines go with lost connections it shows their path. */
export function noteRaised(life: Life, { template, stack }: TimedEventOf<'context'>): void {
  // Who was turned away took nothing.
  if (template === undefined || stack === undefined || stack.some(({ role }) => role === 'pool')) return;
  const known = life.raised.get(template);
  if (known === SEVERAL || (known === undefined && life.raised.size >= MOST)) return;
  if (known === undefined) life.raised.set(template, internStack(life, stack) ?? SEVERAL);
  else if (placeIn(life.stacks.get(known) ?? []) !== placeIn(stack)) life.raised.set(template, SEVERAL);
}

const placeIn = (stack: readonly StackFrame[]): string | undefined => {
  const [frame] = applicationFrames(stack);
  return frame?.key ?? frame?.function;
};
