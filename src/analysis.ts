import { sitesOf, trafficOf } from './judge/compare/index.ts';
import { withCharts } from './judge/chart.ts';
import { conclude, emptyState, join, observe, type Memo } from './judge/index.ts';
import type { JudgeOptions, KnownRemedy } from './judge/knowledge.ts';
import type { State } from './judge/state.ts';
import type { TimedEvent } from './model/event.ts';
import type { InputSummary, Notice, Report } from './model/report.ts';
import type { Plugin } from './plugin/contract.ts';
import { readWithJobs } from './jobs/index.ts';
import type { JobsOptions } from './jobs/index.ts';
import type { Failure, Input, SoFar } from './read/index.ts';
import { version } from './version.ts';

/** Logs as judged. */
export interface Analysis {
  /** Names the inputs that could not be read, or not whole, among its notices (`input-not-read`). */
  readonly report: Report;
  /** What the judge knew: a report keeps only its suspects, the state also what came back and where. */
  readonly state: State;
  readonly failures: readonly Failure[];
}

/** What the user knows better than the log, and whether the report shall have its curves. */
export type UserFacts = Pick<JudgeOptions, 'thresholdMs' | 'ignore' | 'curves'>;

type Batches = AsyncIterable<TimedEvent[]>;

/**
 * Reads logs to their end and judges the pools in them.
 * @param through what stands between reading and judging: the command line ends a hanging read there, and tells how far it is
 * @throws FrameRuleError where a frame rule cannot be read; never for what an input holds
 */
export async function analyse(
  inputs: readonly Input[],
  options: JobsOptions,
  facts: UserFacts = {},
  through: (batches: Batches, soFar: () => SoFar) => Batches = (batches) => batches,
): Promise<Analysis> {
  const state = emptyState();
  const { batches, summary, soFar, located, failures } = readWithJobs(inputs, options, 'pools', (pools) => join(state, pools));
  for await (const batch of through(batches, soFar)) for (const event of batch) observe(state, event);
  return { report: located(reportOf(state, summary(), failures, options.plugins, facts)), state, failures };
}

/** The report of what was observed, as if nothing more came. The state stays as it is. @param memo of the reports before, where there are many of one state that grows */
export function reportOf(
  state: State,
  read: InputSummary,
  failures: readonly Failure[],
  plugins: readonly Plugin[],
  facts: UserFacts = {},
  memo?: Memo,
): Report {
  const unread = failures.map(({ name, message }) => ({ code: 'input-not-read', text: `${name}: ${message}` }));
  const report = conclude(
    state,
    { ...read, notices: [...read.notices, ...unread, ...goneOf(state)] },
    {
      knowledge: { remedies: remediesOf(plugins), recipes: recipesOf(plugins) },
      tool: { name: 'leak-stream', version: version() },
      ...facts,
    },
    memo,
  );
  // What is drawn, and what only a comparison asks for.
  if (facts.curves === false) return report;
  const sites = sitesOf(trafficOf(state));
  return withCharts(sites === undefined ? report : { ...report, sites }, state);
}

/** What a log that was followed for long told of pods that are no longer there is not all remembered. */
function goneOf({ gone }: State): Notice[] {
  if (gone === 0) return [];
  const text = `${gone} processes of pods or files that fell silent were forgotten, those that were well and those silent for longest first`;
  return [{ code: 'pods-forgotten', text }];
}

/** All plug-ins' remedies by runtime, in the order of the plug-ins. */
function remediesOf(plugins: readonly Plugin[]): ReadonlyMap<string, readonly KnownRemedy[]> {
  const remedies = new Map<string, KnownRemedy[]>();
  for (const { runtime, remedies: known = [] } of plugins) remedies.set(runtime, [...(remedies.get(runtime) ?? []), ...known]);
  return remedies;
}

/** The first plug-in of a runtime that tells what to switch on. */
function recipesOf(plugins: readonly Plugin[]): ReadonlyMap<string, string> {
  const recipes = new Map<string, string>();
  for (const { id, runtime, enable = [] } of plugins) if (enable.length > 0 && !recipes.has(runtime)) recipes.set(runtime, id);
  return recipes;
}
