import type { StackFrame } from '../../../model/stack-frame.ts';
import type { Life, PoolState, Served } from '../../state.ts';

/** Whose line it is: a route's, or a logger's. */
interface Whose {
  readonly route?: string | undefined;
  readonly logger?: string | undefined;
}

/**
 * Tells which work needs a pool that ran dry: requests of routes that were refused. Where no such requests are logged, the work of those in whose calls others waited in
 * vain: tasks that are called like one of the functions, and lines that go by the names of their loggers; a class may also do what needs no connection.
 */
export function needingOf({ pool, life }: { readonly pool: PoolState; readonly life: Life }): (whose: Whose) => boolean {
  const frames = [...life.victims.values()].flatMap(({ stack }) => (stack === undefined ? [] : (life.stacks.get(stack) ?? [])));
  const waits = isAmong(frames.flatMap(nameOf));
  const called = isAmong(frames.flatMap((frame) => nameOf(frame).map((name) => `${name}.${frame.function ?? ''}`)));
  const refused = (route: string): boolean => (pool.served?.get(route)?.refused ?? 0) > 0;
  const byRequests = tellsOfRequests(pool, refused);
  return ({ route, logger }) => {
    if (byRequests) return logger === undefined && refused(route ?? '');
    return taskOf(route) !== undefined ? called(taskOf(route) as string) : logger !== undefined && waits(logger);
  };
}

/** Of the work that was counted since the pool ran dry, what needs it. @param needs of `needingOf` */
export const servedThatNeeds = ({ served }: PoolState, needs: ReturnType<typeof needingOf>): Served[] =>
  [...(served ?? [])].flatMap(([route, own]) => (needs({ route, logger: own.logger }) ? own : []));

/** The name of a task, where a route is one. */
const taskOf = (route: string | undefined): string | undefined => /^task:(.+)$/.exec(route ?? '')?.[1];

/** Whether a text stands for one of the names; each text is held against them once. */
function isAmong(names: readonly string[]): (text: string) => boolean {
  const all = [...new Set(names)];
  const known = new Map<string, boolean>();
  return (text) => {
    let one = known.get(text);
    if (one === undefined) known.set(text, (one = all.some((name) => isShortFor(text, name))));
    return one;
  };
}

/** Requests are logged where they succeed, and not in trouble alone. */
const tellsOfRequests = ({ served, usual }: PoolState, refused: (route: string) => boolean): boolean =>
  [...(served ?? [])].some(([route, { earlier, done, succeeded }]) => earlier + done + succeeded > 0 && refused(route)) ||
  [...(usual?.kinds?.values() ?? [])].some(({ route, status }) => status !== undefined && status < 400 && refused(route ?? ''));

/** By what a class or a module of yours names its logger. */
function nameOf({ role, module, file, language }: StackFrame): string[] {
  if (role !== undefined && role !== 'application') return [];
  // a class that was made at run time logs by the name of the one that it is made of
  if (module !== undefined) return [module.split('$', 1)[0] as string];
  const path = language === 'python' ? file?.replace(/\.py$/, '') : undefined;
  return path === undefined ? [] : [path.replaceAll(/[\\/]/g, '.')];
}

/** `c.a.orders.OrderService` and `orders.OrderService` stand for `com.acme.orders.OrderService`. */
function isShortFor(logger: string, name: string): boolean {
  const [short, long] = [logger.split('.').reverse(), name.split('.').reverse()];
  return short[0] === long[0] && short.every((part, i) => part !== '' && (long[i]?.startsWith(part) ?? false));
}
