import type { Plugin } from '../plugin/contract.ts';

interface Literal {
  readonly text: string;
  /** Where in it the last of its three telling characters stands. */
  readonly end: number;
  /** Positions of its plug-ins. */
  readonly owners: number[];
  /** A number of its own. */
  readonly id: number;
}

/**
 * Some of the plug-ins. Every set is made once and knows those that one more literal makes of it: a log meets the same few again and again, and telling
 * them costs no memory.
 */
interface Some {
  readonly plugins: readonly Plugin[];
  /** What it becomes with the plug-ins of a literal, by the literal's number. */
  readonly with: (Some | undefined)[];
}

/** Letters by how often they occur; what is not among them is rarer, and telling. */
const COMMON = ' etaoinsrhldcumfpgwybvkxjqz';

/** How seldom a character stands in a log, roughly. Digits and punctuation of stamps are everywhere. */
const RARITY = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  if (code >= 48 && code <= 57) return 1;
  if ('-.:=[]"'.includes(character)) return 6;
  const lower = character.toLowerCase();
  const rank = COMMON.indexOf(lower);
  return rank < 0 ? 34 : rank + (character === lower ? 0 : 10);
});
const rarity = (code: number): number => RARITY[code] ?? 34;

/** Sets that are remembered; a log that meets more was made to. */
const MOST_SETS = 1024;
const NO_TEXTS: readonly string[] = [];
const SIZE = 1 << 15;
const fold = (hash: number, code: number): number => ((hash << 5) ^ code) & (SIZE - 1);

/**
 * The hints of all plug-ins: the first and cheapest question to every line, and for most lines the last. Each literal is known by a hash of
 * three characters in a row, the rarest that it has; one pass over the text finds them, and only where one stands the whole literal is
 * compared. A regular expression of some two hundred alternatives takes three times as long, and one more for each plug-in on a hit.
 */
export class HintIndex {
  readonly plugins: readonly Plugin[];
  /** 1 where a literal has this hash. */
  private readonly known = new Uint8Array(SIZE);
  private readonly literals: (Literal[] | undefined)[] = [];
  private readonly sets = new Map<string, Some>();
  private readonly none: Some;

  constructor(plugins: readonly Plugin[]) {
    this.plugins = plugins;
    this.none = this.setOf([]);
    const byText = new Map<string, Literal>();
    plugins.forEach((plugin, index) => {
      for (const text of plugin.hints) {
        const literal = byText.get(text) ?? { text, end: tellingEnd(text), owners: [], id: byText.size };
        byText.set(text, literal);
        if (!literal.owners.includes(index)) literal.owners.push(index);
      }
    });
    for (const literal of byText.values()) {
      let hash = 0;
      for (let i = literal.end - 2; i <= literal.end; i++) hash = fold(hash, literal.text.charCodeAt(i));
      this.known[hash] = 1;
      (this.literals[hash] ??= []).push(literal);
    }
  }

  any(text: string): boolean {
    let hash = 0;
    for (let i = 0; i < text.length; i++) {
      hash = fold(hash, text.charCodeAt(i));
      if (this.known[hash] === 1 && this.literalAt(text, i, hash) !== undefined) return true;
    }
    return false;
  }

  /**
   * The plug-ins that have a hint in the text, in their order.
   * @param more further texts that count as one with it
   */
  pluginsIn(text: string, more: readonly string[] = NO_TEXTS): readonly Plugin[] {
    let found = this.addTo(this.none, text);
    for (let i = 0; i < more.length && found.plugins.length < this.plugins.length; i++) found = this.addTo(found, more[i] as string);
    return found.plugins;
  }

  private addTo(some: Some, text: string): Some {
    let found = some;
    let hash = 0;
    for (let i = 0; i < text.length; i++) {
      hash = fold(hash, text.charCodeAt(i));
      if (this.known[hash] !== 1) continue;
      for (const literal of this.literals[hash] as Literal[])
        if (text.startsWith(literal.text, i - literal.end)) found = found.with[literal.id] ?? this.joined(found, literal);
    }
    return found;
  }

  private joined(some: Some, { owners, id }: Literal): Some {
    const plugins = this.plugins.filter((plugin, index) => owners.includes(index) || some.plugins.includes(plugin));
    const set = this.setOf(plugins);
    if (this.sets.size < MOST_SETS) some.with[id] = set;
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

  private literalAt(text: string, at: number, hash: number): Literal | undefined {
    return this.literals[hash]?.find((literal) => text.startsWith(literal.text, at - literal.end));
  }
}

/** Where the rarest three characters in a row end. */
function tellingEnd(text: string): number {
  let best = 2;
  let rarest = -1;
  for (let end = 2; end < text.length; end++) {
    const sum = rarity(text.charCodeAt(end)) + rarity(text.charCodeAt(end - 1)) + rarity(text.charCodeAt(end - 2));
    if (sum > rarest) [best, rarest] = [end, sum];
  }
  return best;
}
