import type { Run } from '../run.ts';
import { CliError, EXIT } from '../error.ts';
import { write } from '../stdout.ts';
import { didYouMean } from '../suggest.ts';

const NAMES = ['report', 'event'] as const;

/** `leak-stream schema report|event`: the JSON Schema of what the program prints. */
export const schema: Run = async (args, io) => {
  const [name, ...rest] = args.positionals;
  const known = NAMES.find((candidate) => candidate === name);
  if (known === undefined || rest.length > 0) {
    const what = name === undefined ? 'schema of what?' : `there is no schema ${[name, ...rest].join(' ')}`;
    throw new CliError(what, { where: 'leak-stream schema', help: didYouMean(name ?? '', NAMES) });
  }
  const { eventJsonSchema, reportJsonSchema } = await import('../../model/schema.ts');
  await write(io.stdout, `${JSON.stringify(known === 'report' ? reportJsonSchema() : eventJsonSchema(), null, 2)}\n`);
  return EXIT.ok;
};
