import type { ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Plugin } from './contract.ts';
import { triedLinear } from './check/pattern/linear.ts';
import { compilePack, groupOf, lackingIn, sampleName } from './pack/compile.ts';
import type { Pack, PackEvent, PackRule } from './pack/compile.ts';
import { packJsonSchema } from './pack/schema.ts';
import { escapeKey, placeInJson, problemOf, telling } from './pack/words.ts';
import type { PackProblem } from './pack/words.ts';

export type { PackProblem } from './pack/words.ts';
export { packJsonSchema } from './pack/schema.ts';

/** A pack larger than this is somebody's log. */
const LARGEST = 1_000_000;

/** Compiled once, and only where there is a pack. */
let validator: ValidateFunction | undefined;

export type PackReading = { readonly plugin: Plugin } | { readonly problems: readonly PackProblem[] };

const whole = (what: string, mend: string): PackReading => ({ problems: [{ pointer: '', what, mend }] });

/**
 * Reads a pattern pack: formats taught without code. Its patterns are strangers' and would run on every line, so that one which is not
 * linear is refused before it is ever used. Never throws.
 * @param text the file's
 */
export function readPack(text: string): PackReading {
  if (text.length > LARGEST) return whole(`it has ${text.length} characters, more than ${LARGEST}`, 'Name a pattern pack');
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    const place = placeInJson(text, error);
    return whole(`it is no JSON${place === undefined ? '' : `, from ${place} on`}: ${(error as Error).message}`, 'Comments and trailing commas are not allowed');
  }
  const valid = (validator ??= new Ajv2020({ allErrors: true, strict: false, verbose: true }).compile(packJsonSchema()));
  if (!valid(value)) {
    const problems = (valid.errors ?? []).flatMap((error) => problemOf(error) ?? []);
    return { problems: telling(problems.length > 0 ? problems : [{ pointer: '', what: 'it is no pattern pack', mend: 'leak-stream schema pack' }]) };
  }
  const pack = value as Pack;
  const problems = [
    ...(pack.continues === undefined ? [] : patternProblems('/continues', pack.continues)),
    ...Object.entries(pack.rules).flatMap(([name, rule]) => ruleProblems(`/rules/${name}`, rule)),
    ...sampleProblems(pack),
  ];
  return problems.length > 0 ? { problems } : { plugin: compilePack(pack) };
} // prettier-ignore

function patternProblems(pointer: string, text: string, flags?: string): PackProblem[] {
  let pattern: RegExp;
  try {
    pattern = new RegExp(text, flags);
  } catch (error) {
    const what = (error as Error).message.replace(/^Invalid regular expression: /, 'it is no regular expression: ');
    return [{ pointer, what, mend: 'In JSON a backslash is written twice: "\\\\d"' }];
  }
  const why = triedLinear(pattern);
  if (why === undefined) return [];
  return [{ pointer, what: `it is not linear: ${why}`, mend: 'Bound the repeats ({0,200}), use classes that cannot overlap, and anchor it' }];
} // prettier-ignore

function ruleProblems(pointer: string, rule: PackRule): PackProblem[] {
  const problems = patternProblems(`${pointer}/pattern`, rule.pattern, rule.flags);
  if (problems.length > 0) return problems;
  const groups = Object.keys(new RegExp(`${rule.pattern}|`, rule.flags).exec('')?.groups ?? {});
  const also = rule.also ?? [];
  return [...missing(pointer, rule, groups), ...also.flatMap((event, index) => missing(`${pointer}/also/${index}`, event, groups))];
} // prettier-ignore

function missing(pointer: string, event: PackEvent, groups: readonly string[]): PackProblem[] {
  const lacking = lackingIn(event).map((field) => ({
    pointer,
    what: `a ${event.kind} must have ${field}`,
    mend: 'Read it from a group (map), or give it as it stands (set)',
  }));
  const groupless = Object.entries(event.map ?? {}).filter(([, source]) => !groups.includes(groupOf(source)));
  return [
    ...lacking,
    ...groupless.map(([field, source]) => ({
      pointer: `${pointer}/map/${escapeKey(field)}`,
      what: `the pattern has no group ${groupOf(source)}`,
      mend: groups.length === 0 ? 'Name a group in the pattern: (?<name>…)' : `It has: ${groups.join(', ')}`,
    })),
  ];
}

function sampleProblems({ samples }: Pack): PackProblem[] {
  const names = samples.map(sampleName);
  return names.flatMap((name, index) =>
    names.indexOf(name) < index ? [{ pointer: `/samples/${index}/name`, what: `another sample is called ${name}`, mend: 'Give each its own' }] : [],
  );
} // prettier-ignore

/** The JSON pointer of a place in a pack's plug-in, as the checker names it: `rules.lent`, `samples["one"]`, `hints[0]`. */
export function pointerOf(where: string, plugin: Plugin): string | undefined {
  const sample = /^samples\[(?<name>".{0,300}")\]$/.exec(where)?.groups?.['name'];
  if (sample !== undefined) return `/samples/${Object.keys(plugin.samples).indexOf(JSON.parse(sample) as string)}`;
  const path = /^(?<key>[a-z]{1,20})(?:\.(?<name>[a-z0-9-]{1,60})|\[(?<index>\d{1,6})\])?$/.exec(where)?.groups;
  if (path === undefined) return undefined;
  const { key, name = path['index'] } = path;
  return `/${key}${name === undefined ? '' : `/${name}`}`;
}
