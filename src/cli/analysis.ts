import type { Readable } from 'node:stream';
import type { State } from '../judge/state.ts';
import type { Report } from '../model/report.ts';
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
  return { report, state, failures, plugins: options.plugins, interrupted: signal.aborted };
}

function thresholdOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const ms = durationMs(text);
  if (ms === undefined || ms <= 0)
    throw new CliError(`${text} is no duration`, { where: '--threshold', help: 'for instance 20s, 500ms or 2m' });
  return ms;
}
