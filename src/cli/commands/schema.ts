import type { Run } from '../command.ts';
import { CliError, EXIT } from '../error.ts';
import { write } from '../stdout.ts';
import { didYouMean } from '../options/suggest.ts';

const SCHEMAS = {
  report: async () => (await import('../../model/schema.ts')).reportJsonSchema,
  event: async () => (await import('../../model/schema.ts')).eventJsonSchema,
  finding: async () => (await import('../../model/finding.ts')).findingJsonSchema,
  ndjson: async () => (await import('../../model/line.ts')).lineJsonSchema,
  compare: async () => (await import('../../model/comparison.ts')).comparisonJsonSchema,
  gate: async () => (await import('../../model/gate.ts')).gateJsonSchema,
  pack: async () => (await import('../../plugin/pack/schema.ts')).packJsonSchema,
} as const;
const NAMES = Object.keys(SCHEMAS) as (keyof typeof SCHEMAS)[];

/** `leak-stream schema report|event|finding|ndjson|compare|gate|pack`: the JSON Schema of what the program prints. */
export const schema: Run = async (args, io) => {
  const [name, ...rest] = args.positionals;
  const known = NAMES.find((candidate) => candidate === name);
  if (known === undefined || rest.length > 0) {
    const what = name === undefined ? 'schema of what?' : `there is no schema ${[name, ...rest].join(' ')}`;
    throw new CliError(what, { where: 'leak-stream schema', help: didYouMean(name ?? '', NAMES) });
  }
  const schemaOf = await SCHEMAS[known]();
  await write(io.stdout, `${JSON.stringify(schemaOf(), null, 2)}\n`);
  return EXIT.ok;
};
