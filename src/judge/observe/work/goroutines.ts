import type { TimedEventOf } from '../../../model/event.ts';
import { applicationFrames } from '../../blame/blame.ts';
import { addLine } from '../../cooccurrence/index.ts';
import { evidenceOf, internStack } from '../../lives.ts';
import type { Life } from '../../state.ts';

const MAX_DUMPS = 200;
const MAX_PANICS = 500;

/** A dump of goroutines is a snapshot of the process; a recovered panic is an ordinary line with a stack. */
export function onGoroutines(life: Life, event: TimedEventOf<'goroutines'>, at: number | null): void {
  const panics = event.stacks.filter(({ about }) => about === 'panic');
  for (const { stack } of panics) onPanic(life, event, stack, at);
  if (panics.length > 0 && event.openTransactions + event.openRows + event.waiting === 0) return;
  life.goroutines.push({
    at,
    openTransactions: event.openTransactions,
    openRows: event.openRows,
    waiting: event.waiting,
    stacks: event.stacks.flatMap(({ about, count, stack }) => {
      const key = internStack(life, stack);
      return key === undefined ? [] : [{ about, count, stack: key }];
    }),
    evidence: evidenceOf(event),
  });
  if (life.goroutines.length > MAX_DUMPS) life.goroutines.shift();
}

/**
 * A panic that was recovered between taking a connection and giving it back is the one case in which an ordinary log names the place: it is held
 * against the steps of the floor like any other line.
 */
function onPanic(life: Life, event: TimedEventOf<'goroutines'>, stack: (typeof event.stacks)[number]['stack'], at: number | null): void {
  const [frame] = applicationFrames(stack);
  const key = internStack(life, stack);
  if (!frame || key === undefined || life.panics.size >= MAX_PANICS) return;
  const template = `panic in ${frame.key ?? frame.function}`;
  if (!life.panics.has(template)) life.panics.set(template, key);
  const { source, line, byte, text } = event;
  for (const pool of life.pools.values()) {
    if (pool.intervals) addLine(pool.intervals, { source, line, byte, text, at, template, severity: 'error' }, false);
  }
}
