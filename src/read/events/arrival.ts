import type { EventDraft, TimedEventOf } from '../../model/event.ts';
import { perInstance } from '../shared-instance.ts';
import type { LogRecord } from '../types.ts';
import { flatten } from '../intern.ts';
import { addSample, beginAnew, noSamplers, takeTurns } from './samplers.ts';

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
/** Two samples so near to each other are of one moment. */
const MOMENT_MS = 100;
/** A connection may be taken or given back within a moment; more than one seldom is. */
const MORE_THAN_ONE = 2;

const containerOf = perInstance(({ pod, container = '' }) => flatten(`${pod}/${container}`));
const placeOf = perInstance((instance) => flatten(JSON.stringify(instance)));

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
    for (const draft of drafts) if (draft.kind === 'pool-snapshot') this.sampled(placeOf(instance), draft as Sample, at);
    for (const key in instance) if (key !== 'pid') return;
    if (at !== null) {
      this.stamped++;
      if (this.last !== null && at < this.last - STEP_MS) this.steps++;
      this.last = at;
    }
  }

  private sampled(place: string, sample: Sample, at: number | null): void {
    const key = `${place} ${sample.pool ?? ''} ${sample.size ?? ''} ${sample.max ?? ''}`;
    let samples = this.samples.get(key);
    if (samples === undefined) {
      if (this.samples.size >= POOLS) return;
      this.samples.set(key, (samples = new Samples()));
    }
    samples.add(sample, at);
  }

  /** By what it is seen that lines of several processes or pools are mixed. */
  private mixedBy(): string | undefined {
    if (this.steps >= STEPS && this.steps * SHARE >= this.stamped) return `its times go back ${this.steps} times`;
    const samples = [...this.samples.values()];
    if (samples.some(({ mixed }) => mixed)) return 'samples of a pool contradict each other by turns';
    if (samples.some(({ samplers }) => takeTurns(samplers)))
      return 'samples of a pool come at the times of several timers, which do not show the same';
    if (samples.some(({ samplers }) => beginAnew(samplers))) return 'samples of a pool begin anew far back, in a time that was told before';
    return undefined;
  }

  /** Says what there is to say when the source has ended. */
  tell(source: string, envelopes: readonly string[], notice: Notice): void {
    const most = Math.max(0, ...this.containers.values());
    if (most === KUBECTL_TAIL && envelopes.includes('kubectl-prefix')) {
      const all = 'which is all that kubectl logs prints with a selector; give it --tail=-1';
      notice('kubectl-tail', source, `${source}: no container has more than ${KUBECTL_TAIL} lines in it, ${all}`);
    }
    const why = this.mixedBy();
    if (why === undefined) return;
    notice(
      'sources-mixed',
      source,
      `${source}: ${why}: lines of several processes or pools seem to be mixed in it, and nothing in them tells which is whose, so what is said of ` +
        `them may be wrong; kubectl logs needs --prefix, docker compose logs must not have --no-log-prefix`,
    );
  }
}

type Sample = Pick<TimedEventOf<'pool-snapshot'>, 'pool' | 'inUse' | 'open' | 'size' | 'max' | 'waitCount' | 'counters'>;

/** What a sample says of a moment. */
interface Look {
  readonly at: number | null;
  readonly inUse: number | undefined;
  readonly open: number | undefined;
}

/** The samples of what should be one pool. */
export class Samples {
  readonly samplers = noSamplers();
  private number = 0;
  private contradictions = 0;
  private open: number | undefined;
  private count: number | undefined;
  /** What the counters were before they fell. */
  private before: number | undefined;
  private looks = 0;
  /** Looks that tell what the last but one had told, though the one in the same moment told another thing. */
  private turns = 0;
  private last: Look | undefined;
  private lastButOne: Look | undefined;

  add(sample: Sample, at: number | null): void {
    this.counted(sample);
    this.look({ at, inUse: sample.inUse, open: sample.open });
    // counters that fall tell lives apart, and those of two processes contradict each other
    if (sample.counters === undefined) addSample(this.samplers, at, sample.inUse);
  }

  /** Counters of one process do not fall and come back to more than before, and it counts what it closes. */
  private counted({ open, waitCount, counters }: Sample): void {
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

  /** One pool that is looked at twice in a moment shows the same. */
  private look(now: Look): void {
    const [first, second] = [this.lastButOne, this.last];
    this.looks++;
    if (first !== undefined && second !== undefined && isOneMoment(first, second) && areApart(first, second) && !areApart(first, now))
      this.turns++;
    [this.lastButOne, this.last] = [second, now];
  }

  get mixed(): boolean {
    return isOften(this.contradictions, this.number) || isOften(this.turns, this.looks);
  }
}

const isOften = (times: number, of: number): boolean => times >= CONTRADICTIONS.least && times * CONTRADICTIONS.of >= of;

const isOneMoment = (a: Look, b: Look): boolean => a.at !== null && b.at !== null && Math.abs(b.at - a.at) <= MOMENT_MS;

const areApart = (a: Look, b: Look): boolean =>
  (a.open !== undefined && b.open !== undefined && a.open !== b.open) ||
  (a.inUse !== undefined && b.inUse !== undefined && Math.abs(a.inUse - b.inUse) >= MORE_THAN_ONE);
