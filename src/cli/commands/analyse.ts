import type { Notice, Report, Verdict } from '../../model/report.ts';
import type { Input } from '../../read/index.ts';
import type { Arguments } from '../options/args.ts';
import { CliError, EXIT } from '../error.ts';
import type { Io } from '../io.ts';
import { nothingRecognised } from '../output/nothing-recognised.ts';
import { outputFiles, writeEach } from '../output/output-files.ts';
import type { Run } from '../command.ts';
import { ClosedPipe, write, writeAll } from '../stdout.ts';
import { didYouMean } from '../options/suggest.ts';
import { colorOf } from '../options/color.ts';
import { counted } from '../../show/words.ts';
import { FORMATS } from '../../show/index.ts';
import { inputsOf, noteUnread } from '../options/inputs.ts';
import { refuseWithoutFollow } from '../follow/options.ts';
import { refuseNoFolder, withSourcesOf } from '../source-root/option.ts';
import { noteStopped } from '../output/stopped.ts';

/** Levels of `--fail-on`, worst first; a verdict fails at its own level and at those after it. */
const LEVELS: readonly Verdict[] = ['leak', 'saturation', 'long-hold'];

/** What there is to read. */
export interface Source {
  readonly inputs: readonly Input[];
  /** What was told of it, once it was read. */
  readonly notices?: readonly Notice[];
  /** Why it could not be read at all, once it has ended. */
  readonly fault?: () => Error | undefined;
}

/** `leak-stream [INPUT]...`: read, judge, print. */
export const analyse: Run = async (args, io) => {
  const source = (): Promise<Source | undefined> => {
    const inputs = inputsOf(args, io);
    return Promise.resolve(inputs && { inputs });
  };
  return analyseSource(args, io, source);
};

/** Reads, judges and prints. @param open called once the options are known to be right */
export async function analyseSource(args: Arguments, io: Io, open: () => Promise<Source | undefined>): Promise<number> {
  const format = args.value('format') ?? 'text';
  if (!Object.hasOwn(FORMATS, format))
    throw new CliError(`unknown format ${format}`, { where: '--format', help: didYouMean(format, Object.keys(FORMATS)) });
  const failOn = levelOf(args.value('fail-on'));
  const color = colorOf(args.value('color'), io);
  const files = outputFiles(args.values('output'), args.positionals);
  refuseNoFolder(args);
  refuseWithoutFollow(args);
  const source = await open();
  if (source === undefined) {
    const { SHORT_HELP } = await import('../options/help.ts');
    await write(io.stderr, SHORT_HELP);
    return EXIT.usage;
  }

  const judged =
    args.has('follow') || args.has('state')
      ? (await import('../follow/index.ts')).followed
      : (await import('../reading/analysis.ts')).analysis;
  const started = performance.now();
  const { report: judgedReport, failures, plugins, unheard, interrupted } = await judged(args, source.inputs, io);
  const fault = source.fault?.();
  if (fault !== undefined) throw fault;
  const unmatched = args.has('in-app') ? await (await import('../options/frame-rules.ts')).unmatched(args, judgedReport) : [];
  const full = withNotices(judgedReport, [...(source.notices ?? []), ...unmatched]);
  if (args.has('verbose')) await write(io.stderr, readNote(full.input, plugins, performance.now() - started));
  const { redact } = await import('../../show/redact/index.ts');
  const located = await withSourcesOf(args, full);
  const report = args.has('no-redact') ? located : redact(located);

  const unwritten = await writeEach(files, async (name) =>
    [...(await FORMATS[name]!.load())(report, { color: false, width: 100 })].join(''),
  );
  if (unheard !== undefined) throw unheard;
  await print(report, format, color, io);
  if (unwritten !== undefined) throw unwritten;
  // An interruption cuts the input short by itself; that is no failure of the input.
  if (interrupted !== undefined) {
    await noteStopped(interrupted, io);
    return EXIT.interrupted;
  }
  const unread = await noteUnread(failures, report.input.notices, io);
  if (failOn !== undefined && LEVELS.indexOf(report.verdict) >= 0 && LEVELS.indexOf(report.verdict) <= LEVELS.indexOf(failOn))
    return EXIT.finding;
  const code = await nothingRecognised(args, report.input, plugins, io);
  return unread ? EXIT.input : code;
}

const withNotices = (report: Report, notices: readonly Notice[]): Report =>
  notices.length === 0 ? report : { ...report, input: { ...report.input, notices: [...report.input.notices, ...notices] } };

/** One line for `-v`: how much, with what, how fast. */
function readNote(input: Report['input'], plugins: readonly { readonly id: string }[], ms: number): string {
  const megabytes = input.sources.reduce((sum, { bytes }) => sum + bytes, 0) / 1e6;
  const rate = (megabytes / Math.max(1, ms)) * 1000;
  const speed = `${(ms / 1000).toFixed(2)} s, ${rate >= 10 ? rate.toFixed(0) : rate.toPrecision(2)} MB/s`;
  return `leak-stream: ${counted(input.lines.total, 'line')} of ${counted(input.sources.length, 'source')} in ${speed}; parsers: ${plugins.map(({ id }) => id).join(', ')}\n`;
}

/** What was not decided is no finding; where it must not pass either there is a command for it. */
const UNDECIDED = `known: ${LEVELS.join(', ')}; leak-stream gate also fails where the log does not tell`;

function levelOf(text: string | undefined): Verdict | undefined {
  const level = LEVELS.find((candidate) => candidate === text);
  if (text !== undefined && level === undefined)
    throw new CliError(`--fail-on knows no ${text}`, {
      where: '--fail-on',
      help: text === 'inconclusive' ? UNDECIDED : didYouMean(text, LEVELS),
    });
  return level;
}

/** A reader that closes the pipe has seen enough; the exit code still tells what was found. */
async function print(report: Report, format: string, color: boolean, io: Io): Promise<void> {
  const reporter = await FORMATS[format]!.load();
  try {
    await writeAll(io.stdout, reporter(report, { color, width: io.stdout.columns ?? 80 }));
  } catch (error) {
    if (!(error instanceof ClosedPipe)) throw error;
  }
}
