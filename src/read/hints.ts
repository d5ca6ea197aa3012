import type { Plugin } from '../plugin/contract.ts';

interface Literal {
  readonly text: string;
  /** Where in it the last of its three telling characters stands. */
  readonly end: number;
  /** Positions of its plug-ins. */
  readonly plugins: number[];
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

  constructor(plugins: readonly Plugin[]) {
    this.plugins = plugins;
    const byText = new Map<string, Literal>();
    plugins.forEach((plugin, index) => {
      for (const text of plugin.hints) {
        const literal = byText.get(text) ?? { text, end: tellingEnd(text), plugins: [] };
        byText.set(text, literal);
        if (!literal.plugins.includes(index)) literal.plugins.push(index);
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

  /** The plug-ins that have a hint in the text, in their order. */
  pluginsIn(text: string): Plugin[] {
    let found: boolean[] | undefined;
    let hash = 0;
    for (let i = 0; i < text.length; i++) {
      hash = fold(hash, text.charCodeAt(i));
      if (this.known[hash] !== 1) continue;
      for (const literal of this.literals[hash] ?? []) {
        if (!text.startsWith(literal.text, i - literal.end)) continue;
        found ??= [];
        for (const index of literal.plugins) found[index] = true;
      }
    }
    return found === undefined ? [] : this.plugins.filter((_, index) => found[index]);
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
