import type { Readable } from 'node:stream';
import type { State } from '../judge/state.ts';
import type { Notice, Report } from '../model/report.ts';
import type { Plugin } from '../plugin/contract.ts';
import { analyse } from '../analysis.ts';
import type { Failure } from '../read/index.ts';
import type { Arguments } from './args.ts';
import { durationMs } from './duration.ts';
import { CliError } from './error.ts';
import { readIgnoreFile } from './ignore-file.ts';
import { readOptions } from './reading.ts';
import { untilAborted } from './until-aborted.ts';

export interface Analysis {
  readonly report: Report;
  /** What the judge knew: a report keeps only its suspects, the state also what came back and where. */
  readonly state: State;
  readonly failures: readonly Failure[];
  readonly plugins: readonly Plugin[];
  /** The user stopped it: the report tells of what was read until then. */
  readonly interrupted: boolean;
}

/** Reads the inputs and judges them. @throws CliError on options whose values mean nothing */
export async function analysis(args: Arguments, inputs: readonly string[], stdin: Readable, signal: AbortSignal): Promise<Analysis> {
  const threshold = thresholdOf(args.value('threshold'));
  const ignoreFile = args.value('ignore');
  const ignore = ignoreFile === undefined ? undefined : readIgnoreFile(ignoreFile);
  const options = await readOptions(args, inputs, stdin, signal);
  const facts = { ...(threshold === undefined ? {} : { thresholdMs: threshold }), ...(ignore === undefined ? {} : { ignore }) };
  const { report, state, failures } = await analyse(inputs, options, facts, (batches) => untilAborted(batches, signal));
  const interrupted = signal.aborted;
  return { report: noticed(report, args, interrupted), state, failures, plugins: options.plugins, interrupted };
}

/** What the words and the user's hand did to the input. No window of time makes a leak harmless, but one can hide its beginning. */
function noticed(report: Report, args: Arguments, interrupted: boolean): Report {
  const added: Notice[] = [];
  if (interrupted) added.push({ code: 'interrupted', text: 'interrupted: this is what was read until then' });
  if (args.has('since') && report.verdict !== 'leak')
    added.push({ code: 'since-left-out', text: '--since left out what came before: connections taken before it are not seen' });
  return { ...report, input: { ...report.input, notices: [...added, ...report.input.notices] } };
}

function thresholdOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const ms = durationMs(text);
  if (ms === undefined || ms <= 0)
    throw new CliError(`${text} is no duration`, { where: '--threshold', help: 'for instance 20s, 500ms or 2m' });
  return ms;
}
