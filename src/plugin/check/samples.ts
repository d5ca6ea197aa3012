import { isDeepStrictEqual } from 'node:util';
import type { EventDraft } from '../../model/event.ts';
import { poolEventSchema } from '../../model/event.ts';
import type { Plugin, RecordView, Sample } from '../contract.ts';
import { PluginFault } from '../match.ts';
import { claim, takers } from './claim.ts';
import type { SampleReader } from './claim.ts';
import type { Report } from './shape.ts';

const short = (value: unknown): string => (JSON.stringify(value) ?? 'nothing').slice(0, 200);

/** Objects must hold at least what is declared, lists must be as long; everything else must be equal. */
function holds(got: unknown, declared: unknown): boolean {
  if (declared === null || typeof declared !== 'object') return isDeepStrictEqual(got, declared);
  if (got === null || typeof got !== 'object' || Array.isArray(got) !== Array.isArray(declared)) return false;
  if (Array.isArray(declared))
    return (got as unknown[]).length === declared.length && declared.every((value, i) => holds((got as unknown[])[i], value));
  return Object.entries(declared).every(([key, value]) => holds((got as Record<string, unknown>)[key], value));
}

/** Where what was read differs from what a sample declares, or undefined. */
function difference(drafts: readonly EventDraft[], sample: Sample): string | undefined {
  const declared = Array.isArray(sample.reads) ? sample.reads : [sample.reads];
  if (drafts.length !== declared.length)
    return `it gives ${drafts.length} events instead of ${declared.length}: ${JSON.stringify(drafts).slice(0, 300)}`;
  for (const [index, expected] of declared.entries()) {
    for (const [field, value] of Object.entries(expected as Record<string, unknown>)) {
      const got = (drafts[index] as unknown as Record<string, unknown>)[field];
      if (!holds(got, value)) return `event ${index + 1} has ${field} = ${short(got)} instead of ${short(value)}`;
    }
  }
  return undefined;
}

/** Why lines of a sample are missing from its record's tail: they became records of their own. */
const splitAt = (views: readonly RecordView[]): string =>
  views.length < 2
    ? ''
    : `; its lines are ${views.length} records, the second begins with ${short(views[1]?.raw.slice(0, 60))}: where it goes on with the first, continues must say so`;

/** Checks a plug-in against its own samples. */
export function checkSamples(plugin: Plugin, reader: SampleReader, report: Report): void {
  const names = Object.keys(plugin.samples);
  if (names.every((name) => plugin.samples[name]?.decoy)) {
    report('samples', 'there is none', 'Add a real line for each rule: { log, reads }');
    return;
  }
  const proven = new Set<string>();
  const asked = new Set<string>();
  for (const [name, sample] of Object.entries(plugin.samples)) {
    const where = `samples[${JSON.stringify(name)}]`;
    if (sample.rule !== undefined) asked.add(sample.rule);
    try {
      const views = reader(plugin, sample.log);
      for (const rule of checkSample(plugin, sample, views, (what, mend) => report(where, what, mend))) proven.add(rule);
    } catch (error) {
      const rule = error instanceof PluginFault ? error.rule : undefined;
      if (rule !== undefined) asked.add(rule);
      const what = (error instanceof Error ? error.message : String(error)).replace(`${plugin.id}/${rule}: `, '');
      const mend = / has no group /.test(what)
        ? 'Ask for a group that the pattern has, or name one so in it: (?<name>…)'
        : 'read must be total: use maybe() for groups that may not match, and return undefined for lines that only look alike';
      report(rule === undefined ? where : `rules.${rule}`, `on ${where}: ${what}`, mend);
    }
  }
  for (const rule of Object.keys(plugin.rules)) {
    if (!proven.has(rule) && !asked.has(rule))
      report(`rules.${rule}`, 'no sample meets it', 'Add a sample with a real line that this rule reads');
  }
}

function checkSample(
  plugin: Plugin,
  sample: Sample,
  views: readonly RecordView[],
  report: (what: string, mend: string) => void,
): readonly string[] {
  const { rules, drafts, hinted } = claim(plugin, views);
  if (sample.decoy) {
    if (rules.length > 0) report(`the rule ${rules[0]} claims it, though it is a decoy`, 'Make the pattern ask for more of its own text');
    return [];
  }
  if (!hinted) {
    report('none of the hints stands in it, so no rule will ever see such a line', 'Add a literal of this line to hints');
    return [];
  }
  const split = splitAt(views);
  if (rules.length === 0) {
    report(`no rule reads it${split}`, `A pattern must be found in its message, which is ${short(views[0]?.message)}`);
    return [];
  }
  if (!isDeepStrictEqual(claim(plugin, views).drafts, drafts))
    report(`the rule ${rules[0]} reads it differently a second time`, 'read must be pure: no memory, no clock, no chance');
  if (sample.rule !== undefined && !rules.includes(sample.rule))
    report(`the rule ${rules[0]} claims it instead of ${sample.rule}`, 'Put the more special rule first');
  const also = sample.rule === undefined ? takers(plugin, views) : [];
  if (also.length > 1)
    report(`the rules ${also.join(' and ')} both read it`, 'Make one pattern stricter, or name the rule that is meant in the sample: rule');
  const wrong = difference(drafts, sample);
  if (wrong !== undefined) report(`${wrong}${split}`, 'Correct read, or what the sample declares');
  for (const what of invalid(plugin, rules[0] as string, drafts)) report(what, 'See EventDraft of leak-stream/plugin');
  return rules;
}

const STAMPS = { at: null, source: 'sample', line: 1, byte: 0 };

/** What is wrong with drafts by the schema of events: one text for each that is not valid. */
export function invalid(plugin: Plugin, rule: string, drafts: readonly EventDraft[]): string[] {
  return drafts.flatMap((draft) => {
    const parsed = poolEventSchema.safeParse({ ...draft, ...STAMPS, runtime: plugin.runtime, parser: plugin.id, rule });
    const issue = parsed.success ? undefined : parsed.error.issues[0];
    if (!issue) return [];
    const kind = typeof draft === 'object' && draft !== null ? String(draft.kind) : short(draft);
    return [`its ${kind} event is not valid: ${issue.path.join('.')}: ${issue.message}`];
  });
}
