import { Readable } from 'node:stream';
import type { JobsOptions } from '../../jobs/index.ts';
import type { Input } from '../../read/index.ts';
import { time } from '../../show/words.ts';
import type { Arguments } from '../options/args.ts';
import { CliError } from '../error.ts';
import { frameRules } from '../options/frame-rules.ts';
import type { Io } from '../io.ts';
import { jobsOf } from '../options/jobs.ts';
import { chosenPlugins } from '../options/plugins.ts';
import { write } from '../stdout.ts';
import { timeBound, timezone, type TimeBound } from '../options/time-options.ts';
import type { LogTime } from '../options/time-words.ts';

/**
 * The options of reading as the words give them. Relative times cost a first pass over the files, and what comes through a pipe is kept for the second one.
 *
 * @throws CliError
 */
export async function readOptions(args: Arguments, inputs: readonly Input[], io: Io, signal: AbortSignal): Promise<JobsOptions> {
  const zone = timezone(args);
  const frames = await frameRules(args);
  const options: JobsOptions = {
    jobs: jobsOf(args),
    plugins: await chosenPlugins(args),
    stdin: io.stdin,
    signal,
    ...(zone === undefined ? {} : { timezone: zone }),
    ...(frames.length === 0 ? {} : { frames }),
  };
  const since = await timeBound(args, 'since');
  const until = await timeBound(args, 'until');
  if (since === undefined && until === undefined) return options;
  // A log that is still being written is as new as the clock.
  const live = args.has('follow') || args.command === 'kube';
  const relative = since?.relative === true || until?.relative === true;
  const kept = relative && !live && inputs.includes('-') ? await keptOf(io.stdin, signal) : undefined;
  const again = (): JobsOptions => (kept === undefined ? options : { ...options, stdin: Readable.from(kept, { objectMode: false }) });
  const log = live ? UNTIL_NOW() : relative ? await timeOf(inputs, again()) : { from: 0, to: 0 };
  const from = since?.at(log);
  const to = until?.at(log, from ?? (live ? log.to : undefined));
  if (from !== undefined && to !== undefined && from > to) refuseOrder(from, to);
  if (!args.has('quiet')) await tellDays([['since', since, from], ['until', until, to]], io);
  return { ...again(), ...(from !== undefined && { since: from }), ...(to !== undefined && { until: to }) };
} // prettier-ignore

/** @throws CliError: between the two there is nothing */
function refuseOrder(from: number, to: number): never {
  const [since, until] = [from, to].map((at) => time(new Date(at).toISOString()));
  throw new CliError('--since is after --until', {
    where: '--since, --until',
    why: `--since is ${since}, --until is ${until}`,
    help: 'swap the two',
  });
}

const UNTIL_NOW = (): LogTime => ({ from: -Infinity, to: Date.now() });

/** Bytes of a pipe that are kept so that it can be read twice. */
const MOST_KEPT = 256 * 1024 * 1024;

async function keptOf(stdin: Readable, signal: AbortSignal): Promise<Buffer[]> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of stdin) {
    if (signal.aborted) break;
    const own = Buffer.from(piece as Uint8Array | string);
    pieces.push(own);
    bytes += own.length;
    if (bytes <= MOST_KEPT) continue;
    throw new CliError('more comes through the pipe than can be kept', {
      where: '--since, --until',
      why: 'such a time counts from the newest record, so the log is read twice; of a pipe 256 MiB are kept for that',
      help: 'give the day and the time, as in 2026-03-14T16:20Z, or a file',
    });
  }
  return pieces;
}

async function timeOf(inputs: readonly Input[], options: JobsOptions): Promise<LogTime> {
  const { readWithJobs } = await import('../../jobs/index.ts');
  const { batches, summary } = readWithJobs(inputs, options, 'times');
  // Only the time range is wanted; the events are let go.
  for await (const batch of batches) void batch;
  const range = summary().timeRange;
  return range === null ? { from: 0, to: 0 } : { from: Date.parse(range.from), to: Date.parse(range.to) };
}

/** Which day was found for words that name none. */
async function tellDays(bounds: readonly (readonly [string, TimeBound | undefined, number | undefined])[], io: Io): Promise<void> {
  const told = bounds.flatMap(([name, bound, at]) =>
    bound?.findsDay === true && at !== undefined ? [`--${name} is ${time(new Date(at).toISOString())}`] : [],
  );
  if (told.length > 0) await write(io.stderr, `leak-stream: ${told.join(', ')}\n`);
}
