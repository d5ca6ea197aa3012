import { existsSync } from 'node:fs';
import { readArguments, type Arguments } from './options/args.ts';
import type { Run } from './command.ts';
import { CliError, EXIT, explain } from './error.ts';
import type { Io } from './io.ts';
import { COMMANDS, OPTIONS } from './options/option-table.ts';
import { ClosedPipe, mayBeUnheard, write } from './stdout.ts';
import { suggest } from './options/suggest.ts';
import { version } from '../version.ts';

const COMMAND: Readonly<Record<Arguments['command'], () => Promise<Run>>> = {
  analyse: async () => (await import('./commands/analyse.ts')).analyse,
  events: async () => (await import('./commands/events.ts')).events,
  compare: async () => (await import('./commands/compare.ts')).compareTwo,
  gate: async () => (await import('./commands/gate.ts')).gateInputs,
  kube: async () => (await import('./commands/kube.ts')).kube,
  ticket: async () => (await import('./commands/ticket.ts')).ticket,
  parsers: async () => (await import('./commands/parsers.ts')).parsers,
  recipe: async () => (await import('./commands/recipe.ts')).recipe,
  schema: async () => (await import('./commands/schema.ts')).schema,
};

/** The command line: words in, exit code out. It never throws. */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  mayBeUnheard(io.stderr);
  try {
    return await dispatch(argv, io);
  } catch (error) {
    if (error instanceof ClosedPipe) return EXIT.ok;
    const known = error instanceof CliError;
    await write(io.stderr, known ? explain(error) : internal(error, argv));
    return known ? error.code : EXIT.internal;
  }
}

async function dispatch(argv: readonly string[], io: Io): Promise<number> {
  const args = await argumentsOf(argv, io.env);
  const asked = helpAsked(args);
  if (asked !== undefined) {
    const { helpOf } = await import('./options/help.ts');
    await write(io.stdout, helpOf(asked));
    return EXIT.ok;
  }
  if (args.has('version')) {
    await write(io.stdout, `leak-stream ${version()}\n`);
    return EXIT.ok;
  }
  if (!args.has('quiet')) for (const stray of args.strays) await write(io.stderr, strayNote(stray));
  const command = await COMMAND[args.command]();
  try {
    return await command(args, io);
  } catch (error) {
    throw error instanceof CliError ? withOrigin(error, args) : error;
  }
}

/** Who gave an option in the environment or in a file looks for its fault there. */
function withOrigin(error: CliError, args: Arguments): CliError {
  const { where, ...explanation } = error.explanation;
  const name = /^--([a-z][a-z-]*)(?: |$)/.exec(where ?? '')?.[1] ?? (where?.startsWith('-o') ? 'output' : undefined);
  const origin = name === undefined ? undefined : args.origin(name);
  return origin === undefined ? error : new CliError(error.message, { ...explanation, where: origin }, error.code);
}

/** The words of the call, and of the file of options that they name. */
async function argumentsOf(argv: readonly string[], env: Io['env']): Promise<Arguments> {
  const args = readArguments(argv, env);
  const path = args.value('config');
  if (path === undefined || args.has('help') || args.has('version')) return args;
  const { readConfig } = await import('./options/config-file.ts');
  return readArguments(argv, env, readConfig(path));
}

/** The command that help is wanted of: `--help`, or the words `help` and `help gate` where no file is called so. */
function helpAsked({ command, positionals: [word, of], has }: Arguments): Arguments['command'] | undefined {
  if (has('help')) return command;
  if (command !== 'analyse' || word !== 'help' || existsSync(word)) return undefined;
  return COMMANDS.find((name) => name === of) ?? command;
}

function strayNote(variable: string): string {
  const near = suggest(variable.slice('LEAK_STREAM_'.length).toLowerCase().replaceAll('_', '-'), OPTIONS.map((option) => option.name)); // prettier-ignore
  const hint = near === undefined ? '' : `; did you mean LEAK_STREAM_${near.toUpperCase().replaceAll('-', '_')}?`;
  return `leak-stream: note: ${variable} is no option${hint}\n`;
}

function internal(error: unknown, argv: readonly string[]): string {
  const verbose = argv.includes('-v') || argv.includes('--verbose');
  const what = error instanceof Error ? (verbose ? (error.stack ?? error.message) : `${error.name}: ${error.message}`) : String(error);
  return [
    `leak-stream: internal error: ${what}`,
    '  This is a bug in leak-stream, not in your log. Please report it with the command and, if you may, the',
    `  log line it stumbled over${verbose ? '' : '; -v prints the stack'}.`,
    '',
  ].join('\n');
}
