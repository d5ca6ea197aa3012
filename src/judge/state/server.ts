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
}

/** Sessions that ended in one way, and some of the lines that tell. */
export interface Ends {
  count: number;
  /** Epoch ms, null as long as no line had a time. */
  firstAt: number | null;
  lastAt: number | null;
  evidence: Evidence[];
}
