import type { Plugin, Snippet } from '../../plugin/contract.ts';

/** Words that people use for what several plug-ins read, or that are shorter than an id. */
const ALIASES: Readonly<Record<string, readonly string[]>> = { go: ['go-dbstats'], postgres: ['pg-stat-activity', 'postgres-log'] };

/** All words that `leak-stream recipe` knows, with what they stand for. */
export const recipeNames = (plugins: readonly Plugin[]): Map<string, string> =>
  new Map([
    ...plugins.map(({ id, title }) => [id, title] as const),
    ...Object.entries(ALIASES).map(([alias, ids]) => [alias, `the same as ${ids.join(' and ')}`] as const),
  ]);

/** The plug-ins that an id, an alias or a runtime of reports stands for. */
export function pluginsFor(name: string, plugins: readonly Plugin[]): Plugin[] {
  const ids = Object.hasOwn(ALIASES, name) ? (ALIASES[name] as readonly string[]) : [name];
  const byId = plugins.filter(({ id }) => ids.includes(id));
  return byId.length > 0 ? byId : plugins.filter(({ runtime }) => runtime === name);
}

/** What to switch on and what it costs as comments, then the code of the steps. All of it comes from the plug-ins. */
export function recipeOf(plugins: readonly Plugin[]): string {
  const snippets = plugins.flatMap((plugin) => plugin.snippets ?? []);
  const mark = snippets[0]?.comment ?? '#';
  const parts = plugins.map(({ title, enable = [] }) =>
    [
      `${mark} ${title}: what to switch on, and what it costs`,
      ...enable.flatMap(({ setting, cost, off }) => [
        ...commented(mark, setting, '  '),
        ...commented(mark, broken(cost), '    '),
        ...commented(mark, broken(off === undefined ? 'Can stay on.' : `Switch it off: ${off}`), '    '),
      ]),
      ...(enable.length === 0 ? commented(mark, 'nothing: what it logs by itself is read', '  ') : []),
    ].join('\n'),
  );
  return `${[...parts, ...snippets.map(pasted)].map((part) => part.trimEnd()).join('\n\n')}\n`;
}

const pasted = ({ where, comment, code }: Snippet): string => [...commented(comment, where, ''), code].join('\n');

const commented = (mark: string, text: string, indent: string): string[] => text.split('\n').map((line) => `${mark} ${indent}${line}`);

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
