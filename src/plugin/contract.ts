import type { EventDraft, Severity } from '../model/event.ts';

/**
 * One log record as a rule sees it: envelope and layout are off, continuation lines are joined, JSON and logfmt are unfolded.
 * Everything is text from strangers.
 */
export interface RecordView {
  /** The message's first line, without timestamp, level, logger and thread; clipped at 8 KiB. */
  readonly message: string;
  /** The lines after it: a stack, a table's rows, the rest of a message. A JSON record's stack field is unfolded into these. */
  readonly tail: readonly string[];
  /** The record's first line as the application printed it, layout included, envelopes off; clipped at 8 KiB. */
  readonly raw: string;
  /** The values of a JSON or logfmt record; nested objects stay nested. Undefined for plain text. */
  readonly fields: Readonly<Record<string, unknown>> | undefined;
  readonly logger: string | undefined;
  readonly thread: string | undefined;
  readonly severity: Severity | undefined;
  /** True where an envelope or a layout gave the record a time. */
  readonly timed: boolean;
}

/** The groups of a rule's match. Asking for a group that the pattern lacks or that did not match is the plug-in's fault and is reported as such. */
export interface Match {
  /** The text of a group. @throws where the group did not match */
  text(group: string): string;
  maybe(group: string): string | undefined;
  /** A group as a finite number. @throws where it is none */
  number(group: string): number;
  maybeNumber(group: string): number | undefined;
  /** The line of the record in which the pattern matched: 0 the message, 1 the first line of the tail. */
  readonly lineIndex: number;
  /** What stands before and after the match in that line. */
  readonly before: string;
  readonly after: string;
}

/**
 * Where a rule's pattern is searched.
 * `message` (default): the message's first line. `raw`: the first line as printed, JSON, logfmt and layout included.
 * `record`: the message, then each line of the tail, first match wins: for errors that applications wrap in errors of their own.
 */
export type RuleScope = 'message' | 'raw' | 'record';

export interface Rule {
  /** Linear in its input, without the flags g and y. Searched, so anchor it where the text allows. */
  readonly pattern: RegExp;
  readonly scope?: RuleScope;
  /**
   * Pure and total: a match and its record in, one draft, several or none out. No clock, no memory, no time zone.
   * `undefined` means that the line only looked like this rule's, and lets the next rule try.
   */
  readonly read: (match: Match, record: RecordView) => EventDraft | readonly EventDraft[] | undefined;
}

/** How to mend what was found, by runtime and pattern. The first whose conditions hold is given; the last one has none. */
export interface Remedy {
  /** Name of the pattern: `scope-bound-close`, `rows-not-closed`, `transaction-not-ended` … */
  readonly pattern: string;
  /** Conditions, all of which must hold: */
  readonly when?: {
    /** The suspect's statement, template, route or innermost frames match. */
    readonly text?: RegExp;
    /** The server saw its sessions in this state. */
    readonly serverState?: RegExp;
    /** The garbage collector took connections back. */
    readonly reclaimed?: boolean;
  };
  readonly text: string;
  /** Code, in the runtime's language. */
  readonly fix?: string;
  /** What buys time during an incident, and what it does not give back. */
  readonly containment?: string;
  /** Commands or steps that prove the fix. */
  readonly validate: readonly string[];
}

/** What to switch on so that the log tells more. */
export interface EnableStep {
  readonly setting: string;
  /** What it costs in production, and what the log lacks without it. */
  readonly cost: string;
  /** When to switch it off again. Without it the step can stay on. */
  readonly off?: string;
}

/** Code or settings for the steps, ready to paste: `leak-stream recipe ID` prints them below the steps. */
export interface Snippet {
  /** Where it goes, or what to do with it: `application.yml of Spring Boot`. Lines of this text become comments. */
  readonly where: string;
  /** What begins a comment in its language. The marks of the first snippet stand before the steps as well. */
  readonly comment: '#' | '//' | '--';
  readonly code: string;
}

/** A log that a rule must read, and what it must read. Every rule meets a sample, every sample meets one rule. */
export interface Sample {
  /** One record as printed, layout included if that matters. */
  readonly log: string;
  /** What `read` must return: each draft must hold at least these fields. */
  readonly reads: Readonly<Record<string, unknown>> | readonly Readonly<Record<string, unknown>>[];
  /** The rule that must claim it, if another rule of the plug-in could be meant. */
  readonly rule?: string;
  /** `true`: an ordinary record that this plug-in must NOT claim. Then `reads` is []. */
  readonly decoy?: boolean;
}

/** A parser: what a third party writes and what every built-in is, without privileges. */
export interface Plugin {
  /** Lower case with dashes: the folder's name, the report's `parser`, the word for `--parser`. */
  readonly id: string;
  readonly title: string;
  /**
   * The report's `runtime`: the pool library that the events speak of. Several plug-ins may share one. `UNNAMED_RUNTIME` where the lines do not tell: then other
   * lines of the process do, if there are any.
   */
  readonly runtime: string;
  readonly docs?: string;
  /** Id of a plug-in whose place this one takes. */
  readonly replaces?: string;
  /**
   * True where its words are anybody's: it is asked after all others, and of a record says no kind of event that one of them has said. What it shares with
   * them counts once.
   */
  readonly general?: boolean;
  /** Literals, case-sensitive, 4 characters or more. A record without any of them is never shown to the rules. */
  readonly hints: readonly string[];
  /**
   * Ordinary records of the same source are needed to tell who it was: from the first record on that the plug-in reads (`true`: the runtime's checkouts
   * carry no stack), or from the first sample of in-use or the first caller that gave up on (`'samples'`: stacks come with the pool's alarms; samples alone
   * name nobody, and of a pool that ran dry the lines tell what it still served).
   */
  readonly context?: boolean | 'samples';
  /** Which lines go on with a record that this plug-in's own head opened, beyond what the core joins (stacks, indented lines). */
  readonly continues?: RegExp;
  /** Tried in order; the first that reads something claims the record for this plug-in. */
  readonly rules: Readonly<Record<string, Rule>>;
  /** Frame rules in Sentry's grammar: `stack.module:com.zaxxer.hikari.** role=pool`. Later rules win. */
  readonly frames?: readonly string[];
  readonly remedies?: readonly Remedy[];
  readonly enable?: readonly EnableStep[];
  readonly snippets?: readonly Snippet[];
  readonly samples: Readonly<Record<string, Sample>>;
}

/** Declares a plug-in. Adds nothing; it gives the literal its type, and a place where a stranger's editor shows this contract. */
export const definePlugin = (plugin: Plugin): Plugin => plugin;
