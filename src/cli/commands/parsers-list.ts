import { EXIT } from '../error.ts';
import { chosenPlugins } from '../options/plugins.ts';
import type { Run } from '../command.ts';
import { write } from '../stdout.ts';

/** `leak-stream parsers list`: id, title, runtime, rules, and what lines are looked for. */
export const list: Run = async (args, io) => {
  const plugins = await chosenPlugins(args);
  const lines: string[] = [];
  for (const { id, title, runtime, rules, hints, docs } of plugins) {
    lines.push(`${id}  (${title}; runtime ${runtime})`, `  rules  ${Object.keys(rules).join(', ')}`);
    lines.push(`  hints  ${hints.map((hint) => JSON.stringify(hint)).join(', ')}`, ...(docs === undefined ? [] : [`  docs   ${docs}`]), '');
  }
  await write(io.stdout, lines.join('\n'));
  return EXIT.ok;
};
