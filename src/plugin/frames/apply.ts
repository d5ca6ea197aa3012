import type { FrameRole, StackFrame } from '../../model/stack-frame.ts';
import { comparablePath, type FrameAction, type FrameMatcher, type FrameRule } from './grammar.ts';

/** A frame's role and the rule that said so. */
export interface Verdict {
  readonly role: FrameRole;
  readonly decidedBy: string;
}

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

/** Whether all of the rule's matchers hold for a frame that has `role` so far. */
export const ruleHolds = (rule: FrameRule, frame: StackFrame, role: FrameRole): boolean =>
  rule.matchers.every((matcher) => holds(matcher, frame, role) !== matcher.negated);

/** The role that an action gives to a frame that has `role` now, or undefined where it leaves it. */
export function acted(action: FrameAction, role: FrameRole): FrameRole | undefined {
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

/** Without a rule: application code, or generated code where Java printed no source line. */
export const byDefault = (frame: StackFrame): Verdict =>
  frame.language === 'java' && frame.line === undefined
    ? { role: 'proxy', decidedBy: 'default: no source line' }
    : { role: 'application', decidedBy: 'default: application' };

/** What the rule makes of a frame that it holds for. */
export function applied(rule: FrameRule, actions: readonly FrameAction[], verdict: Verdict): Verdict {
  for (const action of actions) {
    const role = acted(action, verdict.role);
    if (role !== undefined) verdict = { role, decidedBy: rule.text };
  }
  return verdict;
}

/** The actions that concern the matching frame alone. */
export const onItself = (rule: FrameRule): FrameAction[] =>
  rule.actions.filter((action) => action.kind !== 'max-frames' && action.range === 'self');
