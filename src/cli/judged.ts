import type { Report } from '../model/report.ts';
import type { State } from '../judge/state.ts';
import { conclude, emptyState, observe } from '../judge/index.ts';
import { readEvents, type Failure } from '../read/index.ts';
import type { Plugin } from '../plugin/contract.ts';
import type { Arguments } from './args.ts';
import { durationMs } from './duration.ts';
import { CliError } from './error.ts';
import { readIgnoreFile } from './ignore-file.ts';
import type { Io } from './io.ts';
import { readOptions } from './reading.ts';
import { untilAborted } from './until-aborted.ts';
import { version } from '../version.ts';

/** A log as judged, with what the judge knew: a report keeps only its suspects, the state also what came back and where. */
export interface Judged {
  readonly report: Report;
  readonly state: State;
  readonly failures: readonly Failure[];
  readonly plugins: readonly Plugin[];
  readonly interrupted: boolean;
}

/** Reads logs and judges them for `compare` and `gate`, which print no remedies. @throws CliError on options whose values mean nothing */
export async function judged(args: Arguments, inputs: readonly string[], io: Io): Promise<Judged> {
  const thresholdMs = thresholdOf(args.value('threshold'));
  const ignoreFile = args.value('ignore');
  const options = await readOptions(args, inputs, io.stdin, io.signal);
  const { batches, summary, failures } = readEvents(inputs, options);
  const state = emptyState();
  for await (const batch of untilAborted(batches, io.signal)) for (const event of batch) observe(state, event);
  const report = conclude(state, summary(), {
    knowledge: { remedies: new Map() },
    tool: { name: 'leak-stream', version: version() },
    ...(thresholdMs !== undefined && { thresholdMs }),
    ...(ignoreFile !== undefined && { ignore: readIgnoreFile(ignoreFile) }),
  });
  return { report, state, failures, plugins: options.plugins, interrupted: io.signal.aborted };
}

function thresholdOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const ms = durationMs(text);
  if (ms !== undefined && ms > 0) return ms;
  throw new CliError(`${text} is no duration`, { where: '--threshold', help: 'for instance 20s, 500ms or 2m' });
}
