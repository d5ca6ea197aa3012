import { acquit } from '../../observe/holds/contexts.ts';
import { siteKey, withOwn } from '../../observe/holds/sites.ts';
import type { ClosedHold, Life, Process } from '../../state.ts';
import { takeCollected } from './collected.ts';
import { sweepExits } from './sweep.ts';

/**
 * The processes of one stream as they are if the log ends here: holds that came back and whose route no line has named are counted under none, others under the last that their own context named, and what came
 * back only as its process ended, or by a garbage collector, counts as out. What is given does not change; what is the same in both they share. Settling what is settled changes
 * nothing.
 */
export function settledStream(processes: ReadonlyMap<string, Process>): Map<string, Process> {
  const own = new Map<string, Process>();
  const copies = new Map<ClosedHold, ClosedHold>();
  for (const [pid, process] of processes) {
    const lives = new Map([...process.lives].map(([runtime, some]) => [runtime, some.map((life) => withRest(life, copies))]));
    own.set(pid, { ...process, lives });
  }
  sweepExits(livesIn(own), copies);
  takeCollected(livesIn(own), copies);
  for (const life of livesIn(own)) Object.assign(life, { contexts: new Map(), lastClosed: new Map() });
  return own;
}

export const livesIn = (processes: ReadonlyMap<string, Process>): Life[] =>
  [...processes.values()].flatMap(({ lives }) => [...lives.values()].flat());

/** A copy of a life that may be settled further. What came back and waits for its route is counted in it. @param copies gets such holds */
function withRest(life: Life, copies: Map<ClosedHold, ClosedHold>): Life {
  const own: Life = { ...life, swept: [...life.swept] };
  const rest = new Map<ClosedHold, ClosedHold>();
  for (const { pending } of life.contexts.values())
    for (const hold of pending) if ('until' in hold && hold.site === undefined) rest.set(hold, { ...hold });
  if (rest.size === 0) return own;
  own.sites = withOwn(
    life.sites,
    [...rest.values()].map((hold) => siteKey({ ...hold, route: hold.route ?? hold.hint })),
  );
  own.innocent = { ...life.innocent, templates: new Map(life.innocent.templates) };
  // A task that does one thing in its life takes up nothing else that would end it.
  for (const hold of rest.values()) acquit(own, hold, false);
  for (const [hold, copy] of rest) copies.set(hold, copy);
  return own;
}
