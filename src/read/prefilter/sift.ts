import type { Plugin } from '../../plugin/contract.ts';
import { holdsNoBreak } from '../lines/clean-line.ts';
import { LOST_WORDS } from '../context/lost.ts';
import { POOL_TALK } from '../pool-talk.ts';
import { Density } from './density.ts';
import { Groups } from './groups.ts';
import { NeedyPlugins } from './needy.ts';
import { Passed } from './passed.ts';
import { AFTER } from './processes.ts';
import { lineScan } from './scan/best-scan.ts';
import type { LineScan } from './scan/line-scan.ts';
import { FIRST, MET_IN_VAIN, PROCESSES } from './options.ts';
import type { SiftOptions } from './options.ts';
import type { Shapes } from './sure/shapes.ts';
import { NONE } from './sure/stamps.ts';
import { SureLines } from './sure/sure-lines.ts';
import { searchable, withEscapes } from '../literals/windows.ts';

/** A backslash: behind it a hint may stand in another form. */
const ESCAPE = 92;

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
  /** What is looked for. */
  private readonly texts: readonly string[];
  private readonly sure: SureLines;
  /** The source's first lines, until they have shown what they must. */
  private beginning: string[] | undefined = [];
  private readonly density = new Density();

  constructor({ hints, zone, skipped, spanned, first = FIRST, scanOf = lineScan }: SiftOptions) {
    this.first = first;
    this.scanOf = scanOf;
    this.passed = new Passed(skipped);
    this.bytes = skipped;
    this.plugins = hints.plugins;
    this.needy = this.plugins.some(({ context }) => context !== undefined && context !== false) ? new NeedyPlugins(hints, zone) : undefined;
    this.groups = new Groups(this.passed, this.needy);
    this.texts = [...this.plugins.flatMap(({ hints }) => hints), ...POOL_TALK, ...LOST_WORDS];
    this.sure = new SureLines(zone, this.texts);
    this.shapes = this.sure.shapes;
    this.spanned = spanned;
  }

  /** Whether all hints can be looked for in bytes. */
  static knows(plugins: readonly Plugin[]): boolean {
    return plugins.every(({ hints }) => hints.every(searchable));
  }

  /** Takes whole lines, their ends included. */
  take(bytes: Buffer, from: number, to: number): void {
    const before = this.passed.bytes;
    // What is looked for may stand there with other blanks.
    if (!this.groups.whole && holdsNoBreak(bytes, from, to)) this.groups.passWhole();
    const at = this.groups.whole ? from : this.sift(bytes, from, to);
    if (at < to) this.passAll(bytes, at, to);
    if (!this.groups.whole && this.groups.pods.size > PROCESSES) this.groups.passWhole();
    if (this.density.tooMuch(to - from, this.passed.bytes - before) && !this.groups.whole) this.groups.passWhole();
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
    const scan = (this.scan ??= this.scanOf(withEscapes(this.texts)));
    scan.begin(bytes);
    const line = this.lines;
    const byte = this.bytes - at;
    const remember = (): void => this.groups.passedOver(scan.ring(), bytes, line + 1, byte);
    this.groups.beforeWhole = remember;
    this.groups.opened = (pod) => scan.unready(pod);
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
    // What a hint is may show only when the odd bytes are out.
    const odd = scan.odd(from, to);
    const { sure } = this;
    const { start } = sure;
    const known = sure.read(bytes, from, to, odd);
    const pod = this.groups.pods.at(bytes, from, start.token, sure.stream);
    scan.unready(pod);
    const lying = { bytes, from, to: end + 1, line, byte };
    if (!known || (this.spanned && (start.token > from || sure.stream > 0)))
      return this.groups.unsure(pod, lying, hot || odd || bytes.subarray(from, to).includes(ESCAPE));
    const ends = pod.open > 0;
    const { cut } = pod;
    pod.cut = false;
    if (pod.open <= 1 && !cut) this.groups.close(pod);
    if (this.groups.whole) return this.passed.line(lying, 0);
    const process = this.groups.pods.processOf(pod, sure.id);
    const moved = process.tens !== sure.tens || process.innerTens !== sure.innerTens;
    const { held } = process;
    if (held !== undefined) this.groups.passOver(pod, held);
    if (hot || moved || ends || sure.fresh || ++pod.met <= this.first.ofPod) {
      // The time of a line that only ends another one is not its record's.
      process.tens = cut ? NONE : sure.tens;
      process.innerTens = cut ? NONE : sure.innerTens;
      process.held = undefined;
      if (pod.stream > 0) this.groups.passLatest(pod, ends);
      if (this.groups.whole) return this.passed.line(lying, 0);
      pod.latest = undefined;
      if (cut) scan.forget(process);
      else if (moved) scan.learn(sure, to, pod, process, false);
      pod.open = hot ? AFTER : Math.max(pod.open - 1, Number(moved || cut));
      return this.groups.pass(pod, lying, hot);
    }
    pod.latest = process;
    process.held = lying;
    scan.learn(sure, to, pod, process, true);
  }

  private passAll(bytes: Buffer, from: number, to: number): void {
    this.passed.stretch(bytes, from, to, this.lines + 1, this.bytes, 0);
    this.bytes += to - from;
    for (let at = bytes.indexOf(10, from); at >= 0 && at < to; at = bytes.indexOf(10, at + 1)) this.lines++;
  }
}
