import type { Match, Plugin, RecordView, Rule } from './contract.ts';
import { sharedTails } from './shared.ts';

/** A plug-in broke its contract on some input: it is named, the record is skipped, the others go on. */
export class PluginFault extends Error {
  override readonly name = 'PluginFault';
  readonly plugin: string;
  readonly rule: string;

  constructor(plugin: string, rule: string, message: string, options?: { cause: unknown }) {
    super(`${plugin}/${rule}: ${message}`, options);
    this.plugin = plugin;
    this.rule = rule;
  }
}

const view = (found: RegExpExecArray, line: string, lineIndex: number, plugin: Plugin, rule: string): Match => {
  const fault = (message: string): Error => new PluginFault(plugin.id, rule, message);
  const group = (name: string): string | undefined => {
    if (found.groups === undefined || !(name in found.groups)) throw fault(`its pattern has no group '${name}'`);
    return found.groups[name];
  };
  const maybeNumber = (name: string): number | undefined => {
    const text = group(name);
    if (text === undefined) return undefined;
    const value = Number(text);
    return text !== '' && Number.isFinite(value) ? value : undefined;
  };
  return {
    lineIndex,
    before: line.slice(0, found.index),
    after: line.slice(found.index + found[0].length),
    maybe: group,
    maybeNumber,
    text(name) {
      const text = group(name);
      if (text === undefined) throw fault(`asked for the group '${name}', which did not match`);
      return text;
    },
    number(name) {
      const value = maybeNumber(name);
      if (value === undefined) throw fault(`asked for the group '${name}' as a number, but it is ${JSON.stringify(group(name) ?? null)}`);
      return value;
    },
  };
};

/** Where a rule's pattern is found in a record, or undefined. */
export function matchRule(plugin: Plugin, name: string, rule: Rule, record: RecordView): Match | undefined {
  const scope = rule.scope ?? 'message';
  const first = scope === 'raw' ? record.raw : record.message;
  const found = rule.pattern.exec(first);
  if (found) return view(found, first, 0, plugin, name);
  if (scope !== 'record') return undefined;
  const places = sharedTails.has(record.tail) ? placesIn(record.tail) : undefined;
  for (let i = places?.get(rule) ?? 0; i < record.tail.length; i++) {
    const line = record.tail[i] as string;
    const inTail = rule.pattern.exec(line);
    if (!inTail) continue;
    places?.set(rule, i);
    return view(inTail, line, i + 1, plugin, name);
  }
  places?.set(rule, record.tail.length);
  return undefined;
}

/** At which line of a tail that comes again a rule's pattern is found first; behind its end where at none. */
const placesIn = sharedTails.per(() => new Map<Rule, number>());
