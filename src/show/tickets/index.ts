import type { Comparison } from '../../model/comparison.ts';
import type { Report } from '../../model/report.ts';
import { cleaned } from '../clean.ts';
import { escaped } from '../json.ts';
import { keyOf, ticketOf } from './content.ts';
import { github } from './github.ts';
import { jira } from './jira.ts';
import { pagerduty } from './pagerduty.ts';
import type { Message, Tracker } from './tracker.ts';

export const TRACKERS: Readonly<Record<string, Tracker>> = { github, jira, pagerduty };

const line = (to: string, fingerprint: string, severity: string | undefined, message: Message): string =>
  `${escaped(JSON.stringify({ to, fingerprint, ...(severity !== undefined && { severity }), ...message }))}\n`;

/** Lines that open a ticket for each suspect of a report, in its order. */
export function* openings(to: string, report: Report): Iterable<string> {
  const safe = cleaned(report);
  for (const suspect of safe.suspects) {
    const ticket = ticketOf(suspect, safe);
    yield line(to, ticket.fingerprint, ticket.severity, TRACKERS[to]!.open(ticket, safe, suspect));
  }
}

/** Lines that resolve the tickets of what a comparison calls gone, and of nothing else: not exercised proves nothing. */
export function* resolutions(to: string, comparison: Comparison): Iterable<string> {
  for (const change of cleaned(comparison).changes) {
    if (change.change !== 'gone') continue;
    const fingerprint = keyOf(change.fingerprint);
    yield line(to, fingerprint, undefined, TRACKERS[to]!.resolve({ ...change, fingerprint }));
  }
}
