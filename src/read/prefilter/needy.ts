import { asksForContext, readRecord } from '../../plugin/read-record.ts';
import type { Plugin } from '../../plugin/contract.ts';
import { Unwrapper } from '../envelope/index.ts';
import { HintIndex } from '../hints/index.ts';
import { LayoutReader } from '../layout/index.ts';
import { cleanLine, withoutColour } from '../lines/clean-line.ts';
import { Records } from '../record.ts';
import type { TimeOptions } from '../time/index.ts';
import type { LogRecord } from '../types.ts';
import { viewOf } from '../view.ts';

/** Records stand inside of records at most so deep. */
const DEPTH = 4;
const ESCAPED = /\\(?:u([0-9a-fA-F]{4})|(.))/g;
const STANDS_FOR: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };
const unescaped = (text: string): string =>
  text.replace(ESCAPED, (_, code: string | undefined, other: string | undefined) =>
    code === undefined ? (STANDS_FOR[other as string] ?? (other as string)) : String.fromCharCode(Number.parseInt(code, 16)),
  );

/** Tells beforehand whether a plug-in that attributes by context will read a record: from then on no line may be passed over. */
export class NeedyPlugins {
  private readonly all: HintIndex;
  private readonly zone: TimeOptions;
  /** Made when it is first asked. */
  private index: HintIndex | undefined;

  constructor(all: HintIndex, zone: TimeOptions) {
    this.all = all;
    this.zone = zone;
  }

  private get needy(): HintIndex {
    return (this.index ??= new HintIndex(this.all.plugins.filter((plugin) => plugin.context !== undefined && plugin.context !== false)));
  }

  /** Whether a hint stands in a line, as it is or as what its escapes stand for. */
  hinted(latin1: string): boolean {
    let text = cleanLine(latin1);
    for (let depth = 0; !this.needy.any(text); depth++) {
      if (depth === DEPTH || !text.includes('\\')) return false;
      text = withoutColour(unescaped(text));
    }
    return true;
  }

  /** @param lines a record, or several of one stream, line by line in latin1 */
  read(lines: readonly string[]): boolean {
    const unwrapper = new Unwrapper(this.zone);
    const records = new Records({ source: '', hints: this.all, layouts: () => new LayoutReader(this.zone) });
    const out: LogRecord[] = [];
    lines.forEach((latin1, i) => {
      for (const peeled of unwrapper.peel({ text: cleanLine(latin1), line: i + 1, byte: 0, clipped: false })) records.feed(peeled, out);
    });
    for (const peeled of unwrapper.flush()) records.feed(peeled, out);
    records.flush(out);
    return out.some((record) => {
      const view = viewOf(record);
      return this.needy.plugins.some((plugin) => reads(plugin, view));
    });
  }
}

function reads(plugin: Plugin, view: ReturnType<typeof viewOf>): boolean {
  try {
    const reading = readRecord(plugin, view);
    return reading !== undefined && asksForContext(reading);
  } catch {
    // The reader will report it; what the plug-in would have read is not known.
    return true;
  }
}
