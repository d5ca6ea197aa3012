import type { TimedEvent } from '../../model/event.ts';
import type { Report } from '../../model/report.ts';
import type { Witness } from '../../read/witness.ts';
import { CliError, EXIT } from '../error.ts';
import { noteFailures } from '../options/inputs.ts';
import { readOptions } from '../reading/reading.ts';
import type { Run } from '../command.ts';
import { untilAborted } from '../reading/until-aborted.ts';
import { write } from '../stdout.ts';

interface Claim {
  events: number;
  kinds: Set<string>;
  readonly examples: { readonly where: string; text: string }[];
}

/** Examples of a rule; context is everything else, and needs no more of them. */
const EXAMPLES = 3;

/**
 * `leak-stream parsers explain FILE...`: which rule read what, with examples, how much nobody read, and what of it speaks of a pool. With `--lines` each
 * record stands above it, with its envelopes, and the rule that read it or why none did.
 */
export const explainFiles: Run = async (args, io) => {
  if (args.positionals.length === 0)
    throw new CliError('explain needs a file', { where: 'leak-stream parsers explain', help: 'leak-stream parsers explain app.log' });
  const { readEvents } = await import('../../read/index.ts');
  const { clean } = await import('../../show/clean.ts');
  const { redactLine } = await import('../../show/redact/index.ts');
  const { ByRecord } = await import('../explain/by-record.ts');
  const { Unread } = await import('../explain/unread.ts');
  const options = await readOptions(args, args.positionals, io, io.signal);
  const unread = new Unread();
  const records = args.has('lines') ? new ByRecord(redactLine) : undefined;
  const witness: Witness = {
    peeled: (line, envelopes) => records?.peeled(line, envelopes),
    record: (record, fate, readings, hinted) => {
      unread.record(record, fate);
      records?.record(record, fate, readings, hinted);
    },
  };
  const { batches, summary, failures } = readEvents(args.positionals, { ...options, whole: true, witness });
  const claims = new Map<string, Claim>();
  const printed = async (lines: readonly string[]): Promise<void> => {
    if (lines.length > 0) await write(io.stdout, `${lines.map(clean).join('\n')}\n`);
  };
  for await (const batch of untilAborted(batches, io.signal)) {
    for (const event of batch) count(claims, event);
    await printed(records?.take() ?? []);
  }
  await printed(records?.take() ?? []);
  // Masked while it is whole: a secret that is cut in two is no longer recognised.
  for (const { examples } of claims.values()) for (const example of examples) example.text = redactLine(example.text);
  const lines = [...claims].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([rule, claim]) => told(rule, claim)); // prettier-ignore
  await printed([...lines, ...unread.lines(redactLine), ...rest(summary())]);
  await noteFailures(failures, io);
  return io.signal.aborted ? EXIT.interrupted : failures.length > 0 ? EXIT.input : EXIT.ok;
};

function count(claims: Map<string, Claim>, event: TimedEvent): void {
  const rule = event.kind === 'context' ? 'context (kept for attribution)' : `${event.parser}/${event.rule}`;
  const claim = claims.get(rule) ?? { events: 0, kinds: new Set(), examples: [] };
  claim.events++;
  claim.kinds.add(event.kind);
  const where = `${event.source}:${event.line}`;
  // Events of one record come one after the other, and one look at its line is enough.
  if (claim.examples.length < EXAMPLES && claim.examples.at(-1)?.where !== where) claim.examples.push({ where, text: event.text });
  claims.set(rule, claim);
}

const told = (rule: string, { events, kinds, examples }: Claim): string[] => [
  `${rule}: ${events === 1 ? '1 event' : `${events} events`} (${[...kinds].join(', ')})`,
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
