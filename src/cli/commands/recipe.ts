import { CliError, EXIT } from '../error.ts';
import { chosenPlugins } from '../plugins.ts';
import { pluginsFor, recipeNames, recipeOf } from '../recipes/recipe.ts';
import type { Run } from '../command.ts';
import { write } from '../stdout.ts';
import { didYouMean } from '../suggest.ts';

/** `leak-stream recipe ID`: what to switch on so that the log tells more, what it costs, and the code or settings, ready to paste. */
export const recipe: Run = async (args, io) => {
  const plugins = await chosenPlugins(args);
  const [name, ...rest] = args.positionals;
  const known = recipeNames(plugins);
  if (name === undefined) {
    const width = Math.max(...[...known.keys()].map((one) => one.length));
    const list = [...known].map(([one, what]) => `  leak-stream recipe ${one.padEnd(width)}  ${what}\n`);
    await write(io.stdout, `What to switch on so that the log tells more, the code for it, and what it costs:\n\n${list.join('')}`);
    return EXIT.ok;
  }
  const chosen = rest.length > 0 ? [] : pluginsFor(name, plugins);
  if (chosen.length === 0) {
    const help = didYouMean(name, [...known.keys()]);
    throw new CliError(`there is no recipe ${[name, ...rest].join(' ')}`, { where: 'leak-stream recipe', help });
  }
  await write(io.stdout, recipeOf(chosen));
  return EXIT.ok;
};
