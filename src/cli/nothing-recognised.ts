import type { InputSummary } from '../model/report.ts';
import type { Arguments } from './args.ts';
import { EXIT } from './error.ts';
import type { Io } from './io.ts';
import { write } from './stdout.ts';

interface Known {
  readonly title: string;
  readonly hints: readonly string[];
  readonly enable?: readonly { readonly setting: string }[];
}

/** The exit code where everything could be read: 3 where nothing of it was a pool's, and not allowed to be.
 * Says what was looked for and how to make the log tell, so that silence is not taken for health.
 */
export async function nothingRecognised(args: Arguments, input: InputSummary, plugins: readonly Known[], io: Io): Promise<number> {
  if (Object.values(input.parsers).some(({ events }) => events > 0) || args.has('allow-empty')) return EXIT.ok;
  const lines = [`leak-stream: nothing was recognised in ${input.lines.total} lines. Looked for:`];
  for (const { title, hints, enable } of plugins) {
    lines.push(`  ${title}: ${hints.slice(0, 2).map((hint) => JSON.stringify(hint)).join(', ')}${hints.length > 2 ? ', …' : ''}`); // prettier-ignore
    for (const { setting } of (enable ?? []).slice(0, 1)) lines.push(`    switch on: ${setting}`);
  }
  lines.push('leak-stream recipe tells more; --allow-empty takes this as success.', '');
  if (!args.has('quiet')) await write(io.stderr, lines.join('\n'));
  return EXIT.input;
}
