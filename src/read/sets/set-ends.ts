import { firstTimeIn, lastTimeIn } from './first-time.ts';
import type { MissingParts } from '../source/missing-parts.ts';
import type { TimeOptions } from '../time/index.ts';

/** Text at a file's end in which a log has shown a time. */
const LOOK = 16 * 1024;

/** Files are missing in the midst of a rotated set, or could not be read. */
export interface SetGap {
  readonly files: number;
  /** Epoch ms of the last line before it; null where none shows a time. */
  readonly since: number | null;
}

/** Knows how the files of a set ended that were read so far, to tell where one is missing. */
export class SetEnds {
  private readonly zone: TimeOptions;
  private end: Buffer = Buffer.alloc(0);
  /** Files that were left out, or broke off, since the last line. */
  private broken = 0;

  constructor(zone: TimeOptions) {
    this.zone = zone;
  }

  /** A part of the file that is being read. What is kept of it is a copy. */
  took(chunk: Buffer): void {
    this.end = chunk.length < LOOK ? Buffer.concat([this.end.subarray(-LOOK), chunk]) : Buffer.from(chunk.subarray(-LOOK));
  }

  /** A file, or its end, cannot be read. */
  broke(): void {
    this.broken++;
  }

  /**
   * What is missing before a file.
   * @param missing by its name @param beginning its first bytes
   */
  gapBefore({ files, spanMs }: MissingParts, beginning: Buffer): SetGap | undefined {
    const { broken, end, zone } = this;
    this.broken = 0;
    this.end = Buffer.alloc(0);
    if ((files === 0 && broken === 0) || end.length === 0) return undefined;
    const since = lastTimeIn(end.toString('latin1', Math.max(0, end.length - LOOK)), zone);
    const named = spanMs === 0 ? files : isSilent(spanMs, since, firstTimeIn(beginning, zone)) ? files : 0;
    return named + broken === 0 ? undefined : { files: Math.max(named, broken), since: since ?? null };
  }
}

/** Whether no line stands in the time for which a name lacks; a clock that is put forward takes up to an hour off it. */
const isSilent = (spanMs: number, since: number | undefined, until: number | undefined): boolean =>
  since !== undefined && until !== undefined && until - since > spanMs / 2;
