import type { EventDraft } from '../../model/event.ts';
import type { Match, Plugin, RecordView, Rule, RuleScope } from '../contract.ts';
import { goStack } from '../frames/go.ts';
import { javaStack } from '../frames/java.ts';
import { javascriptStack } from '../frames/javascript.ts';
import { pythonStack } from '../frames/python.ts';
import { PACK_KINDS } from './fields.ts';
import { valueOf } from './values.ts';
import type { Form } from './values.ts';

/** The readers of call stacks, by the word for `stack`. */
export const STACKS = { java: javaStack, python: pythonStack, go: goStack, javascript: javascriptStack };

/** How a field is read: the name of a group, or with the form of its text. */
export type PackSource = string | { readonly group: string; readonly as?: Form };

export interface PackEvent {
  readonly kind: string;
  readonly map?: Readonly<Record<string, PackSource>>;
  readonly set?: Readonly<Record<string, unknown>>;
}

export interface PackRule extends PackEvent {
  readonly pattern: string;
  readonly flags?: string;
  readonly scope?: RuleScope;
  readonly stack?: keyof typeof STACKS;
  readonly also?: readonly PackEvent[];
}

/** A pattern pack as written, once it holds against its schema. */
export interface Pack extends Omit<Plugin, 'rules' | 'samples' | 'runtime' | 'continues'> {
  readonly continues?: string;
  readonly runtime?: string;
  readonly rules: Readonly<Record<string, PackRule>>;
  readonly samples: readonly (Plugin['samples'][string] & { readonly name?: string })[];
}

/** What a kind of event must have and a line need not tell. */
const DEFAULTS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  checkout: { connection: null },
  checkin: { connection: null, reason: 'returned' },
  'leak-reported': { connection: null, stack: [] },
};

export const groupOf = (source: PackSource): string => (typeof source === 'string' ? source : source.group);

const neededOf = (kind: string): string[] => [...(PACK_KINDS.get(kind) ?? [])].flatMap(([name, { required }]) => (required ? [name] : []));

/** The fields that a kind of event must have and nothing of this one gives. */
export const lackingIn = ({ kind, map = {}, set = {} }: PackEvent): string[] =>
  neededOf(kind).filter((name) => !(name in map) && !(name in set) && !(name in (DEFAULTS[kind] ?? {})));

type Reading = (match: Match) => Record<string, unknown> | undefined;

/** A field whose group did not match, or whose text is none of its form, is left out; an event without one that it must have is none. */
function readingOf({ kind, map = {}, set = {} }: PackEvent): Reading {
  const fields = PACK_KINDS.get(kind);
  const sources = Object.entries(map).map(([name, source]) => {
    const type = fields?.get(name)?.type ?? 'text';
    const form = (typeof source === 'string' ? undefined : source.as) ?? (type === 'text' || type === 'other' ? 'text' : 'number');
    return { name, group: groupOf(source), form, type };
  });
  const needed = neededOf(kind);
  return (match) => {
    const draft: Record<string, unknown> = { kind, ...DEFAULTS[kind], ...set };
    for (const { name, group, form, type } of sources) {
      const text = match.maybe(group);
      const value = text === undefined ? undefined : valueOf(text, form);
      if (value === undefined) continue;
      if (type === 'text') draft[name] = String(value);
      else if (typeof value === 'number' && value >= 0 && (type !== 'count' || Number.isInteger(value))) draft[name] = value;
    }
    return needed.every((name) => draft[name] !== undefined) ? draft : undefined;
  };
}

function ruleOf({ pattern, flags, scope, stack, also = [], ...own }: PackRule): Rule {
  const readings = [own, ...also].map(readingOf);
  const framesOf = stack === undefined ? undefined : STACKS[stack];
  const read = (match: Match, record: RecordView): readonly EventDraft[] | undefined => {
    const drafts = readings.flatMap((reading) => reading(match) ?? []);
    if (drafts.length < readings.length) return undefined;
    const frames = framesOf?.([record.message, ...record.tail]) ?? [];
    if (frames.length > 0) (drafts[0] as Record<string, unknown>)['stack'] = frames;
    return drafts as unknown as EventDraft[];
  };
  return { pattern: new RegExp(pattern, flags), ...(scope === undefined ? {} : { scope }), read };
}

/** The name of a sample that has none. */
export const sampleName = (sample: { readonly name?: string }, index: number): string => sample.name ?? `sample ${index + 1}`;

/** The plug-in that a pack describes. Its patterns must be regular expressions, and its groups theirs. */
export function compilePack({ rules, samples, runtime, continues, ...rest }: Pack): Plugin {
  const plain = Object.fromEntries(Object.entries(rest).filter(([key]) => key !== '$schema')) as typeof rest;
  return {
    ...plain,
    runtime: runtime ?? rest.id,
    ...(continues === undefined ? {} : { continues: new RegExp(continues) }),
    rules: Object.fromEntries(Object.entries(rules).map(([name, rule]) => [name, ruleOf(rule)])),
    samples: Object.fromEntries(samples.map(({ name, ...sample }, index) => [sampleName({ ...(name === undefined ? {} : { name }) }, index), sample])),
  };
} // prettier-ignore
