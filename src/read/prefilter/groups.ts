import type { NeedyPlugins } from './needy.ts';
import type { Passed } from './passed.ts';
import { AFTER, Pods } from './processes.ts';
import type { Lying, Pod, Process } from './processes.ts';
import type { Ring } from './scan/line-scan.ts';
import { Recent } from './recent.ts';
import { copyOf, Waiting } from './waiting.ts';
import type { Late } from './waiting.ts';

/** A group that is larger is passed on before it is known whole. */
const GROUP_LINES = 500;
const GROUP_BYTES = 256 * 1024;

/**
 * The records that are passed on, line by line, of all pods of a source. Before one of them may make a plug-in ask for context, what it will ask for
 * is passed on, and from then on everything.
 */
export class Groups {
  readonly pods = new Pods();
  /** Nothing is passed over any more. */
  whole = false;
  /** Called before that: what the scan has passed over is still to be told. */
  beforeWhole: () => void = () => {};
  /** Called where a line of another pod passes on the pod's latest one, or opens it: its next line is not like those before. */
  opened: (pod: Pod) => void = () => {};
  private readonly passed: Passed;
  private readonly needy: NeedyPlugins | undefined;
  private readonly waiting: Waiting;
  private readonly recent = new Recent();
  /** Records that are open, of which something may wait. */
  private groups = 0;

  constructor(passed: Passed, needy: NeedyPlugins | undefined) {
    this.passed = passed;
    this.needy = needy;
    this.waiting = new Waiting(passed);
  }

  /** Passes a line on with the record that it begins or goes on with. */
  pass(pod: Pod, line: Lying, hot: boolean): void {
    if (this.needy === undefined) return this.waiting.pass(pod, line, false);
    if (hot && this.needy.hinted(textOf(line))) {
      pod.needy = true;
      if (pod.spilled) {
        this.passWhole();
        return this.passed.line(line, 0);
      }
    }
    if (!pod.spilled) {
      if (pod.group.length === 0) this.groups++;
      pod.group.push(line);
      pod.groupBytes += line.to - line.from;
    }
    this.waiting.pass(pod, line, this.groups > 0);
    if (pod.group.length > GROUP_LINES || pod.groupBytes > GROUP_BYTES) this.spill(pod);
    else if (this.waiting.full) for (const each of this.pods.all()) this.spill(each);
  }

  /**
   * Passes on the line that the pod's latest record began with, for the next line may go on with it. A container runtime may have cut that one in two:
   * nothing of its stream may come between the two later on, so there all that is held is passed on, and before any other line as well.
   * @param ends a record that matters may end here: what the process said meanwhile on its other stream comes before that
   */
  passLatest(pod: Pod, ends = true): void {
    const held = pod.stream > 0 ? [...pod.processes.values()] : pod.latest !== undefined ? [pod.latest] : [];
    if (pod.stream > 0 && ends)
      for (const other of this.pods.all())
        if (other.latest !== undefined && other.stream === 3 - pod.stream && other.prefix.equals(pod.prefix)) {
          this.passLatest(other, false);
          other.open = Math.max(other.open, 1);
          this.opened(other);
        }
    if (held.length > 1) held.sort((a, b) => (a.held?.line ?? 0) - (b.held?.line ?? 0));
    for (const process of held) this.passHeld(pod, process);
    pod.latest = undefined;
  }

  private passHeld(pod: Pod, process: Process): void {
    const { held } = process;
    process.held = undefined;
    if (held !== undefined) this.pass(pod, held, false);
  }

  /** A line may go on with the latest record of any pod, and where that may be read with its context, all is passed on. */
  private openAll(hot: boolean, line: Lying): void {
    if (hot && this.needy?.hinted(textOf(line)) === true) return this.passWhole();
    for (const pod of this.pods.all()) {
      this.passLatest(pod);
      if (this.whole) return;
      if (pod.group.length > 0 && pod.needy) return this.passWhole();
      pod.open = Math.max(pod.open, 1);
      pod.cut = true;
      this.opened(pod);
    }
  }

  /** Passes on a line of which is not known whether it begins a record: it goes on with its pod's latest one, or may. */
  unsure(pod: Pod, line: Lying, hot: boolean): void {
    if (pod.stream === 0 && this.pods.streams) this.openAll(hot, line);
    if (!this.whole) this.passLatest(pod);
    if (this.whole) return this.passed.line(line, 0);
    pod.open = hot || pod.open > 1 ? AFTER : 1;
    pod.cut = pod.stream > 0;
    this.pass(pod, line, hot);
  }

  /** What is known of the pod's record must do. */
  private spill(pod: Pod): void {
    if (pod.group.length === 0) return;
    if (pod.needy) return this.passWhole();
    this.endGroup(pod);
    pod.spilled = true;
  }

  /** The pod's record has ended. */
  close(pod: Pod): void {
    if (pod.group.length === 0 && !pod.spilled && !pod.needy) return;
    if (pod.needy && this.needy?.read(pod.group.map(textOf)) === true) return this.passWhole();
    if (pod.group.length > 0) this.endGroup(pod);
    pod.spilled = pod.needy = false;
  }

  private endGroup(pod: Pod): void {
    pod.group = [];
    pod.groupBytes = 0;
    if (--this.groups === 0) this.waiting.flush();
  }

  /** The scan passed over lines in this block, which begins with such a line and byte. */
  passedOver(ring: Ring | undefined, block: Buffer, line: number, byte: number): void {
    if (this.needy !== undefined && ring !== undefined) this.recent.addAll(ring, block, line, byte);
  }

  passOver(pod: Pod, line: Lying): void {
    pod.over++;
    if (this.needy !== undefined) this.recent.add(line, pod);
  }

  /** From here on everything is passed on, and with what waits what may be asked for. */
  passWhole(): void {
    this.whole = true;
    this.beforeWhole();
    const lines = this.recent.take().map((each) => ({ ...each, counted: true }));
    this.waiting.flush([...lines, ...this.heldLines()]);
    this.pods.clear();
  }

  /** The latest lines of processes that were passed over so far. */
  private heldLines(): Late[] {
    const lines: Late[] = [];
    for (const pod of this.pods.all())
      for (const { held } of pod.processes.values()) if (held !== undefined) lines.push({ line: held, pod, counted: false });
    return lines;
  }

  /** The block will be let go: what is held of it is copied. */
  settle(block: Buffer): void {
    this.waiting.settle(block);
    this.recent.settle(block);
    for (const pod of this.pods.all()) {
      for (const process of pod.processes.values()) if (process.held?.bytes === block) process.held = copyOf(process.held);
      if (pod.group.length > 0) pod.group = pod.group.map((line) => (line.bytes === block ? copyOf(line) : line));
    }
  }

  /** The source has ended. */
  end(): void {
    if (this.whole) return;
    for (const pod of this.pods.all()) this.close(pod);
    if (!this.whole) this.waiting.flush(this.heldLines());
  }
}

const textOf = ({ bytes, from, to }: Lying): string => bytes.toString('latin1', from, to - 1);
