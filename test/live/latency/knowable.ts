import { PassThrough } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { plugins } from '../../../parsers/index.ts';
import { reportOf } from '../../../src/analysis.ts';
import { Findings } from '../../../src/live/findings.ts';
import { Judging } from '../../../src/live/judging.ts';
import type { Finding } from '../../../src/model/finding.ts';
import { followEvents } from '../../../src/read/follow/live.ts';

/** By what a finding is known again in another run. */
export const keyOf = ({ kind, fingerprint }: Pick<Finding, 'kind' | 'fingerprint'>): string => `${kind} ${fingerprint}`;

/**
 * After which of the lines each finding can be known at the earliest, by its key: the judge looks after every single line. A record is known once the
 * line after it has come; what silence would tell is left out.
 */
export async function knowable(lines: readonly string[]): Promise<Map<string, number>> {
  const stdin = new PassThrough();
  const events = followEvents(['-'], { plugins, stdin });
  const judging = new Judging((state) => reportOf(state, events.summary(), [], plugins));
  const findings = new Findings();
  const known = new Map<string, number>();
  const reading = (async () => {
    for await (const batch of events.batches) judging.add(batch);
  })();
  for (const [i, line] of lines.entries()) {
    stdin.write(line);
    while (events.summary().lines.total <= i) await setImmediate();
    // from the line's stage to the judge's
    for (let turn = 0; turn < 5; turn++) await setImmediate();
    for (const finding of findings.update(judging.look())) if (!known.has(keyOf(finding))) known.set(keyOf(finding), i);
  }
  stdin.end();
  await reading;
  return known;
}
