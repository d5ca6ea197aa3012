import { FRAME_ROLES, type FrameRole } from '../../model/frame-roles.ts';
import { glob, type Glob } from './glob.ts';

export const MATCHER_FIELDS = ['module', 'function', 'path', 'package', 'family', 'app'] as const;
export type MatcherField = (typeof MATCHER_FIELDS)[number];

export interface FrameMatcher {
  readonly field: MatcherField;
  readonly negated: boolean;
  /** As written, quotes off. */
  readonly value: string;
  readonly glob: Glob;
}

/** `callees`: the frames that the matching one called (towards the pool), `callers`: those that called it (towards the entry point). */
export type ActionRange = 'self' | 'callees' | 'callers';

export type FrameAction =
  | { readonly kind: 'role'; readonly role: FrameRole; readonly range: ActionRange }
  /** `+app` and `-app`, which leave generated code generated. */
  | { readonly kind: 'app'; readonly app: boolean; readonly range: ActionRange }
  /** `-group` makes a frame plumbing, `+group` takes that back. */
  | { readonly kind: 'group'; readonly group: boolean; readonly range: ActionRange }
  /** Keep at most so many application frames of a stack in which the rule matches. 0 = all. */
  | { readonly kind: 'max-frames'; readonly count: number };

/** One line of Sentry's stack-trace rules: all matchers must hold, later rules win. */
export interface FrameRule {
  /** As written, without the comment. */
  readonly text: string;
  readonly matchers: readonly FrameMatcher[];
  readonly actions: readonly FrameAction[];
}

/** A rule that cannot be read: says where, what is wrong and what would be right. */
export class FrameRuleError extends Error {
  override readonly name = 'FrameRuleError';
  /** 1-based. */
  readonly line: number;

  constructor(line: number, rule: string, problem: string) {
    super(`frame rule on line ${line}: ${problem}\n    ${rule}`);
    this.line = line;
  }
}

const FIELDS: Readonly<Record<string, MatcherField>> = {
  'stack.module': 'module', module: 'module',
  'stack.function': 'function', function: 'function',
  'stack.abs_path': 'path', path: 'path', file: 'path',
  'stack.package': 'package', package: 'package',
  family: 'family', app: 'app',
}; // prettier-ignore

const FAMILIES = ['java', 'python', 'go', 'javascript', 'other'];
const TOKEN = /(?:[^\s"]|"(?:[^"\\]|\\.)*")+|"/g;
const MATCHER = /^(?<negated>!?)(?<field>[a-z._]+):(?<value>.+)$/s;
const RANGES: Readonly<Record<string, ActionRange>> = { '^': 'callees', v: 'callers' };

type Fault = (problem: string) => never;

const unquote = (value: string): string =>
  value.length > 1 && value.startsWith('"') && value.endsWith('"') ? value.slice(1, -1).replace(/\\(.)/g, '$1') : value;

/** Paths are compared in lower case, with forward slashes, from a root, as Sentry does. */
export const comparablePath = (path: string): string => {
  const slashed = path.replaceAll('\\', '/').toLowerCase();
  return slashed.startsWith('/') || slashed.startsWith('*') ? slashed : `/${slashed}`;
};

function readMatcher(token: string, fault: Fault): FrameMatcher {
  const groups = MATCHER.exec(token)?.groups;
  if (!groups) return fault(`'${token}' is neither a matcher (module:com.acme.**) nor an action (+app, -app, +group, -group, role=…)`);
  const field = FIELDS[groups['field'] as string];
  if (field === undefined) return fault(`unknown matcher '${groups['field']}'; known: ${Object.keys(FIELDS).join(', ')}`);
  const value = unquote(groups['value'] as string);
  if (value === '') return fault(`the matcher '${groups['field']}' has an empty value`);
  if (field === 'family' && !value.split(',').every((one) => FAMILIES.includes(one)))
    return fault(`unknown family '${value}'; known: ${FAMILIES.join(', ')}`);
  if (field === 'app' && !/^(?:true|yes|1|false|no|0)$/.test(value)) return fault(`app: takes yes or no, not '${value}'`);
  const compiled = field === 'path' ? glob(comparablePath(value), '/') : glob(value);
  return { field, negated: groups['negated'] === '!', value, glob: compiled };
}

function readAction(token: string, fault: Fault): FrameAction | undefined {
  const maximum = /^max-frames=(.*)$/.exec(token);
  if (maximum) {
    const count = Number(maximum[1]);
    return Number.isInteger(count) && maximum[1] !== '' && count >= 0
      ? { kind: 'max-frames', count }
      : fault('max-frames= takes a whole number');
  }
  const [, prefix, rest] = /^([\^v]?)([+-].*|role=.*)$/.exec(token) ?? [];
  if (rest === undefined) return undefined;
  const range = RANGES[prefix ?? ''] ?? 'self';
  if (rest.startsWith('role=')) {
    const role = FRAME_ROLES.find((one) => one === rest.slice(5));
    return role === undefined ? fault(`unknown role '${rest.slice(5)}'; known: ${FRAME_ROLES.join(', ')}`) : { kind: 'role', role, range };
  }
  if (rest === '+app' || rest === '-app') return { kind: 'app', app: rest === '+app', range };
  if (rest === '+group' || rest === '-group') return { kind: 'group', group: rest === '+group', range };
  return fault(`unknown action '${token}'; known: +app, -app, +group, -group, role=…, max-frames=N, the first five also after ^ or v`);
}

function readRule(text: string, line: number): FrameRule {
  const fault: Fault = (problem) => {
    throw new FrameRuleError(line, text, problem);
  };
  if (/^(?:[^"\\]|\\.|"(?:[^"\\]|\\.)*")*"(?:[^"\\]|\\.)*$/s.test(text)) return fault('a quote is not closed');
  const matchers: FrameMatcher[] = [];
  const actions: FrameAction[] = [];
  for (const token of text.includes('"') ? (text.match(TOKEN) ?? []) : text.split(/\s+/)) {
    if (token === '|' || token === '[' || token === ']' || /^\[|\]$/.test(token))
      return fault('matchers for neighbouring frames ([ … ] | and | [ … ]) are not supported; match the frame itself');
    const action = readAction(token, fault);
    if (action !== undefined) actions.push(action);
    else if (actions.length > 0) return fault(`the matcher '${token}' stands after an action; matchers come first`);
    else matchers.push(readMatcher(token, fault));
  }
  if (matchers.length === 0)
    return fault('there is no matcher, so the rule would hold for every frame; module:** says so if that is meant');
  if (actions.length === 0) return fault('there is no action: add +app, -app, +group, -group or role=…');
  return { text, matchers, actions };
}

/** A `#` outside quotes, at the start or after a blank, begins a comment. */
function withoutComment(line: string): string {
  if (!line.includes('#')) return line;
  let quoted = false;
  for (let i = 0; i < line.length; i++) {
    if (line[i] === '\\' && quoted) i++;
    else if (line[i] === '"') quoted = !quoted;
    else if (line[i] === '#' && !quoted && (i === 0 || /\s/.test(line[i - 1] as string))) return line.slice(0, i);
  }
  return line;
}

/**
 * Reads frame rules in the grammar of Sentry's stack-trace rules, one a line:
 * `family:java stack.module:com.acme.** +app`, `function:getConnection !app:yes role=framework`, `# comment`.
 * Matchers: module, function, path, package, family, app, the first four also with `stack.` (`stack.abs_path` for path). Actions:
 * `+app -app +group -group`, these after `^` (what the frame called) or `v` (what called it), `max-frames=N`, and, beyond Sentry,
 * `role=` with any frame role.
 * @param firstLine the number of the first line, for the words of an error
 * @throws FrameRuleError
 */
export function parseFrameRules(source: string | readonly string[], firstLine = 1): FrameRule[] {
  const lines = typeof source === 'string' ? source.split(/\r?\n/) : source;
  return lines.flatMap((line, index) => {
    const text = withoutComment(line).trim();
    return text === '' ? [] : [readRule(text, firstLine + index)];
  });
}
