import type { SuspectChange } from '../../model/comparison.ts';
import { code, fenced, prose } from '../markdown/escape.ts';
import type { Ticket } from './content.ts';
import type { Tracker } from './tracker.ts';

/** What finds a ticket again: GitHub has no key of its own. A comment is not shown, and the plain words beside it are what search finds. */
const marker = (fingerprint: string): string => `<!-- leak-stream-fp:${fingerprint} -->`;

const search = (fingerprint: string) => ({ query: `is:issue is:open in:body "${fingerprint}"`, marker: marker(fingerprint) });

/** GitHub issues: `POST /repos/OWNER/REPO/issues`. The body is far below the 65,536 characters that GitHub takes. */
export const github: Tracker = {
  open: (ticket) => ({
    action: 'create',
    search: search(ticket.fingerprint),
    payload: { title: ticket.title, body: bodyOf(ticket), labels: ticket.labels },
  }),
  resolve: ({ fingerprint, text }: SuspectChange) => ({
    action: 'close',
    search: search(fingerprint),
    comment: { body: `${prose(text)}\n\n${marker(fingerprint)}` },
    payload: { state: 'closed', state_reason: 'completed' },
  }),
};

function bodyOf({ fingerprint, facts, stack, code: source, reasons, evidence, remedy, tool }: Ticket): string {
  const { text, fix, containment, validate } = remedy;
  const parts = [
    facts.map(([label, fact]) => `- **${label}**: ${IN_CODE.has(label) ? code(fact) : prose(fact)}`).join('\n'),
    ...(stack.length === 0 ? [] : [fenced(stack.map((frame) => `at ${frame}`).join('\n'))]),
    ...(source === undefined ? [] : [code(source.where), fenced(source.lines.join('\n'), source.language)]),
    ...(reasons.length === 0 ? [] : [`**Why**\n\n${reasons.map((reason) => `- ${prose(reason)}`).join('\n')}`]),
    ...(evidence.length === 0
      ? []
      : [`**Evidence**\n\n${evidence.map(({ where, text: line }) => `- ${code(where)} ${code(line)}`).join('\n')}`]),
    `**Remedy.** ${prose(text)}`,
    ...(fix === undefined ? [] : [fenced(fix)]),
    ...(containment === undefined ? [] : [`**Meanwhile.** ${prose(containment)}`]),
    ...(validate.length === 0 ? [] : [`**Prove the fix**\n\n${fenced(validate.join('\n'))}`]),
    `Fingerprint ${code(fingerprint)}, ${tool}`,
    marker(fingerprint),
  ];
  return parts.join('\n\n');
}

const IN_CODE = new Set(['Call site', 'Called by', 'Route', 'Log line', 'Statement', 'Pools']);
