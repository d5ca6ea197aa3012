/** A way to mend, as plug-ins bring them along; the judge only chooses. Structure of `Remedy` in the plug-in contract. */
export interface KnownRemedy {
  readonly pattern: string;
  readonly when?: { readonly text?: RegExp; readonly serverState?: RegExp; readonly reclaimed?: boolean };
  readonly text: string;
  readonly fix?: string;
  readonly containment?: string;
  readonly validate: readonly string[];
}

/** What the judge needs to know about runtimes and cannot read off events. Built from the loaded plug-ins. */
export interface Knowledge {
  /** By runtime, in order of preference. */
  readonly remedies: ReadonlyMap<string, readonly KnownRemedy[]>;
  /** By runtime the plug-in whose recipe tells what to switch on. */
  readonly recipes: ReadonlyMap<string, string>;
}

export interface JudgeOptions {
  readonly knowledge: Knowledge;
  readonly tool: { readonly name: 'leak-stream'; readonly version: string };
  /** The user's threshold (`--threshold`): holds longer than this are long, whatever the log's own holds say. Milliseconds. */
  readonly thresholdMs?: number;
  /** Accepted fingerprints (`--ignore`). */
  readonly ignore?: ReadonlyMap<string, { readonly reason: string; readonly expires?: string }>;
  /** False for a look at a judgement that goes on: of curves only their ends are told, which is all that such a look shows. A thousand pools have long ones. */
  readonly curves?: boolean;
}
