import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from '../../plugin/contract.ts';
import type { Arguments } from './args.ts';
import { CliError } from '../error.ts';
import { didYouMean } from './suggest.ts';

/** Whether a `--parser` word names a file or a package rather than a built-in. */
const isModule = (word: string): boolean => /[./\\@:]/.test(word);

/** Whether a package of that name is installed where the program is run. */
export const isInstalled = (word: string): boolean => {
  const { createRequire } = process.getBuiltinModule('node:module');
  const folders = createRequire(join(process.cwd(), 'package.json')).resolve.paths(word) ?? [];
  return folders.some((folder) => existsSync(join(folder, word, 'package.json')));
};

/**
 * The parsers to read with. `--parser ID` leaves only those named; `--parser PATH` adds one of the user's to them.
 * @throws CliError where an id is unknown or a module holds no sound plug-in
 */
export async function chosenPlugins(args: Arguments): Promise<readonly Plugin[]> {
  const { plugins } = await import('../../../parsers/index.ts');
  const words = args.values('parser');
  const known = plugins.map(({ id }) => id);
  const isOwn = (word: string): boolean => isModule(word) || (!known.includes(word) && isInstalled(word));
  const ids = words.filter((word) => !isOwn(word));
  for (const id of ids) {
    if (!known.includes(id))
      throw new CliError(`no parser is called ${id}`, {
        where: '--parser',
        help: `${didYouMean(id, known)}; a file needs its path: ./${id}.mjs; no package of that name is installed here`,
      });
  }
  const own = await Promise.all(words.filter(isOwn).map((word) => loaded(word)));
  const builtIn = ids.length === 0 ? plugins : plugins.filter(({ id }) => ids.includes(id));
  // what checks strangers' parsers takes longer to load than the built-in ones
  if (own.length === 0) return builtIn;
  const { joined } = await import('../../plugin/load.ts');
  try {
    return joined(builtIn, own);
  } catch (error) {
    throw new CliError('cannot use these parsers together', { where: '--parser', why: (error as Error).message });
  }
}

/** One plug-in from a file or package, which the user named at `where`. @throws CliError */
export async function loaded(path: string, where = '--parser'): Promise<Plugin> {
  const { loadPlugin } = await import('../../plugin/load.ts');
  try {
    return await loadPlugin(path, process.cwd());
  } catch (error) {
    throw new CliError(`cannot use the parser ${path}`, { where, why: (error as Error).message });
  }
}
