import type { FrameRun } from './frame-runs.ts';
import type { HintIndex } from './hints/index.ts';
import { Claims } from './record/claims.ts';
import { isWithin } from './record/bracketed.ts';
import { headTable, saidBy } from './record/caption.ts';
import { finished } from './record/finished.ts';
import { beginsObject, endsObject, goesOnByShape, isNextMember } from './record/goes-on.ts';
import { joins, rivalOf } from './record/joins.ts';
import { OpenRecord } from './record/open-record.ts';
import { endsTraceback, isGoCall, isUnfinishedFrame, shapeOf, type Shape } from './record/shape.ts';
import { CROWD, makeRoom, streamKey, untold, type Layouts, type Stream } from './record/stream.ts';
import { follow, resume } from './record/turns.ts';
import type { Head, LogRecord, PeeledLine } from './types.ts';

export interface RecordsOptions {
  readonly source: string;
  readonly hints: HintIndex;
  readonly layouts: () => Layouts;
  /** Streams (pods, containers) of one source whose records may be open at the same time. */
  readonly streams?: number;
}

/** Unrecognised lines per stamped head from which on a stream is taken to consist of bare lines, not of long messages. */
const BARE_PER_HEAD = 50;

/**
 * Joins the lines of one source into records, each stream (pod, container, stdout or stderr) by itself. Pure: no clock, no streams; the same
 * lines give the same records however they arrive. A record ends when the next one of its stream begins, or with `flush`.
 */
export class Records {
  /** Streams closed early because there were too many at a time. */
  evicted = 0;
  private begun = 0;
  private last: { readonly instance: PeeledLine['instance']; readonly name: PeeledLine['stream']; readonly stream: Stream } | undefined;
  private readonly streams = new Map<string, Stream>();
  private readonly options: RecordsOptions;
  private readonly claims: Claims;

  constructor(options: RecordsOptions) {
    this.options = options;
    this.claims = new Claims(options.hints);
  }

  /** Records of many streams are open at a time. */
  get crowded(): boolean {
    return this.streams.size >= CROWD;
  }

  /** Takes the next line; `out` gets the record that it ended, if any. */
  feed(line: PeeledLine, out: LogRecord[]): void {
    const stream = this.streamOf(line, out);
    const shape = shapeOf(line.text);
    const open = stream.open;
    if (open === undefined) {
      if (shape !== 'blank') this.begin(stream, line, this.headOf(stream, line, shape), shape, null, out);
      return;
    }
    const head = this.headUnlessContinuation(stream, open, line, shape);
    if (head === 'continues') {
      if (open.caption && shape !== 'blank' && open.echo?.takes(line.text) !== true) {
        // A loop of date(1) and curl: what was printed is a record, and the caption says when.
        if (this.claims.isWhole(line.text))
          return this.begin(stream, line, this.headOf(stream, line, shape), shape, saidBy(stream.layouts, open), out);
        headTable(open, line.text, shape, this.claims);
      }
      open.add(line, shape);
    } else if (head !== 'bare' && joins(open, head, line, this.claims)) open.join(line, head);
    else if (head === 'bare' || !resume(stream, head, line, this.claims))
      this.begin(stream, line, head === 'bare' ? undefined : head, shape, head === 'bare' && stream.stamped > 0 ? open.at : null, out);
  }

  /** Takes frames, where all of them go on with the stream's open record. @param first of their lines @returns whether it did */
  feedRun(first: PeeledLine, run: FrameRun, out: LogRecord[]): boolean {
    const { open } = this.streamOf(first, out);
    if (open === undefined || open.closed || open.caption) return false;
    open.addRun(run, first.line + run.lines.length - 1);
    return true;
  }

  /** Before this line so many records of its stream were passed over: lines that a layout stamped. */
  passedOver(line: PeeledLine, records: number, out: LogRecord[]): void {
    this.streamOf(line, out).stamped += records;
  }

  /** Ends every open record, in the order in which they began. */
  flush(out: LogRecord[]): void {
    for (const record of this.untold()) out.push(finished(record));
    this.streams.clear();
    this.last = undefined;
  }

  /** The records that are not told yet and that no line after this one has gone on with, in the order in which they began. */
  look(line: number): OpenRecord[] {
    return this.untold().filter(({ lastLine }) => lastLine <= line);
  }

  private untold(): readonly OpenRecord[] {
    return [...this.streams.values()].sort((a, b) => a.begun - b.begun).flatMap(untold);
  }

  private streamOf(line: PeeledLine, out: LogRecord[]): Stream {
    const { last } = this;
    // Without envelopes, and often with them, neighbours share their instance.
    if (last !== undefined && last.instance === line.instance && last.name === line.stream) return last.stream;
    const stream = this.lookUp(line, out);
    this.last = { instance: line.instance, name: line.stream, stream };
    return stream;
  }

  private lookUp(line: PeeledLine, out: LogRecord[]): Stream {
    const key = streamKey(line.instance, line.stream);
    const known = this.streams.get(key);
    if (known) return known;
    this.evicted += makeRoom(this.streams, this.options.streams ?? 10_000, this.begun, out);
    const stream = { layouts: this.options.layouts(), open: undefined, order: [], begun: 0, stamped: 0, bare: 0 };
    this.streams.set(key, stream);
    return stream;
  }

  private begin(stream: Stream, line: PeeledLine, head: Head | undefined, shape: Shape, neighbour: number | null, out: LogRecord[]): void {
    if (head?.at !== undefined) stream.stamped++;
    else if (head === undefined) stream.bare++;
    const next = new OpenRecord(this.options.source, line, head, shape, neighbour);
    const { open } = stream;
    if (open !== undefined && head !== undefined && open.announces(head)) {
      next.lines += open.lines;
      stream.order.pop();
      stream.open = undefined;
    }
    if (open !== undefined) next.rival = rivalOf(next, open);
    follow(stream, next, this.claims, out);
    stream.begun = this.begun++;
  }

  private headOf(stream: Stream, line: PeeledLine, shape: Shape): Head | undefined {
    const trace = shape === 'java-frame' || shape === 'python-frame' || shape === 'exception' || shape === 'goroutine' || shape === 'start';
    return trace || shape === 'traceback' || shape === 'indented' ? undefined : stream.layouts.read(line);
  }

  /** The head of a new record, `bare` for a new one without a layout, or `continues`. */
  private headUnlessContinuation(stream: Stream, open: OpenRecord, line: PeeledLine, shape: Shape): Head | 'bare' | 'continues' {
    if (line.sameEntry) return 'continues';
    if (shape === 'blank' || isWithin(open, line.text)) return 'continues';
    const byShape = goesOnByShape(open, line.text, shape, this.claims);
    if (byShape !== undefined) return byShape;
    if (open.awaitsError && shape === 'plain' && endsTraceback(line.text)) {
      open.awaitsError = false;
      return 'continues';
    }
    const head = shape === 'indented' ? undefined : stream.layouts.read(line);
    if (head?.at !== undefined) return this.claims.isTimedRow(open, line.text) ? 'continues' : head;
    if (head?.fields !== undefined && this.claims.isJsonRow(open, line.text)) return 'continues';
    if (head && (head.severity !== undefined || head.fields !== undefined)) return head;
    if (open.full && open.trace === undefined && this.claims.hinted(line.text)) return head ?? 'bare';
    if (this.claims.goOn(open, line.text)) return 'continues';
    if (head && !open.stamped) return head;
    return this.unrecognised(stream, open, line, shape);
  }

  private unrecognised(stream: Stream, open: OpenRecord, line: PeeledLine, shape: Shape): 'bare' | 'continues' {
    if (open.closed || shape === 'access' || shape === 'caption') return 'bare';
    // A head whose message began with a line break, or a caption: what follows is what it speaks of.
    if (open.caption || open.awaitsMessage) return 'continues';
    if (isNextMember(open, line.text) || endsObject(open, line.text)) return 'continues';
    if (beginsObject(open, line.text)) return 'bare';
    if (this.claims.begins(open, line.text)) return 'bare';
    if (shape === 'one-blank' || isUnfinishedFrame(open.lastText) || (open.trace === 'go' && isGoCall(line.text))) return 'continues';
    if (this.claims.hinted(line.text)) return 'bare';
    if (!open.stamped && stream.stamped === 0) return 'bare';
    // A message may hold line breaks, but a program that prints most of its lines without a layout is not one long message.
    return ++stream.bare > BARE_PER_HEAD * (stream.stamped + 1) ? 'bare' : 'continues';
  }
}
