import type { Instance, Severity } from '../model/event.ts';
import type { SeenLine } from './layout/known/seen-lines.ts';
import type { ReadTime } from './time/index.ts';

/** One physical line of a source, without its line end. */
export interface RawLine {
  readonly text: string;
  /** 1-based. */
  readonly line: number;
  /** Decompressed offset of the line's first byte. */
  readonly byte: number;
  /** The line was longer than the cap; `text` is its beginning. */
  readonly clipped: boolean;
  /** Its bytes, one character each, where not all of them are UTF-8: a runtime may have cut it inside a letter. */
  readonly bytes?: string;
  /** Records of its stream, one line each, that were passed over before it and nobody needs. */
  readonly over?: number;
}

/** A line with its envelopes off: what the application itself wrote. */
export interface PeeledLine extends RawLine {
  /** What the envelopes knew. Empty where there was none. */
  readonly instance: Instance;
  readonly stream?: 'stdout' | 'stderr';
  /** Epoch milliseconds (fractions kept) of the outermost envelope that stamps the line when it was written; not an ingestion time. */
  readonly at?: number;
  readonly severity?: Severity;
  readonly logger?: string;
  readonly thread?: string;
  readonly request?: string;
  /** The envelope delivered the application's record already parsed (`jsonPayload`, `log_processed`). */
  readonly object?: Readonly<Record<string, unknown>>;
  /** The envelope says that this line goes on with the entry of the line before (a message that held a line break). */
  readonly sameEntry?: boolean;
  /** The full time with which `text` begins, where it has been read already. */
  readonly time?: ReadTime;
}

/** What a layout (Spring Boot, logging.basicConfig, logfmt, JSON …) says of a record's first line. */
export interface Head {
  /** Id of the layout: `spring-boot`, `python-asctime`, `json`, `logfmt` … */
  readonly layout: string;
  /** Epoch milliseconds; undefined where the layout has no time. */
  readonly at?: number;
  readonly severity?: Severity;
  readonly logger?: string;
  readonly thread?: string;
  readonly request?: string;
  readonly pid?: string;
  readonly service?: string;
  /** The message's first line. */
  readonly message: string;
  /** Further lines that came inside the same physical line: a JSON message's or stack field's, unfolded. */
  readonly tail: readonly string[];
  /** Values of a JSON or logfmt record. */
  readonly fields?: Readonly<Record<string, unknown>>;
  /** The line came before, but for its time. */
  readonly seen?: SeenLine;
}

/** A whole log record: a head and all that belongs to it, of one stream. */
export interface LogRecord extends Omit<Head, 'layout' | 'tail' | 'at'> {
  /** Undefined where no layout was recognised: then `message` is the whole line. */
  readonly layout: string | undefined;
  readonly source: string;
  readonly line: number;
  readonly byte: number;
  /** Physical lines that went in. */
  readonly lines: number;
  readonly at: number | null;
  readonly instance: Instance;
  /** The first line as the application printed it. */
  readonly raw: string;
  readonly tail: readonly string[];
  /** Something of it was cut at a cap. */
  readonly clipped: boolean;
  /** The stacks of several threads stand in it, mixed; what stood below its first line is left out. */
  readonly mixed?: boolean;
  /** Lines of its stream that were passed over before it. */
  readonly over?: number;
  /** Whether a plug-in's hint stands in its first line; undefined where nobody asked. */
  readonly hinted?: boolean | undefined;
}
