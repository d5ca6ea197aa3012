import { CliError, EXIT } from '../error.ts';
import { chosenPlugins } from '../options/plugins.ts';
import { pluginsFor, recipeNames, recipeOf } from '../recipes/recipe.ts';
import type { Run } from '../command.ts';
import { write } from '../stdout.ts';
import { didYouMean } from '../options/suggest.ts';

/** `leak-stream recipe ID...`: what to switch on so that the log tells more, what it costs, and the code or settings, ready to paste. */
export const recipe: Run = async (args, io) => {
  const plugins = await chosenPlugins(args);
  const names = args.positionals;
  const known = recipeNames(plugins);
  if (names.length === 0) {
    const width = Math.max(...[...known.keys()].map((one) => one.length));
    const list = [...known].map(([one, what]) => `  leak-stream recipe ${one.padEnd(width)}  ${what}\n`);
    await write(io.stdout, `What to switch on so that the log tells more, the code for it, and what it costs:\n\n${list.join('')}`);
    return EXIT.ok;
  }
  const recipes = names.map((name) => {
    const found = pluginsFor(name, plugins);
    if (found.length > 0) return recipeOf(found);
    throw new CliError(`there is no recipe ${name}`, { where: 'leak-stream recipe', help: didYouMean(name, [...known.keys()]) });
  });
  await write(io.stdout, recipes.join('\n'));
  return EXIT.ok;
};
