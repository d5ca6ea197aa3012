import type { FrameRole, StackFrame } from '../../model/stack-frame.ts';
import { comparablePath, parseFrameRules, type FrameAction, type FrameMatcher, type FrameRule } from './grammar.ts';
import { frameKey } from './key.ts';
import { GO_FRAME_RULES } from './tables/go.ts';
import { JAVA_FRAME_RULES } from './tables/java.ts';
import { PYTHON_FRAME_RULES } from './tables/python.ts';

/** What this project knows about runtimes, drivers, pools and frameworks. A plug-in's own rules and the user's come after. */
export const DEFAULT_FRAME_RULES: readonly string[] = [...JAVA_FRAME_RULES, ...PYTHON_FRAME_RULES, ...GO_FRAME_RULES];

/** Distinct frames of one process are some ten thousand; beyond that the input is not a log. */
const MEMO_CAP = 50_000;

interface Verdict {
  readonly role: FrameRole;
  readonly decidedBy: string;
}

/** A rule with its place in the order. */
type Placed = FrameRule & { readonly order: number };

const packageOf = (frame: StackFrame): string => {
  const module = frame.module ?? '';
  if (frame.language === 'java') return module.slice(0, Math.max(0, module.lastIndexOf('.')));
  return module !== '' ? module : (frame.file ?? '').replaceAll('\\', '/').replace(/\/[^/]*$/, '');
};

/** `com.acme.**` also holds for `com.acme` itself: a Go package or a Python module may bear the name alone. */
const moduleMatches = (matcher: FrameMatcher, module: string): boolean =>
  matcher.glob.matches(module) ||
  (/[./]\*\*$/.test(matcher.value) && matcher.value.length === module.length + 3 && matcher.value.startsWith(module));

function holds(matcher: FrameMatcher, frame: StackFrame, role: FrameRole): boolean {
  switch (matcher.field) {
    case 'module':
      return frame.module !== undefined && moduleMatches(matcher, frame.module);
    case 'function':
      return matcher.glob.matches(frame.function);
    case 'path':
      return frame.file !== undefined && matcher.glob.matches(comparablePath(frame.file));
    case 'package':
      return moduleMatches(matcher, packageOf(frame));
    case 'family':
      return matcher.value.split(',').includes(frame.language);
    case 'app':
      return (role === 'application' || role === 'plumbing') === /^(?:true|yes|1)$/.test(matcher.value);
  }
}

const ruleHolds = (rule: FrameRule, frame: StackFrame, role: FrameRole): boolean =>
  rule.matchers.every((matcher) => holds(matcher, frame, role) !== matcher.negated);

/** The role that an action gives to a frame that has `role` now, or undefined where it leaves it. */
function acted(action: FrameAction, role: FrameRole): FrameRole | undefined {
  switch (action.kind) {
    case 'role':
      return action.role;
    case 'app':
      if (role === 'proxy') return undefined;
      return action.app ? 'application' : role === 'application' || role === 'plumbing' ? 'framework' : undefined;
    case 'group':
      return action.group ? (role === 'plumbing' ? 'application' : undefined) : 'plumbing';
    case 'max-frames':
      return undefined;
  }
}

const byDefault = (frame: StackFrame): Verdict =>
  frame.language === 'java' && frame.line === undefined
    ? { role: 'proxy', decidedBy: 'default: no source line' }
    : { role: 'application', decidedBy: 'default: application' };

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
class RuleIndex {
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

const placed = (rules: readonly string[], userRules: readonly string[]): Placed[] =>
  [...parseFrameRules(rules), ...parseFrameRules(userRules)].map((rule, order) => ({ ...rule, order }));

/** What the rule makes of a frame that it holds for. */
function applied(rule: FrameRule, actions: readonly FrameAction[], verdict: Verdict): Verdict {
  for (const action of actions) {
    const role = acted(action, verdict.role);
    if (role !== undefined) verdict = { role, decidedBy: rule.text };
  }
  return verdict;
}

const onItself = (rule: FrameRule): FrameAction[] =>
  rule.actions.filter((action) => action.kind !== 'max-frames' && action.range === 'self');

function singleFrames(rules: readonly Placed[]): (frame: StackFrame) => StackFrame {
  const index = new RuleIndex(rules);
  const memo = new Map<string, Verdict & { readonly key: string }>();
  return (frame) => {
    const id = `${frame.language}\0${frame.module ?? ''}\0${frame.function}\0${frame.file ?? ''}\0${frame.line === undefined ? '' : 1}`;
    let known = memo.get(id);
    if (known === undefined) {
      let verdict = byDefault(frame);
      for (const rule of index.for(frame)) if (ruleHolds(rule, frame, verdict.role)) verdict = applied(rule, onItself(rule), verdict);
      known = { ...verdict, key: frameKey(frame) };
      if (memo.size >= MEMO_CAP) memo.clear();
      memo.set(id, known);
    }
    return { ...frame, ...known };
  };
}

/**
 * Stamps role, decidedBy (the rule's text, or `default: …`) and key on a frame. Rules are applied in order, the user's last; later
 * ones win. Without a rule a frame is application code, or generated code where Java printed no source line.
 * Actions for neighbours (`^`, `v`) and `max-frames` need the whole stack: see {@link stackClassifier}.
 * @throws FrameRuleError where a rule cannot be read; with its line in its own list
 */
export function frameClassifier(rules: readonly string[], userRules: readonly string[] = []): (frame: StackFrame) => StackFrame {
  return singleFrames(placed(rules, userRules));
}

const isWide = (rule: FrameRule): boolean => rule.actions.some((action) => action.kind === 'max-frames' || action.range !== 'self');

/** Does to the frames of one stack what a rule says of them and of their neighbours. Returns the most application frames to keep, 0 = all. */
function applyToStack(rule: FrameRule, frames: StackFrame[]): number {
  const hits = frames.flatMap((frame, i) => (ruleHolds(rule, frame, frame.role ?? 'application') ? [i] : []));
  const innermost = hits[0];
  const outermost = hits.at(-1);
  if (innermost === undefined || outermost === undefined) return 0;
  const change = (i: number, action: FrameAction): void => {
    const frame = frames[i] as StackFrame;
    const role = acted(action, frame.role ?? 'application');
    if (role !== undefined) frames[i] = { ...frame, role, decidedBy: rule.text };
  };
  let most = 0;
  for (const action of rule.actions) {
    if (action.kind === 'max-frames') most = action.count;
    else if (action.range === 'self') hits.forEach((i) => change(i, action));
    else if (action.range === 'callees') for (let i = 0; i < outermost; i++) change(i, action);
    else for (let i = innermost + 1; i < frames.length; i++) change(i, action);
  }
  return most;
}

/**
 * {@link frameClassifier} for whole stacks, innermost frame first: also does what rules say of the neighbours of a frame, and cuts the
 * outer end behind `max-frames` application frames.
 * @throws FrameRuleError
 */
export function stackClassifier(
  rules: readonly string[],
  userRules: readonly string[] = [],
): (stack: readonly StackFrame[]) => StackFrame[] {
  const all = placed(rules, userRules);
  const firstWide = all.findIndex(isWide);
  const classify = singleFrames(firstWide < 0 ? all : all.slice(0, firstWide));
  const rest = firstWide < 0 ? [] : all.slice(firstWide);
  return (stack) => {
    const frames = stack.map(classify);
    let most = 0;
    for (const rule of rest) most = applyToStack(rule, frames) || most;
    if (most === 0) return frames;
    const cut = frames.flatMap((frame, i) => (frame.role === 'application' ? [i] : []))[most];
    return cut === undefined ? frames : frames.slice(0, cut);
  };
}
