import { goStack } from 'leak-stream/plugin';
import type { EventDraft, RecordView, StackFrame } from 'leak-stream/plugin';

type Dump = Extract<EventDraft, { kind: 'goroutines' }>;
type About = Dump['stacks'][number]['about'];

/** First line of a dump, or of one goroutine's stack: SIGQUIT, pprof's debug=1 and debug=2, `debug.Stack` in a record of its own or below a message. */
export const GOROUTINES = /SIGQUIT: quit|^goroutine profile: total \d|goroutine \d{1,12} (?:gp=\S|\[[^\]])/;

/** Lines that go on with a dump: goroutines, registers at its end, the blank lines between. */
export const DUMP_LINE =
  /^(?:\s{0,200}$|goroutine \d|PC=0x|\[originating from|\[signal |created by |\t|#\t0x|# labels:|\d{1,9} @ 0x|\.\.\.|r(?:[a-d]x|[sd]i|[bs]p|ip|flags|\d{1,2}) |[cfg]s +0x|[\w./%*()[\]·~$-]{1,400}\([^()]{0,1500}\)$)/;

const HEADER = /^goroutine (?<id>\d{1,12}) .{0,200}?\[(?<state>[^\]]{1,120})\]:?/;
/** What ends with a handle was begun by whoever opened it (Go 1.21 and later say which goroutine that was). */
const OPENED_BY = /^created by database\/sql\.\S{1,100} in goroutine (?<id>\d{1,12})$/;
/**
 * States in which nobody waits for more work: what was opened before is still in use there. In a receive, a select or a read a worker may stand
 * that has long forgotten what it opened.
 */
const WITHIN_WORK = /^(?:chan send|semacquire|sync\.(?:RW)?Mutex\.|sync\.WaitGroup\.|select \(no cases\))/;
const GROUP = /^(?<count>\d{1,9}) @(?: 0x[0-9a-f]{1,16}){1,200}/;
const ANCESTOR = /^\[originating from goroutine \d{1,12}\]:/;
const MOST_STACKS = 200;
const MOST_FRAMES = 100;

interface Goroutine {
  readonly id: string | undefined;
  readonly count: number;
  readonly state: string;
  readonly own: string[];
  readonly ancestors: string[];
}

// Where a layout did not unfold a stack that travelled as one escaped string.
const unfold = (line: string): string[] =>
  line.includes(']:\\n')
    ? line
        .slice(Math.max(0, line.search(/goroutine \d/)))
        .replace(/\\([nt])/g, (_, letter: string) => (letter === 'n' ? '\n' : '\t'))
        .split('\n')
    : [line];

function goroutinesOf(lines: readonly string[]): Goroutine[] {
  const found: Goroutine[] = [];
  let current: Goroutine | undefined;
  let ancestor = false;
  for (const line of lines) {
    const header = HEADER.exec(line);
    const group = header ? null : GROUP.exec(line);
    if (header || group) {
      current = {
        id: header?.groups?.['id'],
        count: Number(group?.groups?.['count'] ?? 1),
        state: header?.groups?.['state'] ?? '',
        own: [],
        ancestors: [],
      };
      found.push(current);
      ancestor = false;
    } else if (current) {
      ancestor ||= ANCESTOR.test(line);
      (ancestor ? current.ancestors : current.own).push(line);
    }
  }
  return found;
}

const isSql = (frame: StackFrame): boolean => frame.module === 'database/sql';
const calls = (frames: readonly StackFrame[], name: string): boolean => frames.some((frame) => isSql(frame) && frame.function === name);

/** Who opened a transaction or rows, if its goroutine stands in the middle of work still. */
function holderOf(goroutine: Goroutine, all: ReadonlyMap<string, Goroutine>): readonly StackFrame[] {
  const id = goroutine.own.map((line) => OPENED_BY.exec(line)?.groups?.['id']).find((found) => found !== undefined);
  const holder = id === undefined ? undefined : all.get(id);
  return holder && WITHIN_WORK.test(holder.state) ? goStack(holder.own) : [];
}

/** puddle of version 1 waits for a condition; a lock that is waited for is another thing. */
const isCondition = (module: string | undefined, name: string): boolean =>
  module === 'sync' && (name === 'runtime_notifyListWait' || name === '(*Cond).Wait');

/** A pool's wait: nothing but the runtime below it. While it dials, the driver is below it, and that is work. */
function waits(frames: readonly StackFrame[]): boolean {
  const inner = frames.find(
    ({ module, function: name }) =>
      module !== 'runtime' && !module?.startsWith('internal/') && module !== 'golang.org/x/sync/semaphore' && !isCondition(module, name),
  );
  if (inner === undefined) return false;
  if (isSql(inner)) return inner.function === '(*DB).conn';
  // pgx of version 3 has a pool of its own
  if (/^github\.com\/jackc\/pgx(?:\/v3)?$/.test(inner.module ?? '')) return /^\(\*ConnPool\)\.acquire/i.test(inner.function);
  return /^github\.com\/jackc\/puddle(?:\/|$)/.test(inner.module ?? '') && /[aA]cquire/.test(inner.function);
}

/** Whether rows belong to a transaction: their second context is its. Undefined where neither arguments nor ancestors show it. */
function inTransaction(goroutine: Goroutine, ancestors: readonly StackFrame[]): boolean | undefined {
  if (calls(ancestors, '(*Tx).QueryContext') || calls(ancestors, '(*Tx).Query')) return true;
  if (calls(ancestors, '(*DB).QueryContext') || calls(ancestors, '(*DB).Query')) return false;
  const call = goroutine.own.find((line) => line.includes('(*Rows).awaitDone('));
  // awaitDone(rows, ctx, txctx …); an interface is printed as two words.
  const txctx = call?.slice(call.indexOf('awaitDone(') + 10).replace(/[{}\s]/g, '').split(',')[3]; // prettier-ignore
  return txctx === undefined || !/^0x[0-9a-f]{1,16}$/.test(txctx) ? undefined : txctx !== '0x0';
}

/** A recovered panic: the stack of whoever died. What ends the whole process leaks nothing. */
function panicStack(goroutines: readonly Goroutine[], record: RecordView): StackFrame[] | undefined {
  const [only] = goroutines;
  if (goroutines.length !== 1 || !only || !only.state.startsWith('running') || /^(?:panic|fatal error): /.test(record.raw))
    return undefined;
  if (!only.own.some((line) => /^\s*(?:panic|runtime\.gopanic|runtime\.sigpanic)(?:\(|$)/.test(line))) return undefined;
  const stack = goStack(only.own);
  return stack.length > 0 ? stack : undefined;
}

/** What a dump shows of database/sql, undefined where it shows nothing of it. */
export function goroutines(_match: unknown, record: RecordView): EventDraft | undefined {
  const all = goroutinesOf([record.message, ...record.tail].flatMap(unfold));
  const stacks = new Map<string, { about: About; count: number; stack: StackFrame[] }>();
  const keep = (about: About, count: number, frames: readonly StackFrame[]): void => {
    const stack = frames.slice(0, MOST_FRAMES);
    const key = `${about}\n${stack.map((frame) => `${frame.module ?? ''}.${frame.function}:${frame.line ?? ''}`).join('\n')}`;
    const known = stacks.get(key);
    if (known) known.count += count;
    else if (stacks.size < MOST_STACKS && stack.length > 0) stacks.set(key, { about, count, stack });
  };
  const panicked = panicStack(all, record);
  if (panicked) {
    return {
      kind: 'goroutines',
      openTransactions: 0,
      openRows: 0,
      waiting: 0,
      stacks: [{ about: 'panic', count: 1, stack: panicked.slice(0, MOST_FRAMES) }],
    };
  }
  const byId = new Map(all.flatMap((goroutine) => (goroutine.id === undefined ? [] : [[goroutine.id, goroutine] as const])));
  let [openTransactions, rowsAlone, rowsUnknown, waiting, seen] = [0, 0, 0, 0, false];
  for (const goroutine of all) {
    const own = goStack(goroutine.own);
    seen ||= own.some(isSql);
    const ancestors = goroutine.ancestors.length > 0 ? goStack(goroutine.ancestors) : [];
    if (calls(own, '(*Tx).awaitDone')) {
      openTransactions += goroutine.count;
      keep('transaction', goroutine.count, ancestors);
      if (ancestors.length === 0) keep('holder', goroutine.count, holderOf(goroutine, byId));
    } else if (calls(own, '(*Rows).awaitDone')) {
      const inside = inTransaction(goroutine, ancestors);
      if (inside === undefined) rowsUnknown += goroutine.count;
      else if (!inside) rowsAlone += goroutine.count;
      if (inside !== true) keep('rows', goroutine.count, ancestors);
      if (inside === false && ancestors.length === 0) keep('holder', goroutine.count, holderOf(goroutine, byId));
    } else if (waits(own)) {
      waiting += goroutine.count;
      seen = true;
      keep('waiter', goroutine.count, own);
    }
  }
  if (!seen) return undefined;
  // Rows of a transaction hold no connection of their own; where the dump does not tell them apart, they count as those of the transactions.
  const openRows = rowsAlone + Math.max(0, rowsUnknown - openTransactions);
  return { kind: 'goroutines', openTransactions, openRows, waiting, stacks: [...stacks.values()] };
}
