import type { SuspectChange } from '../../model/comparison.ts';
import { cut, type Ticket } from './content.ts';
import { isUndated } from '../words.ts';
import type { Tracker } from './tracker.ts';

/**
 * PagerDuty Events API v2: `POST https://events.pagerduty.com/v2/enqueue`. The fingerprint is the `dedup_key`, so that the same leak is one
 * incident over all runs. The `routing_key` is a secret: the user adds it when sending.
 */
export const pagerduty: Tracker = {
  open: (ticket, report, suspect) => ({
    action: 'trigger',
    payload: {
      event_action: 'trigger',
      dedup_key: ticket.fingerprint,
      client: ticket.tool,
      payload: {
        summary: cut(ticket.title, 1024),
        source: cut(suspect.pools[0] ?? report.input.sources[0]?.name ?? 'leak-stream', 255),
        severity: ticket.severity,
        ...(suspect.lastSeen !== null && !isUndated(suspect.lastSeen) && { timestamp: suspect.lastSeen }),
        component: cut(poolName(suspect.pools[0], report), 255),
        class: `connection-${suspect.verdict}`,
        custom_details: detailsOf(ticket),
      },
    },
  }),
  resolve: ({ fingerprint }: SuspectChange) => ({
    action: 'resolve',
    payload: { event_action: 'resolve', dedup_key: fingerprint },
  }),
};

const poolName = (id: string | undefined, { pools }: Parameters<Tracker['open']>[1]): string => {
  const pool = pools.find((one) => one.id === id);
  return pool?.name ?? pool?.runtime ?? 'connection pool';
};

const detailsOf = ({ facts, stack, code, reasons, evidence, remedy, fingerprint }: Ticket): Record<string, unknown> => ({
  fingerprint,
  ...Object.fromEntries(facts.map(([label, fact]) => [label.toLowerCase().replaceAll(' ', '_'), fact])),
  ...(stack.length > 0 && { stack }),
  ...(code !== undefined && { code: [code.where, ...code.lines] }),
  why: reasons,
  evidence: evidence.map(({ where, text }) => `${where} ${text}`),
  remedy: remedy.text,
  ...(remedy.containment !== undefined && { meanwhile: remedy.containment }),
});
