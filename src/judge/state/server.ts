import type { Evidence } from '../../model/report.ts';

export interface ServerSession {
  pid: number;
  state: string;
  applicationName: string | undefined;
  query: string | undefined;
  waitEvent: string | undefined;
  /** When it began to be idle, by the capture's clock; null where the capture had no time. */
  since: number | null;
  idleForMs: number | undefined;
  /** When it was last seen so. */
  at: number | null;
  /** Captures that show it in this very spell of its state. */
  captures: number;
  /** The latest such capture of each source. */
  seenIn: Map<string, string>;
  /** The capture that its row is of. */
  lastCapture: string;
  /** Spells before this one in which the same session was idle in a transaction and then went on: how many for long, and the longest age seen, in ms. */
  wentOn?: { long: number; longestMs: number };
  evidence: Evidence;
}

export interface ServerState {
  sessions: Map<string, ServerSession>;
  captures: Map<string, { at: number | null; rows: number }>;
  /** The last capture of each source: whoever is not in it has ended or gone on since. */
  newest: Map<string, string>;
  /** By reason, as the server's own log tells them. */
  terminations: Map<string, Ends>;
  /** By reason, as programs tell what became of their connections. */
  toldByClients: Map<string, Ends>;
  /** Waits for locks, by lock and spell. Bounded. */
  locks: LockSpell[];
  /** For which of them each session waited last: the number of the spell. Bounded. */
  waiters: Map<string, number>;
}

/** Sessions that waited for one lock, without a long pause between what was said of it. */
export interface LockSpell {
  readonly source: string;
  readonly lock: string;
  readonly on: string;
  /** When the first of them began to wait, and when it was last spoken of; epoch ms, null where no line has a time. */
  from: number | null;
  to: number | null;
  /** The most that waited at once. */
  most: number;
  longestMs: number;
  /** Sessions that held it: pid → lines that say so. */
  holders: Map<number, number>;
  statement: string | undefined;
  /** The line of the first wait, and the one that tells of most that waited. */
  first: Evidence;
  longest: Evidence | undefined;
}

/** Sessions that ended in one way, and some of the lines that tell. */
export interface Ends {
  count: number;
  /** Epoch ms, null as long as no line had a time. */
  firstAt: number | null;
  lastAt: number | null;
  evidence: Evidence[];
}

export const emptyServer = (): ServerState => ({
  sessions: new Map(),
  captures: new Map(),
  newest: new Map(),
  terminations: new Map(),
  toldByClients: new Map(),
  locks: [],
  waiters: new Map(),
});
