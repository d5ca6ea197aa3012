import { isDeepStrictEqual } from 'node:util';
import type { EventDraft } from '../../model/event.ts';
import { poolEventSchema } from '../../model/event.ts';
import type { Plugin, RecordView, Sample } from '../contract.ts';
import { PluginFault } from '../match.ts';
import { readRecord } from '../read-record.ts';
import type { Report } from './shape.ts';

/** Reads a sample's text into records, with the layouts, envelopes and joining of real reading. */
export type SampleReader = (plugin: Plugin, log: string) => readonly RecordView[];

/** What one plug-in makes of a sample. */
interface Claim {
  readonly rules: readonly string[];
  readonly drafts: readonly EventDraft[];
  readonly hinted: boolean;
}

const hasHint = (plugin: Plugin, view: RecordView): boolean =>
  plugin.hints.some((hint) => view.raw.includes(hint) || view.message.includes(hint) || view.tail.some((line) => line.includes(hint)));

function claim(plugin: Plugin, views: readonly RecordView[]): Claim {
  const hinted = views.filter((view) => hasHint(plugin, view));
  const readings = hinted.flatMap((view) => readRecord(plugin, view) ?? []);
  return {
    rules: readings.map((reading) => reading.rule),
    drafts: readings.flatMap((reading) => reading.drafts),
    hinted: hinted.length > 0,
  };
}

/** The rules that would read a sample if each stood alone. */
function takers(plugin: Plugin, views: readonly RecordView[]): string[] {
  return Object.entries(plugin.rules).flatMap(([name, rule]) => {
    const alone: Plugin = { ...plugin, rules: { [name]: rule } };
    try {
      return claim(alone, views).rules.length > 0 ? [name] : [];
    } catch {
      return [];
    }
  });
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

const short = (value: unknown): string => (JSON.stringify(value) ?? 'nothing').slice(0, 200);

/** Objects must hold at least what is declared, lists must be as long; everything else must be equal. */
function holds(got: unknown, declared: unknown): boolean {
  if (declared === null || typeof declared !== 'object') return isDeepStrictEqual(got, declared);
  if (got === null || typeof got !== 'object' || Array.isArray(got) !== Array.isArray(declared)) return false;
  if (Array.isArray(declared))
    return (got as unknown[]).length === declared.length && declared.every((value, i) => holds((got as unknown[])[i], value));
  return Object.entries(declared).every(([key, value]) => holds((got as Record<string, unknown>)[key], value));
}

const STAMPS = { at: null, source: 'sample', line: 1, byte: 0 };

/** Checks a plug-in against its own samples and its neighbours'. */
export function checkSamples(plugin: Plugin, reader: SampleReader, others: readonly Plugin[], report: Report): void {
  const proven = new Set<string>();
  const names = Object.keys(plugin.samples);
  if (names.every((name) => plugin.samples[name]?.decoy)) {
    report('samples', 'there is none', 'Add a real line for each rule: { log, reads }');
    return;
  }
  for (const [name, sample] of Object.entries(plugin.samples)) {
    const where = `samples[${JSON.stringify(name)}]`;
    try {
      const rules = checkSample(plugin, sample, reader(plugin, sample.log), (what, mend) => report(where, what, mend));
      for (const rule of rules) proven.add(rule);
    } catch (error) {
      const rule = error instanceof PluginFault ? `rules.${error.rule}` : where;
      report(
        rule,
        `on ${where}: ${error instanceof Error ? error.message : String(error)}`,
        'read must be total: use maybe() for groups that may not match',
      );
    }
  }
  for (const rule of Object.keys(plugin.rules)) {
    if (!proven.has(rule)) report(`rules.${rule}`, 'no sample meets it', 'Add a sample with a real line that this rule reads');
  }
  checkNeighbours(plugin, reader, others, report);
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
  if (rules.length === 0) {
    report('no rule reads it', `Compare the pattern with the record as read: ${short(views[0]?.message)}`);
    return [];
  }
  if (sample.rule !== undefined && !rules.includes(sample.rule))
    report(`the rule ${rules[0]} claims it instead of ${sample.rule}`, 'Put the more special rule first');
  const also = sample.rule === undefined ? takers(plugin, views) : [];
  if (also.length > 1)
    report(`the rules ${also.join(' and ')} both read it`, 'Make one pattern stricter, or name the rule that is meant in the sample: rule');
  const wrong = difference(drafts, sample);
  if (wrong !== undefined) report(wrong, 'Correct read, or what the sample declares');
  for (const draft of drafts) {
    const parsed = poolEventSchema.safeParse({ ...draft, ...STAMPS, runtime: plugin.runtime, parser: plugin.id, rule: rules[0] });
    const issue = parsed.success ? undefined : parsed.error.issues[0];
    if (issue)
      report(`its ${draft.kind} event is not valid: ${issue.path.join('.')}: ${issue.message}`, 'See EventDraft of leak-stream/plugin');
  }
  return rules;
}

function checkNeighbours(plugin: Plugin, reader: SampleReader, others: readonly Plugin[], report: Report): void {
  for (const other of others) {
    if (other === plugin || plugin.replaces === other.id || other.replaces === plugin.id) continue;
    if (other.id === plugin.id)
      report('id', `another plug-in has the id ${plugin.id} as well`, `Choose another id, or say replaces: '${plugin.id}' under a new one`);
    for (const [name, sample] of Object.entries(other.samples)) {
      if (sample.decoy) continue;
      try {
        const { rules } = claim(plugin, reader(other, sample.log));
        if (rules.length > 0) {
          report(
            `rules.${rules[0]}`,
            `it claims ${JSON.stringify(name)}, a sample of ${other.id}`,
            `Make its pattern ask for more, or say replaces: '${other.id}'`,
          );
        }
      } catch (error) {
        report(
          `samples of ${other.id}`,
          `on ${JSON.stringify(name)}: ${error instanceof Error ? error.message : String(error)}`,
          'read must be total',
        );
      }
    }
  }
}
