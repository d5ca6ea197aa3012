import { EXIT } from '../error.ts';
import { inputsOf, noteInterrupted, noteUnread } from '../options/inputs.ts';
import { nothingRecognised } from '../output/nothing-recognised.ts';
import type { Run } from '../command.ts';
import { untilAborted } from '../reading/until-aborted.ts';
import { write, writeAll } from '../stdout.ts';

/** `leak-stream events [INPUT]...`: what was read, one event a line, as it is read. */
export const events: Run = async (args, io) => {
  const inputs = inputsOf(args, io);
  if (inputs === undefined) {
    const { SHORT_HELP } = await import('../options/help.ts');
    await write(io.stderr, SHORT_HELP);
    return EXIT.usage;
  }
  const { readWithJobs } = await import('../../jobs/index.ts');
  const { readOptions } = await import('../reading/reading.ts');
  const { publish } = await import('../../model/event.ts');
  const { redactEvent } = await import('../../show/redact/index.ts');
  const { escaped } = await import('../../show/json.ts');
  const withContext = args.has('context');
  const redacts = !args.has('no-redact');
  const options = await readOptions(args, inputs, io, io.signal);
  const { batches, failures, summary } = readWithJobs(inputs, options, withContext ? 'all-events' : 'events');
  for await (const batch of untilAborted(batches, io.signal)) {
    const chosen = withContext ? batch : batch.filter(({ kind }) => kind !== 'context');
    const published = chosen.map(publish);
    await writeAll(io.stdout, published.map((event) => `${escaped(JSON.stringify(redacts ? redactEvent(event) : event))}\n`)); // prettier-ignore
  }
  // An interruption cuts the input short by itself; that is no failure of the input.
  if (io.signal.aborted) {
    await noteInterrupted(io);
    return EXIT.interrupted;
  }
  const unread = await noteUnread(failures, summary().notices, io);
  const code = await nothingRecognised(args, summary(), options.plugins, io);
  return unread ? EXIT.input : code;
};
