import type { Plugin } from '../../plugin/contract.ts';
import { POOL_TALK } from '../pool-talk.ts';
import { endsFrame } from './frame-end.ts';
import { Groups } from './groups.ts';
import { idAt, LineStart } from './line-start.ts';
import { NeedyPlugins } from './needy.ts';
import { Passed } from './passed.ts';
import { AFTER } from './processes.ts';
import type { Lying, Pod, Process } from './processes.ts';
import { NO_PROCESS, Shapes, UNSURE } from './shapes.ts';
import { lineScan } from './best-scan.ts';
import type { LineScan } from './line-scan.ts';
import { FIRST, LONG, MET_IN_VAIN, PROCESSES } from './options.ts';
import type { SiftOptions } from './options.ts';
import { searchable } from './windows.ts';

/** Of so many bytes at a time, the part that must be passed on at least for the source to count as dense. */
const STRETCH = 8 << 20;
const DENSE = 0.6;

/**
 * Passes over lines that cannot matter to the report. Such a line holds no hint, begins a record for certain, and so does the next line of its pod:
 * then it is a record of its own that no plug-in would be shown. What such records do tell is passed on by a few of them: how far the log has
 * gone by the first of every ten seconds and the last of each process, how a source looks by its first lines, how many there were by their number.
 * Everything else is passed on whole. Once a plug-in reads something that needs its context, so is all that follows, and the lines just before.
 */
export class Sift {
  readonly passed: Passed;
  /** Lines and bytes taken so far. */
  lines = 0;
  bytes: number;
  readonly groups: Groups;
  private readonly plugins: readonly Plugin[];
  /** Made where a source is longer than its beginning. */
  private scan: LineScan | undefined;
  private readonly scanOf: (texts: readonly string[]) => LineScan;
  private readonly needy: NeedyPlugins | undefined;
  private readonly shapes: Shapes;
  private readonly spanned: boolean;
  private readonly first: { readonly ofSource: number; readonly ofPod: number };
  private readonly start = new LineStart();
  /** The source's first lines, until they have shown what they must. */
  private beginning: string[] | undefined = [];
  private processes = 0;
  private sinceBytes = 0;
  private sincePassed = 0;

  constructor({ hints, zone, skipped, spanned, first = FIRST, scanOf = lineScan }: SiftOptions) {
    this.first = first;
    this.scanOf = scanOf;
    this.passed = new Passed(skipped);
    this.bytes = skipped;
    this.plugins = hints.plugins;
    this.needy = this.plugins.some(({ context }) => context !== undefined && context !== false) ? new NeedyPlugins(hints, zone) : undefined;
    this.groups = new Groups(this.passed, this.needy);
    this.shapes = new Shapes(zone);
    this.spanned = spanned;
  }

  /** Whether all hints can be looked for in bytes. */
  static knows(plugins: readonly Plugin[]): boolean {
    return plugins.every(({ hints }) => hints.every(searchable));
  }

  /** Takes whole lines, their ends included. */
  take(bytes: Buffer, from: number, to: number): void {
    const before = this.passed.bytes;
    const at = this.groups.whole ? from : this.sift(bytes, from, to);
    if (at < to) this.passAll(bytes, at, to);
    if (!this.groups.whole && (this.processes > PROCESSES || this.groups.pods.size > PROCESSES)) this.groups.passWhole();
    this.sincePassed += this.passed.bytes - before;
    this.sinceBytes += to - from;
    if (this.sinceBytes < STRETCH) return;
    if (!this.groups.whole && this.sincePassed > this.sinceBytes * DENSE) this.groups.passWhole();
    this.sinceBytes = this.sincePassed = 0;
  }

  /** Takes a piece of a line that is too long to be held. */
  takePiece(bytes: Buffer, ends: boolean): void {
    if (!this.groups.whole) this.groups.passWhole();
    this.passed.piece(bytes, ends, this.lines + 1, this.bytes);
    this.bytes += bytes.length;
    if (ends) this.lines++;
  }

  private sift(bytes: Buffer, from: number, to: number): number {
    let at = from;
    while (this.beginning !== undefined && at < to) {
      const end = bytes.indexOf(10, at);
      this.meet(bytes, at, end, this.beginning);
      at = end + 1;
    }
    if (at === to || this.groups.whole) return at;
    const scan = (this.scan ??= this.scanOf([...this.plugins.flatMap(({ hints }) => hints), ...POOL_TALK]));
    scan.begin(bytes);
    const line = this.lines;
    const byte = this.bytes - at;
    const remember = (): void => this.groups.passedOver(scan.ring(), bytes, line + 1, byte);
    this.groups.beforeWhole = remember;
    while (!this.groups.whole) {
      at = this.skip(scan, bytes, at, to, line);
      if (at === to) break;
      const end = bytes.indexOf(10, at);
      this.line(scan, bytes, at, end, scan.hot(at, end, to));
      at = end + 1;
    }
    remember();
    return at;
  }

  /** Leaves to the scan the lines that are like others. @returns where the first one stands that is not */
  private skip(scan: LineScan, bytes: Buffer, from: number, to: number, before: number): number {
    const until = scan.skip(from, to, this.lines - before);
    if (until === from) return from;
    for (const { pod, process, count, line, ...place } of scan.passedOver()) {
      if (process.held !== undefined) this.groups.passOver(pod, process.held);
      pod.over += count - 1;
      process.held = { bytes, ...place, line: before + line + 1, byte: this.bytes + place.from - from };
    }
    this.lines += scan.skipped;
    this.bytes += until - from;
    return until;
  }

  /** One of the first lines: it is passed on. */
  private meet(bytes: Buffer, from: number, end: number, beginning: string[]): void {
    const latin1 = bytes.toString('latin1', from, end);
    this.shapes.meet(latin1);
    beginning.push(latin1);
    this.passAll(bytes, from, end + 1);
    if (this.shapes.turned || beginning.length > MET_IN_VAIN) this.groups.whole = true;
    if (!this.groups.whole && (this.lines < this.first.ofSource || !this.shapes.straight)) return;
    const { needy } = this;
    this.groups.whole ||= needy !== undefined && beginning.some((line) => needy.hinted(line)) && needy.read(beginning);
    this.beginning = undefined;
  }

  private line(scan: LineScan, bytes: Buffer, from: number, end: number, hot: boolean): void {
    const line = ++this.lines;
    const byte = this.bytes;
    this.bytes = byte + end + 1 - from;
    const to = bytes[end - 1] === 13 && end > from ? end - 1 : end;
    const { start } = this;
    // What a hint is may show only when the odd bytes are out.
    const odd = scan.odd(from, to);
    const stamped = to - from <= LONG && start.read(bytes, from, to) && !odd;
    if (!stamped) start.prefix(bytes, from, to);
    const pod = this.groups.pods.at(bytes, from, start.token);
    scan.unready(pod);
    const shape = stamped && !(this.spanned && start.token > from) ? this.shapes.of(start, bytes, to) : UNSURE;
    if (shape === UNSURE || endsFrame(bytes, from, to)) return this.goOn(pod, { bytes, from, to: end + 1, line, byte }, hot || odd);
    const ends = pod.open > 0;
    if (pod.open <= 1) this.groups.close(pod);
    if (this.groups.whole) return this.passed.stretch(bytes, from, end + 1, line, byte, 0);
    const process = this.processOf(pod, shape === NO_PROCESS ? -1 : idAt(bytes, start.after + shape));
    const moved = process.tens !== start.tens || process.innerTens !== start.innerTens;
    const { held } = process;
    if (held !== undefined) this.groups.passOver(pod, held);
    if (hot || moved || ends || ++pod.met <= this.first.ofPod) {
      process.tens = start.tens;
      process.innerTens = start.innerTens;
      process.held = pod.latest = undefined;
      if (moved) scan.learn(start, to, shape, pod, process, false);
      pod.open = hot ? AFTER : Math.max(pod.open - 1, Number(moved));
      return this.groups.pass(pod, { bytes, from, to: end + 1, line, byte }, hot);
    }
    pod.latest = process;
    process.held = { bytes, from, to: end + 1, line, byte };
    scan.learn(start, to, shape, pod, process, true);
  }

  private processOf(pod: Pod, id: number): Process {
    if (pod.asked !== undefined && pod.askedId === id) return pod.asked;
    let process = pod.processes.get(id);
    if (process === undefined) {
      pod.processes.set(id, (process = { tens: -1, innerTens: -1, held: undefined }));
      this.processes++;
    }
    pod.asked = process;
    pod.askedId = id;
    return process;
  }

  /** A line that goes on with its pod's latest record, or may. */
  private goOn(pod: Pod, line: Lying, hot: boolean): void {
    const head = pod.latest?.held;
    if (pod.latest !== undefined) pod.latest.held = pod.latest = undefined;
    if (head !== undefined) this.groups.pass(pod, head, false);
    if (this.groups.whole) return this.passed.line(line, 0);
    pod.open = hot || pod.open > 1 ? AFTER : 1;
    this.groups.pass(pod, line, hot);
  }

  private passAll(bytes: Buffer, from: number, to: number): void {
    this.passed.stretch(bytes, from, to, this.lines + 1, this.bytes, 0);
    this.bytes += to - from;
    for (let at = bytes.indexOf(10, from); at >= 0 && at < to; at = bytes.indexOf(10, at + 1)) this.lines++;
  }
}
