import type { TimedEventOf } from '../../../model/event.ts';
import type { StackFrame } from '../../../model/stack-frame.ts';
import { internStack } from '../../lives.ts';
import type { Alarm, Life } from '../../state.ts';

/** Frames of yours among those that the borrower's thread had not left. */
function isIn(stack: readonly StackFrame[], stillIn: number): boolean {
  return stillIn > 0 && stack.slice(-stillIn).some(({ role }) => role === 'application');
}

/** Of a list: whether the borrower had left all methods of yours in which the connection was taken. Of whom that is not told it is not known. */
export function hasLeft(life: Life, event: TimedEventOf<'leak-reported'>): boolean {
  const { stack, stillIn } = event;
  if (stillIn === undefined) return false;
  const left = !isIn(stack, stillIn);
  if (!left) noteBusy(life, event);
  return left;
}

const MAX_BUSY = 1000;

/** Honest work: it tells which helpers others share with what is lost. */
function noteBusy(life: Life, { stack }: TimedEventOf<'leak-reported'>): void {
  const key = life.busy.size < MAX_BUSY ? internStack(life, stack) : undefined;
  if (key !== undefined) life.busy.add(key);
}

/** Those of which an earlier list told and this one does not. */
export function unlisted(life: Life, { held, pool }: TimedEventOf<'acquire-timeout'>): Alarm[] {
  if (held === undefined) return [];
  const out = new Set(held);
  return [...life.alarms].filter(
    (alarm) => alarm.listed === true && alarm.pool === pool && alarm.connection !== undefined && !out.has(alarm.connection),
  );
}
