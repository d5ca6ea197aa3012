import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { plugins } from '../../parsers/index.ts';
import { loadPlugin } from '../../src/plugin/load.ts';
import { pointerOf } from '../../src/plugin/pack.ts';
import { checkPlugin, describeProblem } from '../../src/testing.ts';

// One folder for each mistake; expected.txt holds every word that is said about it. UPDATE=1 writes missing ones.
// Few neighbours, so that another built-in changes no words.
const NEIGHBOURS = plugins.filter(({ id }) => ['hikaricp', 'pgbouncer', 'sqlalchemy'].includes(id));
const FOLDER = fileURLToPath(new URL('../bad-plugins', import.meta.url));

/** What `parsers check` says of a folder, without recheck. */
async function saidOf(name: string): Promise<string> {
  const folder = `${FOLDER}/${name}`;
  const file = existsSync(`${folder}/pack.json`) ? './pack.json' : './plugin.mjs';
  try {
    const plugin = await loadPlugin(file, folder);
    const place = (where: string): string => `${file}#${pointerOf(where, plugin) ?? `: ${where}`}`;
    const said = checkPlugin(plugin, { others: NEIGHBOURS }).map((problem) =>
      file === './pack.json' ? `${place(problem.where)}: ${problem.what}. ${problem.mend}.` : describeProblem(problem),
    );
    return said.map((line) => `${line}\n`).join('');
  } catch (error) {
    return `${(error as Error).message}\n`;
  }
}

describe.each(readdirSync(FOLDER))('%s', (name) => {
  test('is refused in these words', async () => {
    const said = await saidOf(name);
    expect(said).not.toBe('');
    const path = `${FOLDER}/${name}/expected.txt`;
    if (process.env['UPDATE'] === '1' && !existsSync(path)) writeFileSync(path, said);
    expect(said).toBe(readFileSync(path, 'utf8'));
  });
});
