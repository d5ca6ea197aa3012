import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { placeInJson } from '../../plugin/pack/words.ts';
import { CliError, refusal } from '../error.ts';
import { OPTIONS, type OptionSpec } from './option-table.ts';
import { suggest } from './suggest.ts';

/** Options that mean the call itself. */
const CALLS = new Set(['config', 'help', 'version']);
const CONFIGURABLE = OPTIONS.filter(({ name }) => !CALLS.has(name));

const text = z.union([z.string().min(1), z.number()]);
const valueOf = ({ value, repeatable }: OptionSpec) =>
  value === undefined ? z.boolean() : repeatable === true ? z.union([text, z.array(text)]) : text;

/** The long options by their names; `$schema` is an editor's. */
const configSchema = z.strictObject({
  $schema: z.string().optional(),
  ...Object.fromEntries(CONFIGURABLE.map((option) => [option.name, valueOf(option).optional()])),
});

/**
 * The options that a file gives: JSON, with comments and trailing commas allowed. A switch is true or false, a repeatable option one value or a list. Paths
 * count from the file's folder.
 * @throws CliError naming the file and the line
 */
export function readConfig(path: string): ReadonlyMap<string, readonly string[]> {
  const config = withoutComments(contentOf(path));
  const options = configSchema.safeParse(parsed(path, config));
  if (!options.success) throw explained(path, config, options.error.issues[0] as z.core.$ZodIssue);
  const given: Readonly<Record<string, unknown>> = options.data;
  const values = new Map<string, readonly string[]>();
  for (const option of CONFIGURABLE) {
    const value: unknown = given[option.name];
    if (value === undefined) continue;
    const list = typeof value === 'boolean' ? (value ? [''] : []) : [value].flat().map(String);
    values.set(option.name, list.map((each) => (isPath(option, each) ? join(dirname(path), each) : each)));
  }
  return values;
} // prettier-ignore

/** `--parser` takes names too; what begins with a dot is a path. */
const isPath = ({ name, value }: OptionSpec, text: string): boolean =>
  !text.startsWith('/') && (name === 'parser' ? text.startsWith('.') : /^(?:FILE|DIR|REPORT)$/.test(value ?? ''));

function contentOf(path: string): string {
  try {
    return readFileSync(path, 'utf8').replace(/^\ufeff/, '');
  } catch (error) {
    throw new CliError(`cannot read ${path}`, { where: '--config', why: refusal(error), help: HELP });
  }
}

const HELP = 'a JSON file of long options: { "fail-on": "leak", "in-app": ["com.acme.**"], "no-redact": true }';

const TEXTS_AND_COMMENTS = /"(?:[^"\\\n]|\\.)*"|\/\/[^\n]*|\/\*[^]*?\*\//g;
const TEXTS_AND_COMMAS = /"(?:[^"\\\n]|\\.)*"|,(?=\s*[}\]])/g;

/** Blanks in place of comments and trailing commas, so that every place stays what it was. */
function withoutComments(jsonc: string): string {
  const blank = (found: string): string => (found.startsWith('"') ? found : found.replace(/\S/g, ' '));
  return jsonc.replace(TEXTS_AND_COMMENTS, blank).replace(TEXTS_AND_COMMAS, blank);
}

function parsed(path: string, json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    const place = placeInJson(json, error);
    throw new CliError(`${path} is no JSON`, {
      where: place === undefined ? path : `${path}:${place}`,
      why: (error as Error).message,
      help: HELP,
    });
  }
}

function explained(path: string, json: string, issue: z.core.$ZodIssue): CliError {
  const key = issue.code === 'unrecognized_keys' ? issue.keys[0] : issue.path[0];
  if (key === undefined) return new CliError(`${path} holds no options`, { where: '--config', why: 'it is no object', help: HELP });
  const name = String(key);
  const where = `${path}:${json.slice(0, Math.max(0, json.indexOf(JSON.stringify(name)))).split('\n').length}`;
  if (issue.code === 'unrecognized_keys') return unknown(name, where);
  const option = OPTIONS.find((each) => each.name === name) as OptionSpec;
  const what = option.value === undefined ? `${name} is a switch` : `${name} takes ${option.value}${option.repeatable ? ' or a list of them' : ''}`;
  return new CliError(what, { where, help: option.value === undefined ? 'true or false' : `--${name} ${option.value}: ${option.help}` });
} // prettier-ignore

function unknown(name: string, where: string): CliError {
  if (CALLS.has(name)) return new CliError(`a file cannot give the option ${name}`, { where, help: 'give it on the command line' });
  const words = name.replace(/^-+/, '').replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const long = CONFIGURABLE.find(({ short }) => short === name.replace(/^-/, ''))?.name;
  const near = long ?? suggest(words, CONFIGURABLE.map((option) => option.name)); // prettier-ignore
  return new CliError(`no option is called ${name}`, {
    where,
    help: `${near === undefined ? '' : `did you mean ${near}? `}leak-stream --help lists all, here without the dashes`,
  });
}
