import type { Readable } from 'node:stream';
import type { JobsOptions } from '../jobs/index.ts';
import type { Input } from '../read/index.ts';
import type { Arguments } from './args.ts';
import { CliError } from './error.ts';
import { frameRules } from './frame-rules.ts';
import { jobsOf } from './jobs.ts';
import { chosenPlugins } from './plugins.ts';
import { timeBound, timezone, type TimeBound } from './time-options.ts';

/** The options of reading as the words give them. Relative times cost a first pass over the files. @throws CliError */
export async function readOptions(args: Arguments, inputs: readonly Input[], stdin: Readable, signal: AbortSignal): Promise<JobsOptions> {
  const zone = timezone(args);
  const frames = await frameRules(args);
  const options: JobsOptions = {
    jobs: jobsOf(args),
    plugins: await chosenPlugins(args),
    stdin,
    signal,
    ...(zone === undefined ? {} : { timezone: zone }),
    ...(frames.length === 0 ? {} : { frames }),
  };
  const since = await timeBound(args, 'since');
  const until = await timeBound(args, 'until');
  const relative = [since, until].some((bound) => bound !== undefined && 'beforeNewest' in bound);
  // A log that is still being written is as new as the clock.
  const newest = !relative ? 0 : args.has('follow') || args.command === 'kube' ? Date.now() : await newestRecord(inputs, options);
  const instant = (bound: TimeBound): number => ('at' in bound ? bound.at : newest - bound.beforeNewest);
  return { ...options, ...(since && { since: instant(since) }), ...(until && { until: instant(until) }) };
}

async function newestRecord(inputs: readonly Input[], options: JobsOptions): Promise<number> {
  if (inputs.includes('-')) {
    throw new CliError('a pipe can be read only once', {
      where: '--since, --until',
      why: 'a relative time needs the newest record first',
      help: 'give an absolute time, or a file',
    });
  }
  const { readWithJobs } = await import('../jobs/index.ts');
  const { batches, summary } = readWithJobs(inputs, options, 'times');
  // Only the time range is wanted; the events are let go.
  for await (const batch of batches) void batch;
  const range = summary().timeRange;
  return range === null ? 0 : Date.parse(range.to);
}
