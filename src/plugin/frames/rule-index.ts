import type { StackFrame } from '../../model/stack-frame.ts';
import { parseFrameRules, type FrameRule } from './grammar.ts';
import { GO_FRAME_RULES } from './tables/go.ts';
import { JAVASCRIPT_FRAME_RULES } from './tables/javascript.ts';
import { JAVA_FRAME_RULES } from './tables/java.ts';
import { PYTHON_FRAME_RULES } from './tables/python.ts';

/** What this project knows about runtimes, drivers, pools and frameworks. A plug-in's own rules and the user's come after. */
export const DEFAULT_FRAME_RULES: readonly string[] = [
  ...JAVA_FRAME_RULES,
  ...PYTHON_FRAME_RULES,
  ...GO_FRAME_RULES,
  ...JAVASCRIPT_FRAME_RULES,
];

/** A rule with its place in the order. */
export type Placed = FrameRule & { readonly order: number };

const firstSegment = (name: string): string => /^[^./]*/.exec(name)?.[0] ?? '';

/** The first segment that every module a rule holds for begins with, or undefined where it may be any. */
function anchor(rule: FrameRule): string | undefined {
  for (const { field, negated, glob } of rule.matchers) {
    if ((field !== 'module' && field !== 'package') || negated) continue;
    if (glob.exact || /[./]/.test(glob.prefix)) return firstSegment(glob.prefix);
  }
  return undefined;
}

/** Rules by language and first segment of the module, each list in the rules' order. */
export class RuleIndex {
  private readonly anchored = new Map<string, Placed[]>();
  private readonly anywhere: Placed[] = [];
  private readonly merged = new Map<string, readonly Placed[]>();

  constructor(rules: readonly Placed[]) {
    for (const rule of rules) {
      const segment = anchor(rule);
      if (segment === undefined) this.anywhere.push(rule);
      else this.anchored.set(segment, [...(this.anchored.get(segment) ?? []), rule]);
    }
  }

  for(frame: StackFrame): readonly Placed[] {
    const segment = firstSegment(frame.module ?? '');
    const known = this.anchored.has(segment) ? segment : '';
    const id = `${frame.language}\0${known}`;
    let list = this.merged.get(id);
    if (list === undefined) {
      list = [...(this.anchored.get(known) ?? []), ...this.anywhere]
        .filter((rule) => rule.matchers.every((m) => m.field !== 'family' || m.value.split(',').includes(frame.language) !== m.negated))
        .sort((a, b) => a.order - b.order);
      this.merged.set(id, list);
    }
    return list;
  }
}

/** Tested with this project, so they may be read late, each language's when its first frame comes: most logs speak only one. */
const KNOWN = new Set(DEFAULT_FRAME_RULES);

/** Rules as given: the project's own as text, the others read. */
export interface RuleSet {
  readonly known: readonly { readonly text: string; readonly order: number }[];
  readonly parsed: readonly Placed[];
}

/** @throws FrameRuleError for a rule that is not the project's own; its line counts in the list that it came in. */
export function ruleSet(rules: readonly string[], userRules: readonly string[]): RuleSet {
  const known = rules.flatMap((text, order) => (KNOWN.has(text) ? [{ text, order }] : []));
  const others = rules.flatMap((text, i) => (KNOWN.has(text) ? [] : parseFrameRules([text], i + 1).map((rule) => ({ ...rule, order: i }))));
  const users = parseFrameRules(userRules).map((rule, i) => ({ ...rule, order: rules.length + i }));
  return { known, parsed: [...others, ...users] };
}

/** The rules that may hold for frames of a language. */
export function indexFor(language: StackFrame['language'], { known, parsed }: RuleSet): RuleIndex {
  const meant = known.filter(({ text }) => text.startsWith(`family:${language} `) || !text.startsWith('family:'));
  const read = meant.flatMap(({ text, order }) => parseFrameRules([text], order + 1).map((rule) => ({ ...rule, order })));
  return new RuleIndex([...read, ...parsed]);
}
