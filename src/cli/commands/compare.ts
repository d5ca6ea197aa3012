import type { Comparison } from '../../model/comparison.ts';
import type { Report } from '../../model/report.ts';
import { atLeast, VERDICTS, type Verdict } from '../../model/verdict.ts';
import type { Compared } from '../../judge/compare/index.ts';
import type { Arguments } from '../options/args.ts';
import { destinationOf, emit, type Formats } from '../output/emit.ts';
import { CliError, EXIT } from '../error.ts';
import { noteInterrupted, noteUnread } from '../options/inputs.ts';
import type { Io } from '../io.ts';
import { isReport, readReport } from '../json-input.ts';
import { nothingRecognised } from '../output/nothing-recognised.ts';
import type { Run } from '../command.ts';
import { didYouMean } from '../options/suggest.ts';
import { version } from '../../version.ts';

const FORMATS: Formats<Comparison> = {
  text: async () => (await import('../../show/compare/text.ts')).text,
  json: async () => (await import('../../show/compare/json.ts')).json,
  markdown: async () => (await import('../../show/compare/markdown.ts')).markdown,
};

const LEVELS = ['leak', 'saturation', 'long-hold'] as const;

/** `leak-stream compare BEFORE AFTER`: what became of each suspect. */
export const compareTwo: Run = async (args, io) => {
  const destination = destinationOf(args, io, FORMATS);
  const failOn = args.value('fail-on');
  if (failOn !== undefined && !LEVELS.includes(failOn as never))
    throw new CliError(`--fail-on knows no ${failOn}`, { where: '--fail-on', help: didYouMean(failOn, LEVELS) });
  const [before, after, ...rest] = args.positionals;
  if (before === undefined || after === undefined || rest.length > 0 || (before === '-' && after === '-')) {
    const why = before === '-' && after === '-' ? 'standard input can be read only once' : `it was given ${args.positionals.length}`;
    throw new CliError('compare takes two reports or logs', { where: 'leak-stream compare', why, help: 'leak-stream compare before.json after.json; several logs: name their folder, or quote a glob' }); // prettier-ignore
  }
  const sides = [await sideOf(before, args, io), await sideOf(after, args, io)] as const;
  const { compare } = await import('../../judge/compare/index.ts');
  const result = compare(sides[0], sides[1], { name: 'leak-stream', version: version() });
  await emit(result, FORMATS, destination, io);
  if (io.signal.aborted) {
    await noteInterrupted(io);
    return EXIT.interrupted;
  }
  if (failOn !== undefined && fails(result, failOn as Verdict)) return EXIT.finding;
  return sides.find(({ code }) => code !== EXIT.ok)?.code ?? EXIT.ok;
};

/** One side, and the exit code that reading it would have. */
async function sideOf(path: string, args: Arguments, io: Io): Promise<Compared & { readonly code: number }> {
  const { redact } = await import('../../show/redact/index.ts');
  const masked = (report: Report): Report => (args.has('no-redact') ? report : redact(report));
  if (await isReport(path, io)) return { report: masked(await readReport(path, io, 'leak-stream compare')), code: EXIT.ok };
  const { analysis } = await import('../reading/analysis.ts');
  const { report, failures, plugins } = await analysis(args, [path], io);
  const unread = await noteUnread(failures, report.input.notices, io);
  const code = unread ? EXIT.input : await nothingRecognised(args, report.input, plugins, io);
  return { report: masked(report), code };
}

/** Something new or worse at the level, or a verdict that became worse without a suspect to name. */
function fails({ changes, before, after }: Comparison, level: Verdict): boolean {
  const verdictOf = (kind: string): Verdict => VERDICTS.find((verdict) => verdict === kind) ?? 'healthy';
  const worse = changes.some(
    ({ change, after: now }) => (change === 'new' || change === 'worse') && now !== null && atLeast(verdictOf(now.verdict), level),
  );
  return worse || (atLeast(after.verdict, level) && !atLeast(before.verdict, after.verdict));
}
