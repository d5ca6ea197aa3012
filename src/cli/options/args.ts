import { parseArgs } from 'node:util';
import { CliError } from '../error.ts';
import { environmentOf, variableOf } from './environment.ts';
import { arranged } from './kube-words.ts';
import { COMMANDS, OPTIONS, optionsOf, type Command } from './option-table.ts';
import { suggest } from './suggest.ts';

/** A command line, read and checked as far as words go; what values mean is the commands' to check. */
export interface Arguments {
  readonly command: Command;
  readonly positionals: readonly string[];
  /** Whether the switch was given. */
  readonly has: (name: string) => boolean;
  /** The last value given: on the command line, else in the environment, else in the file that `--config` names. */
  readonly value: (name: string) => string | undefined;
  readonly values: (name: string) => readonly string[];
  /** Where an option that is not on the command line was given: `LEAK_STREAM_FAIL_ON`, `fail-on in ci.json`. */
  readonly origin: (name: string) => string | undefined;
  /** Variables LEAK_STREAM_… that name no option. */
  readonly strays: readonly string[];
}

const CONFIGURATION = Object.fromEntries(
  OPTIONS.map(({ name, short, value }) => [
    name,
    { type: value ? ('string' as const) : ('boolean' as const), multiple: true, ...(short ? { short } : {}) },
  ]),
);

/** What a file gives, by option. */
type Configured = ReadonlyMap<string, readonly string[]>;

/** @throws CliError on unknown options, missing and superfluous values */
export function readArguments(
  words: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  configured: Configured = new Map(),
): Arguments {
  const argv = arranged(words, takesValue);
  const { tokens } = parseArgs({ args: [...argv], options: CONFIGURATION, strict: false, allowPositionals: true, tokens: true });
  const positionals: string[] = [];
  const given = new Map<string, string[]>();
  let command: Command | undefined;
  let terminated = false;
  for (const token of tokens) {
    if (token.kind === 'option-terminator') terminated = true;
    else if (token.kind === 'positional') {
      const word = COMMANDS.find((name) => name === token.value);
      if (word !== undefined && command === undefined && positionals.length === 0 && !terminated) command = word;
      else positionals.push(token.value);
    } else given.set(token.name, [...(given.get(token.name) ?? []), checkedValue(token)]);
  }
  command ??= 'analyse';
  for (const name of given.keys()) if (!optionsOf(command).some((option) => option.name === name)) throw foreign(name, command);

  const environment = environmentOf(env, optionsOf(command));
  const known = new Set(optionsOf(command).map(({ name }) => name));
  const values = (name: string): readonly string[] => {
    for (const source of [given, environment.values, configured]) {
      const found = known.has(name) ? source.get(name) : undefined;
      if (found !== undefined) return found;
      // --progress here, no-progress there: whoever is nearer to the call is right
      if (source.get(name.startsWith('no-') ? name.slice(3) : `no-${name}`)?.length) return [];
    }
    return [];
  };
  const value = (name: string): string | undefined => values(name).at(-1);
  const origin = (name: string): string | undefined => {
    if (given.has(name)) return undefined;
    if (environment.values.has(name)) return variableOf(name);
    return configured.has(name) ? `${name} in ${value('config')}` : undefined;
  };
  return { command, positionals, values, value, origin, has: (name) => value(name) !== undefined, strays: environment.strays };
}

/** Of an option as it stands on the command line; undefined where there is none of that name. */
function takesValue(word: string): boolean | undefined {
  const name = word.replace(/^-+/, '').replace(/=.*$/s, '');
  const option = OPTIONS.find((one) => (word.startsWith('--') ? one.name === name : one.short === name));
  return option && option.value !== undefined;
}

function checkedValue(token: { name: string; rawName: string; value: string | undefined; inlineValue: boolean | undefined }): string {
  const spec = OPTIONS.find((option) => option.name === token.name);
  if (spec === undefined) throw unknown(token.rawName);
  if (spec.value === undefined) {
    if (token.inlineValue) throw new CliError(`--${spec.name} takes no value`, { where: `${token.rawName}=${token.value ?? ''}` });
    return '';
  }
  // `--since -2h`, `--timezone -02:00`: no option begins with a digit
  const missing =
    token.value === undefined || token.value === '' || (!token.inlineValue && token.value.length > 1 && /^-(?!\d)/.test(token.value));
  if (missing) {
    throw new CliError(`${token.rawName} needs a value`, {
      where: 'command line',
      help: `--${spec.name} ${spec.value}: ${spec.help}`,
    });
  }
  return token.value as string;
}

function unknown(rawName: string): CliError {
  const near = suggest(rawName.replace(/^-+/, ''), OPTIONS.map((option) => option.name)); // prettier-ignore
  const hint = near === undefined ? '' : `did you mean --${near}? `;
  return new CliError(`unknown option ${rawName}`, { where: 'command line', help: `${hint}leak-stream --help lists all` });
}

function foreign(name: string, command: Command): CliError {
  const owners = OPTIONS.find((option) => option.name === name)?.commands ?? [];
  const known = owners.map((owner) => (owner === 'analyse' ? 'leak-stream without a command' : owner)).join(', ');
  return new CliError(`${command} has no option --${name}`, {
    where: 'command line',
    why: `it belongs to: ${known}`,
    help: `leak-stream ${command} --help`,
  });
}
