import type { StackFrame } from '../../model/stack-frame.ts';
import { handsOutConnections } from './names.ts';
import { clearanceOf, emptyNode, type CallerNode, type Clearance } from './trie.ts';

/** How the frame to blame was found, the surest first. */
export type BlameRule =
  | 'user-rule'
  | 'learned' // other, innocent callers go through the frames below
  | 'name' // the frames below only hand connections out, as their names say
  | 'weak-name' // the same, but the names could mean something else
  | 'innermost' // the innermost application frame, nothing speaks against it
  | 'proxy' // only a generated proxy of application code is there
  | 'framework' // no application frame at all
  | 'none';

export interface Blame {
  readonly frame: StackFrame | undefined;
  /** Frames between the blamed one and the pool that are the application's, innermost first. */
  readonly via: readonly StackFrame[];
  /** The next application frame outward. */
  readonly calledBy: StackFrame | undefined;
  readonly rule: BlameRule;
  readonly confidence: number;
}

/**
 * Stated confidence by the rule that spoke. `learned` and `user-rule` rest on this log or on the user. `name` was right on every recorded
 * site, but its words were chosen by people who knew some of them, hence not higher. `innermost` was right in 7 of 10 public pastes with a
 * named culprit (docs/decisions/0007-who-is-to-blame.md).
 */
const CONFIDENCE: Readonly<Record<BlameRule, number>> = {
  'user-rule': 0.98,
  learned: 0.95,
  name: 0.85,
  'weak-name': 0.6,
  innermost: 0.7,
  proxy: 0.5,
  framework: 0.3,
  none: 0,
};

/** Where work enters the application: the outermost frame, a lambda or main. */
const isEntry = (frame: StackFrame | undefined): boolean =>
  frame !== undefined && /^(?:main|run|lambda\$main\b.*|<module>)$/.test(frame.function);

const keyOf = (frame: StackFrame): string => frame.key ?? frame.function;

const INTERCEPTS = /^(?:invoke|intercept|proceed|around\w*|aroundInvoke|handleInvocation)$/;
const GOES_ON = /^(?:invoke\w*|proceed\w*|call)$/;

/**
 * Interceptors and invocation handlers stand in every stack that a proxy leads through: they are called for somebody else's method and
 * go on to it by reflection or by the framework's chain. They take nothing for themselves.
 */
const isInterceptor = (stack: readonly StackFrame[], index: number): boolean => {
  const [inner, frame] = [stack[index - 1], stack[index]];
  if (!inner || !frame || !INTERCEPTS.test(frame.function) || frame.role === 'plumbing') return false;
  return inner.role !== 'application' && inner.role !== 'pool' && inner.role !== 'driver' && GOES_ON.test(inner.function);
};

/** The frames among which blame is looked for, innermost first. */
export const applicationFrames = (stack: readonly StackFrame[]): StackFrame[] => {
  const own = stack.filter((frame, i) => (frame.role === 'application' || frame.role === 'plumbing') && !isInterceptor(stack, i));
  return own.length > 0 ? own : stack.filter((frame) => frame.role === 'application' || frame.role === 'plumbing');
};

export const runKeys = (stack: readonly StackFrame[]): string[] => applicationFrames(stack).map(keyOf);

/** No application frame: generated code of the application, else the innermost frame that is neither the runtime's nor the pool's. */
const fallback = (stack: readonly StackFrame[]): Blame => {
  const proxy = stack.find((frame) => frame.role === 'proxy' && frame.module !== undefined);
  const outside = stack.findIndex((frame) => frame.role === 'framework' || frame.role === undefined);
  const index =
    outside >= 0 ? outside : stack.findIndex((frame) => frame.role !== 'runtime' && frame.role !== 'pool' && frame.role !== 'driver');
  const frame = stack[index];
  const rule = frame ? (frame.role === 'proxy' ? 'proxy' : 'framework') : 'none';
  return { frame, via: [], calledBy: proxy === frame ? undefined : proxy, rule, confidence: CONFIDENCE[rule] };
};

const round = (value: number): number => Number(value.toFixed(2));

/** What the rule is worth, or what the runs of this log say where they do. */
function sureness(rule: BlameRule, clearances: readonly (Clearance | undefined)[], cut: number): number {
  if (rule === 'learned')
    return round(clearances.slice(0, cut).findLast((one) => one?.verdict === 'cleared')?.innocent ?? CONFIDENCE[rule]);
  const innocent = clearances[cut]?.innocent;
  if (rule !== 'innermost' || innocent === undefined) return CONFIDENCE[rule];
  return round(Math.min(CONFIDENCE.name, Math.max(CONFIDENCE.proxy, 1 - innocent)));
}

/**
 * Below the runtime's own frames the stack begins in application code: work that the application started itself, in a thread of its own, in main or in
 * an executor, and that no framework called for a request or a message. Such work often keeps one connection for good by design: listeners, leader locks,
 * replication readers.
 */
export function isSelfStarted(stack: readonly StackFrame[]): boolean {
  const role = stack.findLast((frame) => frame.role !== 'runtime')?.role;
  return role === 'application' || role === 'plumbing';
}

/**
 * Finds the frame to blame for a stack under which a connection never came back. Blame starts at the innermost application frame and
 * moves outward as long as a frame is shown to be plumbing: by a user's rule, by innocent callers in this log, or by its name.
 * @param runs all application stacks of the log with how they ended
 */
export function blame(stack: readonly StackFrame[], runs: CallerNode = emptyNode()): Blame {
  const frames = applicationFrames(stack);
  if (frames.length === 0) return fallback(stack);
  const nodes: (CallerNode | undefined)[] = [];
  let node: CallerNode | undefined = runs;
  for (const frame of frames) nodes.push((node = node?.callers.get(keyOf(frame))));

  let cut = 0;
  let rule: BlameRule = 'innermost';
  let doubtful = false;
  const clearances = nodes.slice(0, -1).map((at) => at && clearanceOf(at));
  const convicted = clearances.findIndex((one) => one?.verdict === 'convicted');
  // Plumbing comes in chains: look past a frame that says nothing to one further out that innocents share.
  const learned = clearances.findLastIndex((one, depth) => one?.verdict === 'cleared' && (convicted < 0 || depth < convicted));
  if (learned >= 0) [cut, rule] = [learned + 1, 'learned'];
  for (; cut < frames.length - 1; cut++) {
    const frame = frames[cut] as StackFrame;
    if (frame.role === 'plumbing') rule = 'user-rule';
    else {
      const named = handsOutConnections(frame);
      // A name that may mean something else does not push blame onto the place where the thread's work is dispatched.
      if (
        named === 'no' ||
        (named === 'perhaps' && cut === convicted) ||
        (named === 'perhaps' && cut === frames.length - 2 && isEntry(frames[cut + 1]))
      )
        break;
      doubtful ||= named === 'perhaps';
      if (rule === 'innermost') rule = 'name';
    }
  }
  const frame = frames[cut];
  const found = rule === 'name' && doubtful ? 'weak-name' : rule;
  const decided: BlameRule = frame?.decidedBy?.startsWith('user:') ? 'user-rule' : found;
  return { frame, via: frames.slice(0, cut), calledBy: frames[cut + 1], rule: decided, confidence: sureness(decided, clearances, cut) };
}
