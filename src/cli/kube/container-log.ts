import { Repeats } from '../../read/lines/repeats.ts';
import { explained, lastWords, mayPass, unreachable } from './faults.ts';
import type { Call, Kubectl, Outcome } from './kubectl.ts';
import { Lines } from './lines.ts';
import type { ContainerState } from './pods.ts';
import type { KubeWords } from '../options/kube-words.ts';

/** What the logs of all containers share. */
export interface Reader {
  readonly kubectl: Kubectl;
  readonly words: KubeWords;
  /** Epoch milliseconds; what was written before is not asked for. */
  readonly since: number | undefined;
  readonly once: boolean;
  /** Takes a line with its end. A promise where it has enough for now. */
  readonly push: (line: Buffer) => Promise<void> | undefined;
  /** Something to tell the user; the same is told once. */
  readonly note: (text: string) => void;
  /** What stands in the way of everything. */
  readonly fail: (error: Error) => void;
}

/** How soon a broken stream is taken up again, at first and at most. */
const AGAIN_MS = 500;
const AGAIN_MOST_MS = 30_000;
/** So long the log of a pod that is gone may still come in. */
const GONE_MS = 10_000;

/** A container has no log yet, or its pod has just gone: no fault, and the cluster will tell. */
const NOT_NOW = /waiting to start|ContainerCreating|PodInitializing|not found|is terminated/i;

/**
 * The log of one container through its restarts: what the container before the last restart wrote, then what it writes. Where the stream breaks it
 * is taken up again at the second that was read last, and lines that come a second time are left out. The word of a restart may come later than the
 * stream can be taken up again, in the new container: what is left of the one before is asked for first.
 */
export class ContainerLog {
  private readonly reader: Reader;
  private readonly repeats = new Repeats();
  private state: ContainerState;
  private gone = false;
  /** Restarts before the container that is read. */
  private run: number;
  private fresh = true;
  /** Lines that were passed on. */
  private taken = 0;
  private call: Call | undefined;
  private wake: () => void = () => {};
  private timer: NodeJS.Timeout | undefined;

  constructor(state: ContainerState, reader: Reader) {
    this.reader = reader;
    this.state = state;
    this.run = state.restarts;
  }

  /** The cluster told of it again. */
  update(state: ContainerState): void {
    this.state = state;
    this.wake();
  }

  /** Its pod is gone: what was written may still be read, nothing is taken up again. */
  end(): void {
    this.gone = true;
    this.wake();
    this.timer = setTimeout(() => this.call?.stop(), GONE_MS).unref();
  }

  /** Reads until the pod is gone. It never rejects. */
  async follow(): Promise<void> {
    if (this.run > 0 && this.reader.words.tail === undefined) await this.readPrevious();
    let waitMs = AGAIN_MS;
    let broken = false;
    while (!this.gone) {
      if (!this.state.begun) {
        await this.change(undefined);
        continue;
      }
      if (broken && !(await this.askedForFormer())) {
        waitMs = Math.min(AGAIN_MOST_MS, waitMs * 2);
        await this.change(waitMs);
        continue;
      }
      const { outcome, lines, rest } = await this.read(['-f', ...this.from()]);
      if (this.refused(outcome)) return;
      const ended = this.gone || (this.state.ended && outcome.code === 0);
      if (ended && this.state.restarts === this.run) {
        for (const line of rest.rest()) await this.take(line);
        // Another run, or the end of the pod; the cluster may have told of it while those lines were taken.
        if (!this.gone && this.state.restarts === this.run) await this.change(undefined);
      }
      if (this.state.restarts > this.run) broken = !(await this.askedForFormer());
      else if (!ended) {
        waitMs = lines > 0 ? AGAIN_MS : Math.min(AGAIN_MOST_MS, waitMs * 2);
        await this.change(waitMs);
        broken = true;
      } else broken = false;
    }
    clearTimeout(this.timer);
  }

  /** Reads what is there. */
  async readOnce(): Promise<void> {
    if (this.run > 0 && this.reader.words.tail === undefined) await this.readPrevious();
    if (!this.state.begun) return;
    const { outcome, rest } = await this.read(this.from());
    if (!this.refused(outcome)) for (const line of rest.rest()) await this.take(line);
  }

  private async readPrevious(): Promise<Outcome> {
    const { outcome, rest } = await this.read(['--previous', ...this.from()]);
    for (const line of rest.rest()) await this.take(line);
    return outcome;
  }

  /** After a break: what is left of the container that was read, if another one took its place. @returns whether the cluster could be asked */
  private async askedForFormer(): Promise<boolean> {
    const { pod, container, restarts } = this.state;
    const before = this.taken;
    const outcome = await this.readPrevious();
    if (unreachable(outcome)) return false;
    if (restarts - this.run > 1)
      this.reader.note(
        `${pod}/${container} restarted ${restarts - this.run} times in a row: the cluster keeps the log of the last time only`,
      );
    if (restarts > this.run) this.run = restarts;
    // The cluster is yet to tell of that restart.
    else if (this.taken > before) this.run++;
    return true;
  }

  /** From where on: the second of the last line, else what the user wants. */
  private from(): string[] {
    const upTo = this.repeats.readUpTo;
    const since = upTo ?? this.reader.since;
    const tail = upTo === null && this.fresh ? this.reader.words.tail : undefined;
    return [
      `--tail=${tail ?? '-1'}`,
      ...(since === undefined ? [] : [`--since-time=${new Date(Math.floor(since / 1000) * 1000).toISOString()}`]),
    ];
  }

  private async read(how: readonly string[]): Promise<{ readonly outcome: Outcome; readonly lines: number; readonly rest: Lines }> {
    const { kubectl, words } = this.reader;
    const { pod, container } = this.state;
    this.repeats.broken();
    const call = kubectl.call(['logs', pod, '-c', container, '--prefix', '--timestamps', ...how, ...words.logs, ...words.connection]);
    this.call = call;
    const rest = new Lines();
    let lines = 0;
    try {
      for await (const block of call.stdout as AsyncIterable<Buffer>)
        for (const line of rest.feed(block)) {
          lines++;
          await this.take(line);
        }
    } catch {
      // Why it broke off is what kubectl says at its end.
    }
    const outcome = await call.ended;
    this.call = undefined;
    if (lines > 0) this.fresh = false;
    return { outcome, lines, rest };
  }

  private take(line: Buffer): Promise<void> | undefined {
    const text = line.toString('latin1', 0, line.length - 1);
    // What bears no pod is kubectl's own word.
    if (!text.startsWith('[pod/') || this.repeats.isRepeat(text)) return undefined;
    this.taken++;
    return this.reader.push(line);
  }

  /** @returns whether there is no use in going on */
  private refused(outcome: Outcome): boolean {
    const { kubectl, note, fail, once } = this.reader;
    const { pod, container } = this.state;
    if (!outcome.missing && (outcome.code === 0 || outcome.code === null)) return false;
    if (!mayPass(outcome)) {
      fail(explained(`read the log of ${pod}/${container}`, kubectl.program, outcome));
      return true;
    }
    if (/pods "[^"]*" not found/.test(outcome.said)) this.gone = true;
    else if (once || !NOT_NOW.test(outcome.said)) note(`kubectl logs ${pod}/${container}: ${lastWords(outcome.said)}`);
    return false;
  }

  /** Resolves when the cluster tells of the container, or after a while. */
  private change(ms: number | undefined): Promise<void> {
    return new Promise((resolve) => {
      const timer = ms === undefined ? undefined : setTimeout(resolve, ms);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
