import type { EventDraft } from '../../model/event.ts';
import type { Plugin, RecordView } from '../contract.ts';
import { readRecord, type Reading } from '../read-record.ts';

/** Reads a sample's text into records, with the layouts, envelopes and joining of real reading. */
export type SampleReader = (plugin: Plugin, log: string) => readonly RecordView[];

/** What one plug-in makes of a sample. */
export interface Claim {
  readonly readings: readonly Reading[];
  readonly rules: readonly string[];
  readonly drafts: readonly EventDraft[];
  readonly hinted: boolean;
}

const holds = (view: RecordView, hint: string): boolean =>
  view.raw.includes(hint) ||
  view.message.includes(hint) ||
  view.logger?.includes(hint) === true ||
  view.tail.some((line) => line.includes(hint));

/** @throws PluginFault where the plug-in throws */
export function claim(plugin: Plugin, views: readonly RecordView[]): Claim {
  const hinted = views.filter((view) => plugin.hints.some((hint) => holds(view, hint)));
  const readings = hinted.flatMap((view) => readRecord(plugin, view) ?? []);
  return {
    readings,
    rules: readings.map((reading) => reading.rule),
    drafts: readings.flatMap((reading) => reading.drafts),
    hinted: hinted.length > 0,
  };
}

/** The rules that would read a sample if each stood alone. */
export function takers(plugin: Plugin, views: readonly RecordView[]): string[] {
  return Object.entries(plugin.rules).flatMap(([name, rule]) => {
    const alone: Plugin = { ...plugin, rules: { [name]: rule } };
    try {
      return claim(alone, views).rules.length > 0 ? [name] : [];
    } catch {
      return [];
    }
  });
}
