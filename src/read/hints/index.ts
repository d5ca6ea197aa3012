import type { Plugin } from '../../plugin/contract.ts';
import { sharedTails } from '../../plugin/shared.ts';
import { CompiledSearch } from './compiled-search.ts';
import type { Search } from './search.ts';
import { StepSearch } from './step-search.ts';

/**
 * Some of the plug-ins. Every set is made once and knows those that one more literal makes of it: a log meets the same few again and again, and telling
 * them costs no memory.
 */
interface Some {
  readonly plugins: readonly Plugin[];
  /** What it becomes with the plug-ins of a literal, by the literal's number. */
  readonly with: (Some | undefined)[];
}

/** Sets that are remembered; a log that meets more was made to. */
const MOST_SETS = 1024;
const NO_TEXTS: readonly string[] = [];

/** The hints of all plug-ins: the first and cheapest question to every record, and for most records the last. */
export class HintIndex {
  readonly plugins: readonly Plugin[];
  /** Which hints may be a part of a time: digits and the marks between them. */
  readonly timely: readonly string[];
  /** Some hint may begin in a time and go on behind it and a blank. */
  readonly beginsInTime: boolean;
  private readonly texts: readonly string[];
  /** Made when the first text comes: its tables take longer to write than all of a short log's texts to search. */
  private made: Search | undefined;
  /** Positions of the plug-ins of each literal, by its number. */
  private readonly owners: readonly (readonly number[])[];
  private readonly sets = new Map<string, Some>();
  private readonly none: Some;
  /** The numbers of the literals in lines that come again and again. */
  private readonly inTail = sharedTails.per((lines) => {
    const { search } = this;
    return new Set(lines.flatMap((line) => Array.from({ length: search.in(line) }, (_, i) => search.found[i] as number)));
  });

  /** As a rule the plug-ins are those of the reading before, whose tables take a small log's time to make. */
  private static last: HintIndex | undefined;

  /** The index of these plug-ins, made anew only where they are others than those asked for before. */
  static of(plugins: readonly Plugin[]): HintIndex {
    const { last } = HintIndex;
    if (last?.plugins.length === plugins.length && plugins.every((plugin, i) => plugin === last.plugins[i])) return last;
    return (HintIndex.last = new HintIndex([...plugins]));
  }

  constructor(plugins: readonly Plugin[]) {
    this.plugins = plugins;
    this.none = this.setOf([]);
    const byText = new Map<string, Set<number>>();
    plugins.forEach((plugin, index) => {
      for (const text of plugin.hints) byText.set(text, (byText.get(text) ?? new Set()).add(index));
    });
    this.texts = [...byText.keys()];
    this.owners = [...byText.values()].map((owners) => [...owners]);
    this.timely = this.texts.filter((text) => /^[-\d/:.,TZ ]+$/.test(text));
    this.beginsInTime = this.texts.some((text) => /^[-\d/:.,TZ ]*[\dZ] /.test(text));
  }

  private get search(): Search {
    return (this.made ??= CompiledSearch.of(this.texts) ?? new StepSearch(this.texts));
  }

  any(text: string): boolean {
    return this.search.any(text);
  }

  /**
   * The plug-ins that have a hint in the text, in their order.
   * @param more further texts that count as one with it
   */
  pluginsIn(text: string, more: readonly string[] = NO_TEXTS): readonly Plugin[] {
    let found = this.addTo(this.none, text);
    if (sharedTails.has(more)) for (const literal of this.inTail(more)) found = this.with(found, literal);
    else for (let i = 0; i < more.length && found.plugins.length < this.plugins.length; i++) found = this.addTo(found, more[i] as string);
    return found.plugins;
  }

  private addTo(some: Some, text: string): Some {
    let all = some;
    const { search } = this;
    const count = search.in(text);
    for (let i = 0; i < count; i++) all = this.with(all, search.found[i] as number);
    return all;
  }

  private with(some: Some, literal: number): Some {
    return some.with[literal] ?? this.joined(some, literal);
  }

  private joined(some: Some, literal: number): Some {
    const owners = this.owners[literal] as readonly number[];
    const plugins = this.plugins.filter((plugin, index) => owners.includes(index) || some.plugins.includes(plugin));
    const set = this.setOf(plugins);
    if (this.sets.size < MOST_SETS) some.with[literal] = set;
    return set;
  }

  private setOf(plugins: readonly Plugin[]): Some {
    const key = plugins.map((plugin) => this.plugins.indexOf(plugin)).join(' ');
    let set = this.sets.get(key);
    if (set === undefined) {
      if (this.sets.size >= MOST_SETS) return { plugins, with: [] };
      this.sets.set(key, (set = { plugins, with: [] }));
    }
    return set;
  }
}
