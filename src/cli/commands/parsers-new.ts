import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CliError, EXIT } from '../error.ts';
import type { Run } from '../command.ts';
import { write } from '../stdout.ts';

const WHERE = 'leak-stream parsers new';

/** `leak-stream parsers new ID`: a folder with a parser to start from. Nothing that is there is overwritten. */
export const create: Run = async (args, io) => {
  const [id, ...rest] = args.positionals;
  if (id === undefined || rest.length > 0)
    throw new CliError('new takes the id of a parser', { where: WHERE, help: 'leak-stream parsers new my-pool' });
  const { PARSER_ID, scaffold } = await import('../../plugin/scaffold.ts');
  if (!PARSER_ID.test(id))
    throw new CliError(`${id} cannot be the id of a parser`, { where: WHERE, help: 'lower-case words joined by dashes: my-pool' });
  const { plugins } = await import('../../../parsers/index.ts');
  if (plugins.some((plugin) => plugin.id === id))
    throw new CliError(`a parser called ${id} comes with leak-stream already`, {
      where: WHERE,
      help: `choose another id; with replaces: '${id}' yours can take its place`,
    });
  try {
    mkdirSync(id);
    for (const [name, text] of Object.entries(scaffold(id))) writeFileSync(join(id, name), text, { flag: 'wx' });
  } catch (error) {
    const why = (error as { code?: string }).code === 'EEXIST' ? 'it is there already' : (error as Error).message;
    throw new CliError(`cannot make the folder ${id}`, { where: WHERE, why, help: 'choose another id, or another folder to work in' });
  }
  const told = [
    `${id}/index.mjs       the parser, with a sample that it cannot read yet`,
    `${id}/index.test.mjs  its test: node --test ${id}/index.test.mjs`,
    '',
    'first: npm install <path of leak-stream>, unless it is installed here',
    `next:  leak-stream parsers check ./${id}`,
    `then:  leak-stream --parser ./${id} app.log`,
  ];
  await write(io.stdout, `${told.join('\n')}\n`);
  return EXIT.ok;
};
