import type { TimedEvent } from '../../model/event.ts';
import type { Report } from '../../model/report.ts';
import { CliError, EXIT } from '../error.ts';
import { noteFailures } from '../inputs.ts';
import { readOptions } from '../reading.ts';
import type { Run } from '../command.ts';
import { untilAborted } from '../until-aborted.ts';
import { write } from '../stdout.ts';

interface Claim {
  events: number;
  kinds: Set<string>;
  readonly examples: { readonly where: string; text: string }[];
}

/** Examples of a rule; context is everything else, and needs no more of them. */
const EXAMPLES = 3;

/** `leak-stream parsers explain FILE...`: which rule read what, with examples, and how much nobody read. */
export const explainFiles: Run = async (args, io) => {
  if (args.positionals.length === 0)
    throw new CliError('explain needs a file', { where: 'leak-stream parsers explain', help: 'leak-stream parsers explain app.log' });
  const { readEvents } = await import('../../read/index.ts');
  const { clean } = await import('../../show/clean.ts');
  const { redactLine } = await import('../../show/redact.ts');
  const { batches, summary, failures } = readEvents(args.positionals, await readOptions(args, args.positionals, io.stdin, io.signal));
  const claims = new Map<string, Claim>();
  for await (const batch of untilAborted(batches, io.signal)) for (const event of batch) count(claims, event);
  // Masked while it is whole: a secret that is cut in two is no longer recognised.
  for (const { examples } of claims.values()) for (const example of examples) example.text = redactLine(example.text);
  const lines = [...claims].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([rule, claim]) => told(rule, claim)); // prettier-ignore
  await write(io.stdout, `${[...lines, ...rest(summary())].map(clean).join('\n')}\n`);
  await noteFailures(failures, io);
  return io.signal.aborted ? EXIT.interrupted : failures.length > 0 ? EXIT.input : EXIT.ok;
};

function count(claims: Map<string, Claim>, event: TimedEvent): void {
  const rule = event.kind === 'context' ? 'context (kept for attribution)' : `${event.parser}/${event.rule}`;
  const claim = claims.get(rule) ?? { events: 0, kinds: new Set(), examples: [] };
  claim.events++;
  claim.kinds.add(event.kind);
  if (claim.examples.length < EXAMPLES) claim.examples.push({ where: `${event.source}:${event.line}`, text: event.text });
  claims.set(rule, claim);
}

const told = (rule: string, { events, kinds, examples }: Claim): string[] => [
  `${rule}: ${events} events (${[...kinds].join(', ')})`,
  ...examples.map(({ where, text }) => `  ${where}  ${text.slice(0, 160)}`),
];

function rest({ lines, sources, notices }: Report['input']): string[] {
  const envelopes = sources.map(({ name, envelopes: found, compression }) => `${name}: ${[...found, compression ?? ''].filter((part) => part !== '').join(', ') || 'no envelope'}`);
  return [
    `lines: ${lines.total}, of them ${lines.recognised} in records that a rule read, ${lines.context} context, ${lines.ignored} ignored, ${lines.clipped} clipped`,
    ...envelopes,
    ...notices.slice(0, 20).map(({ code, text }) => `notice ${code}: ${text}`),
  ];
} // prettier-ignore
