import { durationIn } from './access.ts';
import { workName } from './field-work.ts';
import { runnerSays } from './runners.ts';

export interface Work {
  readonly route: string;
  /** The line tells that it is done. */
  readonly access: boolean;
  readonly durationMs?: number;
}

const NAME = '["\'`\\[(]?([A-Za-z_][\\w.:/-]{1,80}?)["\'`\\])]?';
const NUMBER = '(?:#?\\d{1,12}[ :]{1,3})?';
const DONE = 'finished|completed|done|succeeded|failed|ended|took';
/** `job 17 export finished in 0.143s`, `Job "export" started`, `task export: done`. */
const BEFORE = new RegExp(
  `(?:^|[\\s\\[])(job|task)[ :]{1,3}${NUMBER}${NAME}[ :]{1,3}${NUMBER}(?:has |was |is )?(started|starting|running|begins|${DONE})\\b`,
  'i',
);
/** `finished job export in 3s`, `Starting task: export`. */
const BEHIND = new RegExp(`(?:^|\\s)(started|starting|running|executing|${DONE}) (job|task)[ :]{1,3}${NUMBER}${NAME}(?=[\\s,;.!]|$)`, 'i');
/** Words that stand in the place of a name in a sentence about a job. */
const NO_NAME =
  /^(?:was|is|has|have|had|been|being|not|the|a|an|id|no|of|for|in|on|at|by|with|and|or|to|from|already|scheduler|executor|queue|worker|runner|manager|execution|run|processing)$/i;

const worded = (text: string): Work | undefined => {
  const before = BEFORE.exec(text);
  const behind = before ? null : BEHIND.exec(text);
  const [kind, name, verb] = before ? before.slice(1) : behind ? [behind[2], behind[3], behind[1]] : [];
  if (kind === undefined || name === undefined || verb === undefined || NO_NAME.test(name)) return undefined;
  const plain = workName(name);
  if (plain === undefined) return undefined;
  const access = new RegExp(`^(?:${DONE})$`, 'i').test(verb);
  const end = (before?.index ?? behind?.index ?? 0) + (before?.[0] ?? behind?.[0] ?? '').length;
  const durationMs = access ? durationIn(text.slice(end, end + 80)) : undefined;
  return { route: `${kind.toLowerCase()}:${plain}`, access, ...(durationMs !== undefined && { durationMs }) };
};

/** The job or task that a message speaks of: `task:shop.tasks.export`, `job:export`. */
export function workIn(message: string): Work | undefined {
  const head = message.slice(0, 320);
  const task = runnerSays(head);
  if (task === undefined) return worded(head);
  const { name, done, durationMs } = task;
  return { route: `task:${name}`, access: done, ...(durationMs !== undefined && { durationMs }) };
}
