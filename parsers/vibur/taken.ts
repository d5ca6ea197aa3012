import { javaStack, type EventDraft } from 'leak-stream/plugin';

type Frames = ReturnType<typeof javaStack>;

const HEAD =
  /^\(\d{1,6}\/\d{1,6}\), (?:Vibur proxy for: )?(?<connection>\S.{0,300}?), held for (?<held>\d{1,15}) ms,.*, taken by thread (?<thread>.{1,200}), current thread state (?<state>[A-Z_]{3,20})$/;
const THEN = 'Thread stack trace at the moment when getting';
const NOW = 'Thread stack trace at the current moment';
const OTHERS = /^={12} All other/;

/**
 * How many frames, from the outermost on, a thread has not left since. Where one and the same line calls something else by now it is another round of what serves one request after
 * the other, and none of its frames is that of then.
 */
function stillIn(then: Frames, now: Frames): number {
  let same = 0;
  for (; same < Math.min(then.length, now.length); same++) {
    const [was, is] = [then.at(-1 - same), now.at(-1 - same)];
    if (was?.function !== is?.function || was?.module !== is?.module) return 0;
    if (was?.line !== is?.line) return same + 1;
  }
  return same;
}

/** Frames of code with lines: a running thread's trace shows hidden ones too, of lambdas, which that of an exception leaves out. */
const framesOf = (lines: readonly string[]): Frames => javaStack(lines).filter(({ line }) => line !== undefined);

interface Entry {
  readonly connection: string;
  readonly heldMs: number;
  readonly thread: string;
  readonly over: boolean;
  readonly then: readonly string[];
  /** Told once for each thread, with the first of the connections that it holds. */
  readonly now: readonly string[] | undefined;
}

/** @param lines from an entry's head to the next one's */
function entryIn(lines: readonly string[]): Entry | undefined {
  const { connection, held, thread, state } = HEAD.exec(lines[0] ?? '')?.groups ?? {};
  const then = lines.findIndex((line) => line.startsWith(THEN));
  if (connection === undefined || thread === undefined || then < 0) return undefined;
  const at = lines.findIndex((line) => line.startsWith(NOW));
  return {
    connection,
    heldMs: Number(held),
    thread,
    over: state === 'TERMINATED',
    then: lines.slice(then + 1, at < 0 ? undefined : at),
    now: at < 0 ? undefined : lines.slice(at + 1),
  };
}

/** All entries of a list (`org.vibur.dbcp.pool.TakenConnectionsFormatter.Default`). */
export function holdersIn(lines: readonly string[]): Extract<EventDraft, { kind: 'leak-reported' }>[] {
  const others = lines.findIndex((line) => OTHERS.test(line));
  const list = others < 0 ? lines : lines.slice(0, others);
  const heads = list.flatMap((line, i) => (HEAD.test(line) ? [i] : []));
  const entries = heads.flatMap((from, i) => entryIn(list.slice(from, heads[i + 1])) ?? []);
  const nowOf = new Map(entries.flatMap(({ thread, now }) => (now === undefined ? [] : [[thread, framesOf(now)] as const])));
  return entries.map(({ connection, heldMs, thread, over, then }) => {
    const now = over ? [] : nowOf.get(thread);
    return {
      kind: 'leak-reported',
      connection,
      heldMs,
      thread,
      stack: javaStack(then),
      repeats: false,
      ...(now !== undefined && { stillIn: stillIn(framesOf(then), now) }),
    };
  });
}
