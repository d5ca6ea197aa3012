import { setImmediate } from 'node:timers/promises';
import type { State } from '../../judge/state.ts';
import type { Notice, Report } from '../../model/report.ts';
import type { Plugin } from '../../plugin/contract.ts';
import { analyse, type UserFacts } from '../../analysis.ts';
import type { Failure, Input } from '../../read/index.ts';
import type { Arguments } from '../options/args.ts';
import { durationMs } from '../options/duration.ts';
import { CliError } from '../error.ts';
import { readIgnoreFile } from '../options/ignore-file.ts';
import type { Io } from '../io.ts';
import { progressOf } from './progress.ts';
import { readOptions } from './reading.ts';
import { inLittleHeap } from './heap.ts';
import { untilAborted } from './until-aborted.ts';

export interface Analysis {
  readonly report: Report;
  /** What the judge knew: a report keeps only its suspects, the state also what came back and where. */
  readonly state: State;
  readonly failures: readonly Failure[];
  readonly plugins: readonly Plugin[];
  /** Why standard output takes nothing any more, where findings were told: the report is for files only. */
  readonly unheard?: Error | undefined;
  /** The user stopped it. `reading`: the report tells of what was read until then; `judging`: of all. */
  readonly interrupted: 'reading' | 'judging' | undefined;
}

/** Reads the inputs and judges them. @throws CliError on options whose values mean nothing */
export async function analysis(args: Arguments, inputs: readonly Input[], io: Io): Promise<Analysis> {
  const { signal } = io;
  const facts = factsOf(args);
  const options = await readOptions(args, inputs, io, signal);
  const progress = progressOf(
    args,
    io,
    inputs.filter((input) => typeof input === 'string'),
  );
  let cut = false;
  try {
    const { report, state, failures } = await analyse(inputs, options, facts, async function* (batches, soFar) {
      yield* progress.watch(untilAborted(inLittleHeap(batches), signal), soFar);
      cut = signal.aborted;
    });
    // A signal that came while the judge was at work is heard when the program comes to rest.
    await setImmediate();
    const interrupted = cut ? 'reading' : signal.aborted ? 'judging' : undefined;
    return { report: noticed(report, args, cut), state, failures, plugins: options.plugins, interrupted };
  } finally {
    progress.end();
  }
}

/** What the options say of the log. @throws CliError */
export function factsOf(args: Arguments): UserFacts {
  const threshold = thresholdOf(args.value('threshold'));
  const ignoreFile = args.value('ignore');
  const ignore = ignoreFile === undefined ? undefined : readIgnoreFile(ignoreFile);
  return { ...(threshold === undefined ? {} : { thresholdMs: threshold }), ...(ignore === undefined ? {} : { ignore }) };
}

/** What the words and the user's hand did to the input. No window of time makes a leak harmless, but one can hide its beginning. */
export function noticed(report: Report, args: Arguments, interrupted: boolean): Report {
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
