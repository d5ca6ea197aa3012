import type { Gate } from '../../model/gate.ts';
import type { Report } from '../../model/report.ts';
import { destinationOf, emit, type Formats } from '../output/emit.ts';
import { EXIT } from '../error.ts';
import { inputsOf, noteUnread } from '../options/inputs.ts';
import { noteStopped } from '../output/stopped.ts';
import { readReport } from '../json-input.ts';
import { nothingRecognised } from '../output/nothing-recognised.ts';
import type { Run } from '../command.ts';
import { write } from '../stdout.ts';

const FORMATS: Formats<Gate> = {
  text: async () => (await import('../../show/gate/text.ts')).text,
  json: async () => (await import('../../show/gate/json.ts')).json,
  junit: async () => (await import('../../show/gate/junit.ts')).junit,
};

/** `leak-stream gate [INPUT]...`: whether a soak test's pools gave everything back. */
export const gateInputs: Run = async (args, io) => {
  const destination = destinationOf(args, io, FORMATS);
  const inputs = inputsOf(args, io);
  if (inputs === undefined) {
    const { SHORT_HELP } = await import('../options/help.ts');
    await write(io.stderr, SHORT_HELP);
    return EXIT.usage;
  }
  const baselineFile = args.value('baseline');
  const baseline = baselineFile === undefined ? undefined : await readReport(baselineFile, io, '--baseline');
  const { analysis } = await import('../reading/analysis.ts');
  const { gate } = await import('../../judge/gate/index.ts');
  const { redact } = await import('../../show/redact/index.ts');
  const { report, state, failures, plugins, interrupted } = await analysis(args, inputs, io);
  const masked = args.has('no-redact') ? report : redact(report);
  // A baseline is masked as a rule, and has to find its log lines here again.
  const result = gate(state, report, { baseline, masked, allowUnknown: args.has('allow-unknown') });
  // Masking goes by the names of fields, which a gate's result shares with a report.
  const shown = args.has('no-redact') ? result : (redact(result as unknown as Report) as unknown as Gate);

  await emit(shown, FORMATS, destination, io);
  if (interrupted !== undefined) {
    await noteStopped(interrupted, io);
    return EXIT.interrupted;
  }
  const unread = await noteUnread(failures, report.input.notices, io);
  const failed = result.counts.fail > 0;
  const code = await nothingRecognised(args, report.input, plugins, io);
  // A log in which nothing was recognised is a wrong input rather than a gate that does not hold.
  if (code !== EXIT.ok && !failed) return code;
  if (!result.holds) return EXIT.finding;
  return unread ? EXIT.input : EXIT.ok;
};
