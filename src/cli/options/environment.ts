import { OPTIONS, type OptionSpec } from './option-table.ts';
import { CliError } from '../error.ts';

const PREFIX = 'LEAK_STREAM_';
/** `fail-on` as `LEAK_STREAM_FAIL_ON`. */
export const variableOf = (name: string): string => PREFIX + name.toUpperCase().replaceAll('-', '_');

/**
 * Options given as LEAK_STREAM_… variables: `LEAK_STREAM_FAIL_ON=leak`. Switches take 1 or true, 0, false or nothing; repeatable options
 * take one value a line. Variables of options that another command owns are left alone.
 */
export function environmentOf(
  env: Readonly<Record<string, string | undefined>>,
  options: readonly OptionSpec[],
): { readonly values: ReadonlyMap<string, readonly string[]>; readonly strays: readonly string[] } {
  const values = new Map<string, readonly string[]>();
  for (const option of options) {
    const text = env[variableOf(option.name)];
    if (text === undefined || text === '') continue;
    const read = option.value === undefined ? switchValue(variableOf(option.name), text) : valuesOf(option, text);
    values.set(option.name, read);
  }
  const known = new Set(OPTIONS.map((option) => variableOf(option.name)));
  const strays = Object.keys(env).filter((name) => name.startsWith(PREFIX) && !known.has(name)).sort(); // prettier-ignore
  return { values, strays };
}

const valuesOf = (option: OptionSpec, text: string): string[] =>
  option.repeatable ? text.split('\n').filter((line) => line !== '') : [text];

function switchValue(variable: string, text: string): string[] {
  if (/^(?:1|true|yes|on)$/i.test(text)) return [''];
  if (/^(?:0|false|no|off)$/i.test(text)) return [];
  throw new CliError(`${variable} is a switch`, {
    where: 'environment',
    why: `it says "${text}"`,
    help: '1 or true switches it on, 0 or false off',
  });
}
