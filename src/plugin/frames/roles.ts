import type { StackFrame } from '../../model/stack-frame.ts';
import { behindProxy } from './behind-proxy.ts';
import { acted, applied, byDefault, onItself, ruleHolds, type Verdict } from './apply.ts';
import type { FrameAction, FrameRule } from './grammar.ts';
import { frameKey } from './key.ts';
import { indexFor, ruleSet, type Placed, type RuleIndex, type RuleSet } from './rule-index.ts';

export { DEFAULT_FRAME_RULES } from './rule-index.ts';

/** Distinct frames of one process are some ten thousand; beyond that the input is not a log. */
const MEMO_CAP = 50_000;

function singleFrames(rules: RuleSet): (frame: StackFrame) => StackFrame {
  const indexes = new Map<StackFrame['language'], RuleIndex>();
  const rulesFor = (frame: StackFrame): readonly Placed[] => {
    const index = indexes.get(frame.language) ?? indexFor(frame.language, rules);
    indexes.set(frame.language, index);
    return index.for(frame);
  };
  const memo = new Map<string, Verdict & { readonly key: string }>();
  return (frame) => {
    // the line is a part of the key only where no function is known
    const line = frame.line === undefined ? '' : frame.function === '' ? frame.line : 1;
    const id = `${frame.language}\0${frame.module ?? ''}\0${frame.function}\0${frame.file ?? ''}\0${line}`;
    let known = memo.get(id);
    if (known === undefined) {
      let verdict = byDefault(frame);
      for (const rule of rulesFor(frame)) if (ruleHolds(rule, frame, verdict.role)) verdict = applied(rule, onItself(rule), verdict);
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
  return singleFrames(ruleSet(rules, userRules));
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
  const { known, parsed } = ruleSet(rules, userRules);
  const firstWide = parsed.findIndex(isWide);
  const classify = singleFrames({ known, parsed: firstWide < 0 ? parsed : parsed.slice(0, firstWide) });
  const rest = firstWide < 0 ? [] : parsed.slice(firstWide);
  return (stack) => {
    const frames = behindProxy(stack.map(classify), classify);
    let most = 0;
    for (const rule of rest) most = applyToStack(rule, frames) || most;
    if (most === 0) return frames;
    const cut = frames.flatMap((frame, i) => (frame.role === 'application' ? [i] : []))[most];
    return cut === undefined ? frames : frames.slice(0, cut);
  };
}
