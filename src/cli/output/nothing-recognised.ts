import type { InputSummary } from '../../model/report.ts';
import type { Arguments } from '../options/args.ts';
import { EXIT } from '../error.ts';
import type { Io } from '../io.ts';
import { clean } from '../../show/clean.ts';
import { counted } from '../../show/words.ts';
import { write } from '../stdout.ts';

interface Known {
  readonly title: string;
}

/** The exit code where everything could be read: 3 where nothing of it was a pool's, and not allowed to be.
 * Says what was looked for and how to make the log tell, so that silence is not taken for health.
 */
export async function nothingRecognised(args: Arguments, input: InputSummary, plugins: readonly Known[], io: Io): Promise<number> {
  if (Object.values(input.parsers).some(({ events }) => events > 0) || args.has('allow-empty')) return EXIT.ok;
  const lines = [...said(args, input, plugins), ''];
  if (!args.has('quiet')) await write(io.stderr, lines.join('\n'));
  return EXIT.input;
}

function said(args: Arguments, { lines, timeRange, sources, notices }: InputSummary, plugins: readonly Known[]): string[] {
  // Where no source was opened the failure has been told already; an empty source holds nothing to look in.
  if (lines.total === 0 && notices.some(({ code }) => code === 'own-output-skipped'))
    return ['leak-stream: this is a report of leak-stream itself, no log; leak-stream compare and leak-stream ticket read reports.'];
  if (lines.total === 0)
    return sources.length === 0
      ? ['leak-stream: nothing was read; leak-stream --help tells how to name inputs.']
      : [`leak-stream: ${notices.length > 0 ? 'no line could be read' : 'the input is empty'}; --allow-empty takes this as success.`];
  const window = (['since', 'until'] as const)
    .flatMap((name) => (args.value(name) === undefined ? [] : [`--${name} ${args.value(name)}`]))
    .join(' ');
  if (window !== '') {
    const what =
      timeRange === null
        ? `all ${counted(lines.total, 'line')} lie outside ${window}`
        : `nothing was recognised inside ${window}, of ${counted(lines.total, 'line')}`;
    return [`leak-stream: ${what}; leave it out to see what the log holds.`];
  }
  const binary = notices.filter(({ code }) => code === 'binary-file').map(({ text }) => `  ${clean(text)}`);
  return [
    `leak-stream: nothing was recognised in ${counted(lines.total, 'line')}.${binary.length === 0 ? ' Looked for:' : ''}`,
    ...(binary.length === 0 ? plugins.map(({ title }) => `  ${title}`) : binary.slice(0, 5)),
    'leak-stream parsers list shows the lines, leak-stream recipe what to switch on,',
    'leak-stream parsers explain FILE what in it speaks of a pool without a parser that reads it;',
    '--allow-empty takes this as success.',
  ];
}
