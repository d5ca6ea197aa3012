import type { EventDraft, TimedEventOf } from '../../model/event.ts';
import { perInstance } from '../shared-instance.ts';
import type { LogRecord } from '../types.ts';
import { flatten } from './intern.ts';

/** Lines that `kubectl logs -l` prints of each container unless it is told otherwise (kubectl, pkg/cmd/logs/logs.go, selectorTail). */
const KUBECTL_TAIL = 10;
/** Containers that are told apart; kubectl asks for five at a time. */
const CONTAINERS = 1_000;
/** A clock that is set steps back once; a store that delivers late does it by less. */
const STEP_MS = 2_000;
const STEPS = 10;
/** Of so many records, one at least steps back. */
const SHARE = 50;
/** Samples of one pool that contradict each other: so many, and of so many one at least. */
const CONTRADICTIONS = { least: 10, of: 5 };
/** Pools whose samples are compared. */
const POOLS = 100;

const containerOf = perInstance(({ pod, container = '' }) => flatten(`${pod}/${container}`));

/** Told of a source. */
type Notice = (code: string, subject: string, text: string) => void;

/**
 * Watches how the records of one source arrived: as few of each container as kubectl prints by default, or those of several processes mixed
 * without a word of which is whose.
 */
export class Arrival {
  private readonly containers = new Map<string, number>();
  private stamped = 0;
  private steps = 0;
  private last: number | null = null;
  private readonly samples = new Map<string, Samples>();

  /** Every record. */
  saw({ instance, lines, over = 0 }: LogRecord): void {
    if (instance.pod === undefined) return;
    const key = containerOf(instance);
    const before = this.containers.get(key) ?? (this.containers.size < CONTAINERS ? 0 : undefined);
    if (before !== undefined) this.containers.set(key, before + lines + over);
  }

  /** A record that was claimed, and what it says. */
  claimed({ at, instance }: LogRecord, drafts: readonly EventDraft[]): void {
    for (const key in instance) if (key !== 'pid') return;
    if (at !== null) {
      this.stamped++;
      if (this.last !== null && at < this.last - STEP_MS) this.steps++;
      this.last = at;
    }
    for (const draft of drafts) if (draft.kind === 'pool-snapshot') this.sampled(instance.pid, draft as Sample);
  }

  private sampled(pid: string | undefined, sample: Sample): void {
    const key = `${pid ?? ''} ${sample.pool ?? ''}`;
    let samples = this.samples.get(key);
    if (samples === undefined) {
      if (this.samples.size >= POOLS) return;
      this.samples.set(key, (samples = new Samples()));
    }
    samples.add(sample);
  }

  /** Says what there is to say when the source has ended. */
  tell(source: string, envelopes: readonly string[], notice: Notice): void {
    const most = Math.max(0, ...this.containers.values());
    if (most === KUBECTL_TAIL && envelopes.includes('kubectl-prefix')) {
      const all = 'which is all that kubectl logs prints with a selector; give it --tail=-1';
      notice('kubectl-tail', source, `${source}: no container has more than ${KUBECTL_TAIL} lines in it, ${all}`);
    }
    const back = this.steps >= STEPS && this.steps * SHARE >= this.stamped;
    if (!back && ![...this.samples.values()].some((samples) => samples.mixed)) return;
    const why = back ? `its times go back ${this.steps} times` : 'samples of a pool contradict each other by turns';
    notice(
      'sources-mixed',
      source,
      `${source}: ${why}: lines of several processes or pools seem to be mixed in it, and nothing in them tells which is whose, so what is said of ` +
        `them may be wrong; kubectl logs needs --prefix, docker compose logs must not have --no-log-prefix`,
    );
  }
}

type Sample = Pick<TimedEventOf<'pool-snapshot'>, 'pool' | 'open' | 'waitCount' | 'counters'>;

/** The samples of what should be one pool. */
export class Samples {
  private number = 0;
  private contradictions = 0;
  private open: number | undefined;
  private count: number | undefined;
  /** What the counters were before they fell. */
  private before: number | undefined;

  /** Counters of one process do not fall and come back to more than before, and it counts what it closes. */
  add({ open, waitCount, counters }: Sample): void {
    if (waitCount === undefined || counters === undefined) return;
    const count = Object.values(counters).reduce((sum, value) => sum + value, waitCount);
    this.number++;
    const returned = this.before !== undefined && count >= this.before;
    const closed = open !== undefined && this.open !== undefined && open < this.open;
    if (returned || (closed && count === this.count && Object.keys(counters).length > 1)) this.contradictions++;
    this.before = this.count !== undefined && count < this.count ? this.count : undefined;
    this.count = count;
    this.open = open;
  }

  get mixed(): boolean {
    return this.contradictions >= CONTRADICTIONS.least && this.contradictions * CONTRADICTIONS.of >= this.number;
  }
}
