import type { Plugin } from '../plugin/contract.ts';

const escape = (literal: string): string => literal.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
const NOTHING = /^(?!)/;

const anyOf = (literals: Iterable<string>): RegExp => {
  const unique = [...new Set(literals)];
  return unique.length === 0 ? NOTHING : new RegExp(unique.map(escape).join('|'));
};

/** The hints of all plug-ins: the first and cheapest question to every line, and for most lines the last. */
export class HintIndex {
  readonly plugins: readonly Plugin[];
  private readonly all: RegExp;
  private readonly each: readonly (readonly [Plugin, RegExp])[];

  constructor(plugins: readonly Plugin[]) {
    this.plugins = plugins;
    this.all = anyOf(plugins.flatMap((plugin) => plugin.hints));
    this.each = plugins.map((plugin) => [plugin, anyOf(plugin.hints)] as const);
  }

  any(text: string): boolean {
    return this.all.test(text);
  }

  /** The plug-ins that have a hint in the text, in their order. */
  pluginsIn(text: string): Plugin[] {
    if (!this.all.test(text)) return [];
    return this.each.filter(([, hint]) => hint.test(text)).map(([plugin]) => plugin);
  }
}
