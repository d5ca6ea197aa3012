import { existsSync } from 'node:fs';
import type { Problem } from '../../plugin/check.ts';
import type { Plugin } from '../../plugin/contract.ts';
import { CliError, EXIT } from '../error.ts';
import { isInstalled, loaded } from '../options/plugins.ts';
import type { Run } from '../command.ts';
import { write } from '../stdout.ts';

const MOST = 30;
const WHERE = 'leak-stream parsers check';

/** `leak-stream parsers check PLUGIN`: whether a plug-in or a pattern pack is sound, as the built-in ones must be. */
export const check: Run = async (args, io) => {
  const [path] = args.positionals;
  if (path === undefined || args.positionals.length > 1)
    throw new CliError('check takes one plug-in', { where: WHERE, help: 'leak-stream parsers check ./mine.mjs' });
  const plugin = await loaded(/[./@]/.test(path) || (!existsSync(path) && isInstalled(path)) ? path : `./${path}`, WHERE);
  const { checkPlugin, describeProblem } = await import('../../plugin/check.ts');
  const { readSample } = await import('../../read/sample.ts');
  const { plugins } = await import('../../../parsers/index.ts');
  const { proof } = await import('./parsers-prove.ts');
  const { linear, told } = await proof();
  const problems = checkPlugin(plugin, { reader: readSample, others: plugins, ...(linear === undefined ? {} : { linear }) });
  const describe = path.endsWith('.json') ? await inPack(path, plugin) : describeProblem;
  for (const problem of problems.slice(0, MOST)) await write(io.stderr, `leak-stream: ${describe(problem)}\n`);
  if (problems.length > MOST) await write(io.stderr, `leak-stream: and ${problems.length - MOST} more\n`);
  if (problems.length > 0) return EXIT.usage;
  const [rules, samples] = [Object.keys(plugin.rules).length, Object.keys(plugin.samples).length];
  await write(io.stdout, `${plugin.id}: sound (rules ${rules}, samples ${samples}; ${told()})\n`);
  return EXIT.ok;
};

/** Problems by their place in the pack's file. */
async function inPack(path: string, plugin: Plugin): Promise<(problem: Problem) => string> {
  const { pointerOf } = await import('../../plugin/pack.ts');
  return ({ where, what, mend }) => `${path}#${pointerOf(where, plugin) ?? `: ${where}`}: ${what}. ${mend}.`;
}
