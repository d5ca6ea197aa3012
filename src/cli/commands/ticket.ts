import { comparisonSchema } from '../../model/comparison.ts';
import { CliError, EXIT } from '../error.ts';
import { readJson, readReport } from '../json-input.ts';
import { refuseNoFolder, withSourcesOf } from '../source-root/option.ts';
import type { Run } from '../command.ts';
import { write, writeAll } from '../stdout.ts';
import { didYouMean } from '../options/suggest.ts';

const WHERE = 'leak-stream ticket';

/** `leak-stream ticket --to SYSTEM [REPORT.json]`: ready payloads, one a line. It sends nothing. */
export const ticket: Run = async (args, io) => {
  const { TRACKERS, openings, resolutions } = await import('../../show/tickets/index.ts');
  const to = args.value('to');
  const known = Object.keys(TRACKERS);
  if (to === undefined || !known.includes(to)) {
    const what = to === undefined ? 'a ticket for which system?' : `no tickets can be made for ${to}`;
    throw new CliError(what, { where: '--to', help: didYouMean(to ?? '', known) });
  }
  const [path, ...rest] = args.positionals;
  if (rest.length > 0) throw new CliError('ticket takes one report', { where: WHERE, help: 'leak-stream ticket --to github report.json' });
  const resolved = args.value('resolved');
  if (path === undefined && resolved === undefined && io.stdin.isTTY === true)
    throw new CliError('no report to make tickets of', {
      where: WHERE,
      help: `leak-stream app.log --format json | leak-stream ticket --to ${to}`,
    });
  if (path === '-' && resolved === '-') throw new CliError('standard input can be read only once', { where: WHERE });

  refuseNoFolder(args);
  const { redact } = await import('../../show/redact/index.ts');
  const masked = <T extends object>(document: T): T => (args.has('no-redact') ? document : (redact(document as never) as unknown as T));
  // Somebody who names a comparison and no report wants to close tickets, not to wait for a pipe.
  const source = path ?? (resolved === undefined ? '-' : undefined);
  if (source !== undefined) {
    const report = masked(await withSourcesOf(args, await readReport(source, io, WHERE)));
    await writeAll(io.stdout, openings(to, report));
    if (report.suspects.length === 0 && !args.has('quiet'))
      await write(io.stderr, 'leak-stream: note: the report names no suspect, so there is no ticket to open\n');
  }
  if (resolved !== undefined) {
    const comparison = masked(await readJson(resolved, io, '--resolved', comparisonSchema, 'comparison'));
    await writeAll(io.stdout, resolutions(to, comparison));
  }
  return EXIT.ok;
};
