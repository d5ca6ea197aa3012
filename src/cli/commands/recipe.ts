import { CliError, EXIT } from '../error.ts';
import { RECIPES } from '../recipes/index.ts';
import type { Run } from '../run.ts';
import { write } from '../stdout.ts';
import { didYouMean } from '../suggest.ts';

/** `leak-stream recipe NAME`: the code or settings, ready to paste, with what each setting costs as comments before it. */
export const recipe: Run = async (args, io) => {
  const [name, ...rest] = args.positionals;
  const known = Object.keys(RECIPES);
  if (name === undefined) {
    const width = Math.max(...known.map((one) => one.length));
    const list = Object.entries(RECIPES).map(([one, { title }]) => `  leak-stream recipe ${one.padEnd(width)}  ${title}\n`);
    await write(io.stdout, `What to switch on so that the log tells more, the code for it, and what it costs:\n\n${list.join('')}`);
    return EXIT.ok;
  }
  if (rest.length > 0 || !Object.hasOwn(RECIPES, name)) {
    throw new CliError(`there is no recipe ${[name, ...rest].join(' ')}`, { where: 'leak-stream recipe', help: didYouMean(name, known) });
  }
  const { load, plugins: belongs, title } = RECIPES[name]!;
  const { plugins } = await import('../../../parsers/index.ts');
  const mark = name === 'go' ? '//' : name === 'postgres' ? '--' : '#';
  const lines = [`${mark} ${title}: what to switch on, and what it costs`];
  for (const { enable } of plugins.filter(({ id }) => belongs.test(id))) {
    for (const { setting, cost } of enable ?? []) lines.push(...commented(mark, setting, ''), ...commented(mark, broken(cost), '  '));
  }
  await write(io.stdout, `${lines.join('\n')}\n\n${await load()}`);
  return EXIT.ok;
};

const commented = (mark: string, text: string, indent: string): string[] => text.split('\n').map((line) => `${mark}   ${indent}${line}`);

/** Prose in lines that a terminal shows whole; settings are to be copied and stay as they are. */
function broken(text: string): string {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = `${lines.at(-1)} ${word}`.trimStart();
    if (line.length <= 92) lines[lines.length - 1] = line;
    else lines.push(word);
  }
  return lines.join('\n');
}
