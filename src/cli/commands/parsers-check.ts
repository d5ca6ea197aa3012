import { CliError, EXIT } from '../error.ts';
import { loaded } from '../plugins.ts';
import type { Run } from '../run.ts';
import { write } from '../stdout.ts';

/** `leak-stream parsers check PLUGIN`: whether a plug-in is sound, as the built-in ones must be. */
export const check: Run = async (args, io) => {
  const [path] = args.positionals;
  if (path === undefined || args.positionals.length > 1)
    throw new CliError('check takes one plug-in', { where: 'leak-stream parsers check', help: 'leak-stream parsers check ./mine.mjs' });
  const plugin = await loaded(path.includes('/') || path.includes('.') ? path : `./${path}`);
  const { checkPlugin, describeProblem } = await import('../../plugin/check.ts');
  const { readSample } = await import('../../read/sample.ts');
  const { plugins } = await import('../../../parsers/index.ts');
  const others = plugins.filter(({ id }) => id !== plugin.id && id !== plugin.replaces);
  const problems = checkPlugin(plugin, { reader: readSample, others });
  for (const problem of problems) await write(io.stderr, `leak-stream: ${describeProblem(problem)}\n`);
  if (problems.length > 0) return EXIT.usage;
  await write(io.stdout, `${plugin.id}: sound\n`);
  return EXIT.ok;
};
