import type { Severity } from '../../model/event.ts';
import type { Evidence } from '../../model/report.ts';

/** An ordinary line between two pool samples. Made from `context` events of the pool's own process. */
export interface ContextLine extends Evidence {
  /** Epoch milliseconds. */
  readonly at: number | null;
  /** `POST /orders/{id}`: with its method where the log shows one, ids as {id}. */
  readonly route?: string | undefined;
  /** HTTP status. It separates the failing requests of a route from the rest. */
  readonly status?: number | undefined;
  /** The message alone, variable parts as <*>. */
  readonly template?: string | undefined;
  readonly severity?: Severity | undefined;
  /** It tells that a request or job is over. */
  readonly access?: boolean | undefined;
  /** A line before has told of its request: that it is over, or which one it is. */
  readonly retold?: 'request' | 'route' | undefined;
  readonly thread?: string | undefined;
  readonly logger?: string | undefined;
}

/** A line kept as evidence of a key. */
export interface KeyLine extends Evidence {
  readonly at: number | null;
}

/** Something that may or may not go with the steps: a route, a route with one status, or a message template. */
export interface Key {
  readonly kind: 'route' | 'route-status' | 'template';
  /** Of a template, the one route that all its lines name. */
  route?: string;
  readonly status?: number;
  readonly template?: string;
  /** Of a template, who said it first; of one of whom several say it, whose lines these are. */
  logger?: string;
  /** Its lines tell the end of work: a request is over, or something went wrong. */
  ended: boolean;
  /** Only those of its words count after which their threads have never spoken again. */
  readonly silent?: true;
  /** Lines in all intervals, the open one included. */
  total: number;
  /** Position of an interval and lines in it, alternating, positions ascending. */
  cells: number[];
  /** Times of its lines, in file order, as long as there is room. */
  times: number[];
  readonly first: KeyLine;
  last: KeyLine;
  /** The key's first line in the open interval. */
  recent: KeyLine;
  /** Lines in intervals at whose end in-use stood higher than before, a few only; `sample` is the index of that sample. */
  raised: { readonly sample: number; readonly line: KeyLine }[];
}

/** What a thread said last. */
export interface LastWord {
  readonly template: string;
  /** Position of the interval, and index of the sample that closed it. */
  readonly position: number;
  readonly sample: number;
  readonly line: KeyLine;
}

export interface LastWords {
  readonly threads: Map<string, LastWord>;
  /** The longest time, ms, after which a thread that had said this spoke again, by template. */
  readonly pauses: Map<string, number>;
}

/** The lines between two samples of the pool, in file order. Neighbours may have been joined. */
export interface Interval {
  /** Indexes of the first and last sample that close intervals in here. */
  readonly from: number;
  readonly to: number;
  /** Time of the last one. */
  readonly at: number | null;
  /** Lines of requests: each of them is equally guilty until a key explains more. */
  readonly requests: number;
}

/**
 * What is kept of a log between the samples of one pool in one life of its process. A plain value (maps and arrays), folded in file order by
 * `addLine` and `closeInterval`, which change it in place. Bounded: 2,000 keys and 5,000 intervals.
 */
export interface Intervals {
  intervals: Interval[];
  readonly keys: Map<string, Key>;
  /** Keys with a line in the open interval. */
  readonly touched: Set<string>;
  /** Request lines in the open interval. */
  requests: number;
  /** Samples so far: the index of the next one. */
  samples: number;
  /** In use at the last sample. */
  inUse: number;
  /** Rises that in-use has not undone since, lowest first: the only places where the floor may turn out to have a step. */
  rises: { readonly sample: number; readonly below: number }[];
  /** Undefined where there are too many threads. */
  lastWords: LastWords | undefined;
  /** Times kept over all keys; bounded. */
  timesKept: number;
  /** Keys dropped at the cap, the rarest first. */
  forgotten: number;
}

/** One route or template (or several that always come together) that goes with the steps of the floor. */
export interface Attribution {
  /** The best name for it; absent where no line of it shows a route. */
  readonly route?: string;
  /** The one status of the route that it is about, where only some of the route's requests are meant. */
  readonly status?: number;
  readonly template?: string;
  /** More than one: these are always called together, and the log cannot tell which of them it is. */
  readonly routes: readonly string[];
  /** Routes that differ in one name and lose connections alike: `route` leaves that name open. */
  readonly alike?: readonly string[];
  /** Everything that came out as one: routes, routes with a status, templates. */
  readonly keys: readonly string[];
  /** Steps that fall to it, a sum of shares. */
  readonly leaked: number;
  /** Share of its occurrences that leak. */
  readonly probability: number;
  readonly occurrences: number;
  /** Requests of the route in the whole log, where its lines are a message of some of them. */
  readonly runs?: number;
  /** Its lines after the steps that were used: at the end of the log, or after the pool was full. */
  readonly afterwards: number;
  /** Its lines tell the end of work, so that what they leave behind is not work that goes on. */
  readonly ended: boolean;
  /** Meant are the lines of this logger alone: others say the same. */
  readonly logger?: string;
  /** Meant are the lines after which their threads have never spoken again. */
  readonly silent?: true;
  /** That it is this one and no other and no unlogged cause; calibrated in simulation. */
  readonly confidence: number;
  /** Another process of the same program proved it; this one alone would not. */
  readonly elsewhere?: true;
  /** Nats of log-likelihood that it adds, and what naming one of so many costs. Named only where the gain is larger. */
  readonly gain: number;
  readonly cost: number;
  /** Where it leaked: sample that ended the interval, and the share of its steps that falls to this suspect. Shares of a quarter and more. */
  readonly intervals: readonly { readonly sample: number; readonly at: number | null; readonly share: number }[];
  /** First and last line, and up to eight lines in intervals where it leaked; by time, then by place in the file. */
  readonly evidence: readonly KeyLine[];
}

export interface CoOccurrence {
  /** Proven: may be named. Most steps first. */
  readonly suspects: readonly Attribution[];
  /** The best two that are not proven: a hint, never a suspect. */
  readonly candidates: readonly Attribution[];
  /** Share of the steps that no named line explains. Above a half: it leaks without a line. */
  readonly silentShare: number;
  /** Steps of the floor that were used. */
  readonly steps: number;
  /** Distinct suspects that were held against them, and keys forgotten at the cap. */
  readonly groups: number;
  readonly forgotten: number;
}

export interface AttributeOptions {
  /** The pool's limit: what comes after the floor has reached it is consequence, not cause. */
  readonly limit?: number | undefined;
  /** The log holds the start of the process, so what the first sample shows was taken in the interval before it. */
  readonly fromStart?: boolean;
}
