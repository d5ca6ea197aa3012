import type { SuspectChange } from '../../model/comparison.ts';
import { code, codeBlock, document, heading, list, paragraph, plain, strong, type AdfNode } from './adf.ts';
import { cut, type Ticket } from './content.ts';
import type { Tracker } from './tracker.ts';

/** Jira has no key of its own for duplicates, but labels that JQL finds exactly. They hold no white space. */
const labelOf = (fingerprint: string): string => `leak-stream-fp:${fingerprint}`;

const search = (fingerprint: string) => ({
  jql: `labels = "${labelOf(fingerprint)}" AND statusCategory != Done`,
  label: labelOf(fingerprint),
});

const PRIORITIES = { critical: 'Highest', error: 'High', warning: 'Medium', info: 'Low' } as const;

/**
 * Jira Cloud issues, REST API v3: `POST /rest/api/3/issue`. The project's key and the issue type are the user's to add; `priority` beside
 * the payload names what the severity is in Jira's default scheme, as not every project has that field.
 */
export const jira: Tracker = {
  open: (ticket) => ({
    action: 'create',
    search: search(ticket.fingerprint),
    priority: PRIORITIES[ticket.severity],
    payload: {
      fields: {
        issuetype: { name: 'Bug' },
        summary: cut(ticket.title, 255),
        description: descriptionOf(ticket),
        labels: [...ticket.labels, labelOf(ticket.fingerprint)],
      },
    },
  }),
  // Which transition closes an issue differs from project to project, so the payload is the comment that says why.
  resolve: ({ fingerprint, text }: SuspectChange) => ({
    action: 'resolve',
    search: search(fingerprint),
    payload: { body: document(paragraph(plain(text))) },
  }),
};

function descriptionOf({ fingerprint, facts, stack, code: source, reasons, evidence, remedy, tool }: Ticket): AdfNode {
  const { text, fix, containment, validate } = remedy;
  const section = (title: string, node: AdfNode, empty: boolean): (AdfNode | undefined)[] => (empty ? [] : [heading(title), node]);
  return document(
    list(facts.map(([label, fact]) => [...strong(`${label}: `), ...plain(fact)])),
    ...section('Stack', codeBlock(stack.map((frame) => `at ${frame}`).join('\n')), stack.length === 0),
    ...(source === undefined ? [] : [heading('Code'), paragraph(code(source.where)), codeBlock(source.lines.join('\n'))]),
    ...section('Why', list(reasons.map(plain)), reasons.length === 0),
    ...section('Evidence', list(evidence.map(({ where, text: line }) => [...code(where), ...plain(` ${line}`)])), evidence.length === 0),
    heading('Remedy'),
    paragraph(plain(text)),
    fix === undefined ? undefined : codeBlock(fix),
    containment === undefined ? undefined : paragraph(strong('Meanwhile: '), plain(containment)),
    ...section('Prove the fix', codeBlock(validate.join('\n')), validate.length === 0),
    paragraph(plain('Fingerprint '), code(fingerprint), plain(`, ${tool}`)),
  );
}
