import type { EventDraft } from '../model/event.ts';
import type { Plugin, RecordView, Rule } from './contract.ts';
import { withNested } from './frames/nested.ts';
import { matchRule, PluginFault } from './match.ts';

export interface Reading {
  readonly plugin: Plugin;
  readonly rule: string;
  readonly drafts: readonly EventDraft[];
  /** Its drafts keep nothing of the log's text alive, and are as they should be. */
  readonly own?: true;
}

/** Whether the ordinary records of a source matter once its plug-in has read this. */
export const asksForContext = ({ plugin, drafts }: Reading): boolean =>
  plugin.context === true || (plugin.context === 'samples' && drafts.some((draft) => isSample(draft) || draft.kind === 'acquire-timeout'));

const isSample = (draft: EventDraft): boolean =>
  draft.kind === 'pool-snapshot' && (draft.occasion === undefined || draft.occasion === 'periodic') && draft.inUse !== undefined;

/** Each plug-in's rules as pairs, made once: a record in a log of millions must not pay for it. */
const entries = new WeakMap<Plugin, readonly (readonly [string, Rule])[]>();

function rulesOf(plugin: Plugin): readonly (readonly [string, Rule])[] {
  let rules = entries.get(plugin);
  if (rules === undefined) entries.set(plugin, (rules = Object.entries(plugin.rules)));
  return rules;
}

/**
 * Shows a record to a plug-in's rules in order; the first that reads something claims it.
 * @throws PluginFault where the plug-in threw
 */
export function readRecord(plugin: Plugin, record: RecordView): Reading | undefined {
  for (const [name, rule] of rulesOf(plugin)) {
    const match = matchRule(plugin, name, rule, record);
    if (!match) continue;
    let drafts;
    try {
      drafts = rule.read(match, record);
    } catch (error) {
      if (error instanceof PluginFault) throw error;
      throw new PluginFault(plugin.id, name, `its read threw: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
    }
    if (drafts === undefined) continue;
    const list = ((Array.isArray(drafts) ? drafts : [drafts]) as readonly EventDraft[]).map(withNested);
    if (list.length > 0) return { plugin, rule: name, drafts: list };
  }
  return undefined;
}

/** A connection goes out or comes back: where others have said the one, the other is a misunderstanding. */
const about = (kind: EventDraft['kind']): string => (kind === 'checkin' ? 'checkout' : kind);

/** What a reading says and others of the same record do not, by what its events are about; undefined where that is nothing. */
export function unsaid(reading: Reading, others: readonly Reading[]): Reading | undefined {
  const said = new Set(others.flatMap(({ drafts }) => drafts.map(({ kind }) => about(kind))));
  const drafts = reading.drafts.filter(({ kind }) => !said.has(about(kind)));
  if (drafts.length === reading.drafts.length) return reading;
  return drafts.length === 0 ? undefined : { ...reading, drafts };
}
