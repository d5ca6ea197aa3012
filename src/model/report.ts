import { z } from 'zod';
import { stackFrameSchema, frameRoleSchema } from './stack-frame.ts';

/** Worst first. */
export const VERDICTS = ['leak', 'saturation', 'long-hold', 'inconclusive', 'healthy'] as const;
export const verdictSchema = z.enum(VERDICTS);
export type Verdict = z.infer<typeof verdictSchema>;
export const worst = (verdicts: readonly Verdict[]): Verdict | undefined => VERDICTS.find((v) => verdicts.includes(v));
export const atLeast = (verdict: Verdict, level: Verdict): boolean => VERDICTS.indexOf(verdict) <= VERDICTS.indexOf(level);

const time = z.iso.datetime();
const count = z.number().int().nonnegative();
const ms = z.number().nonnegative();
const confidence = z.number().min(0).max(1);

export const evidenceSchema = z.object({
  source: z.string(),
  line: z.number().int().positive(),
  /** Decompressed offset of the record's first line. */
  byte: count,
  text: z.string(),
});
export type Evidence = z.infer<typeof evidenceSchema>;

export const reasonSchema = z.object({
  /** Stable id of the argument, an anchor in docs/reasons.md. */
  code: z.string(),
  for: z.string(),
  text: z.string(),
  evidence: z.array(evidenceSchema),
});
export type Reason = z.infer<typeof reasonSchema>;

/** The frame to blame, or a frame beside it. Same fields as a frame of a stack. */
export const callSiteSchema = z.object({
  function: z.string(),
  module: z.string().optional(),
  file: z.string().optional(),
  line: z.number().int().nonnegative().optional(),
  role: frameRoleSchema.optional(),
  decidedBy: z.string().optional(),
});
export type CallSite = z.infer<typeof callSiteSchema>;

export const noticeSchema = z.object({ code: z.string(), text: z.string(), evidence: z.array(evidenceSchema).optional() });
export type Notice = z.infer<typeof noticeSchema>;

export const sourceSummarySchema = z.object({
  name: z.string(),
  /** Decompressed. */
  bytes: count,
  lines: count,
  envelopes: z.array(z.string()),
  compression: z.string().optional(),
  encoding: z.string().optional(),
});
export type SourceSummary = z.infer<typeof sourceSummarySchema>;

export const inputSummarySchema = z.object({
  sources: z.array(sourceSummarySchema),
  timeRange: z.object({ from: time, to: time }).nullable(),
  lines: z.object({
    total: count,
    /** Lines of records from which a rule made an event. */
    recognised: count,
    /** Lines of ordinary records that were kept for attribution. */
    context: count,
    ignored: count,
    /** Lines or records cut at a cap. */
    clipped: count,
  }),
  parsers: z.record(z.string(), z.object({ events: count, records: count })),
  notices: z.array(noticeSchema),
});
export type InputSummary = z.infer<typeof inputSummarySchema>;

export const remedySchema = z.object({
  pattern: z.string(),
  text: z.string(),
  fix: z.string().optional(),
  containment: z.string().optional(),
  /** Commands that prove the fix. */
  validate: z.array(z.string()),
});
export type ReportRemedy = z.infer<typeof remedySchema>;

const sample = z.object({ at: time, value: count });

export const poolReportSchema = z.object({
  id: z.string(),
  name: z.string().optional(),
  runtime: z.string(),
  instance: z.object({
    namespace: z.string().optional(),
    pod: z.string().optional(),
    container: z.string().optional(),
    host: z.string().optional(),
    service: z.string().optional(),
    pid: z.string().optional(),
    /** 0 for the first life of the process in this log. */
    restart: count.optional(),
  }),
  verdict: verdictSchema,
  confidence,
  reasons: z.array(reasonSchema),
  /** 0 = unlimited. */
  max: count.optional(),
  inUse: z
    .object({
      first: count,
      last: count,
      peak: count,
      /** The floor: at each point the least that in-use ever falls to afterwards. Only its steps. */
      floor: z.array(sample),
      series: z.array(z.object({ at: time, min: count, max: count })),
      slopePerHour: z.number().optional(),
    })
    .optional(),
  openHolds: z.array(z.object({ connection: z.string(), since: time.nullable(), fingerprint: z.string().optional() })),
  acquireTimeouts: count,
  waits: z.object({ count, totalMs: ms }).optional(),
  exhaustion: z.union([z.object({ at: time }), z.object({ eta: time, from: time, to: time })]).optional(),
  /** Of RETURNED connections. */
  holdTime: z.object({ count, p50Ms: ms, p99Ms: ms, p999Ms: ms, maxMs: ms }).optional(),
  threshold: z.object({ recommendedMs: ms.nullable(), basis: z.string(), current: ms.optional(), advice: z.string() }).optional(),
});
export type PoolReport = z.infer<typeof poolReportSchema>;

export const serverSideSchema = z.object({
  pid: count,
  state: z.string(),
  applicationName: z.string().optional(),
  idleForMs: z.number().optional(),
  lastQuery: z.string().optional(),
});

export const suspectSchema = z.object({
  rank: z.number().int().positive(),
  fingerprint: z.string(),
  verdict: z.enum(['leak', 'long-hold', 'inconclusive']),
  confidence,
  /** Connections judged never to come back by themselves, reclaimed ones included. */
  leaked: count,
  /** Of those, taken back by the garbage collector or a reaper. */
  reclaimed: count.optional(),
  /** Of those and of the undecided, not back at the end of the log. */
  open: count,
  returnedLate: count,
  checkouts: count.optional(),
  callSite: callSiteSchema.nullable(),
  /** Where structure cannot tell helper from culprit: the frame that called the call site. */
  calledBy: callSiteSchema.optional(),
  via: z.array(callSiteSchema),
  stack: z.array(stackFrameSchema).optional(),
  route: z.string().optional(),
  template: z.string().optional(),
  statement: z.string().optional(),
  attribution: z.object({
    method: z.enum(['stack', 'thread-context', 'co-occurrence', 'goroutine-dump', 'server-side']),
    score: z.number(),
    parts: z.record(z.string(), z.union([z.number(), z.string()])),
  }),
  firstSeen: time.nullable(),
  lastSeen: time.nullable(),
  pools: z.array(z.string()),
  instances: z.object({ count, of: count }),
  reasons: z.array(reasonSchema),
  evidence: z.array(evidenceSchema),
  serverSide: z.array(serverSideSchema).optional(),
  remedy: remedySchema,
});
export type Suspect = z.infer<typeof suspectSchema>;

export const victimSchema = z.object({
  callSite: callSiteSchema.optional(),
  route: z.string().optional(),
  waits: count,
  timeouts: count,
});
export type Victim = z.infer<typeof victimSchema>;

export const reportSchema = z.object({
  schemaVersion: z.literal('1.0'),
  tool: z.object({ name: z.literal('leak-stream'), version: z.string() }),
  verdict: verdictSchema,
  summary: z.string(),
  input: inputSummarySchema,
  pools: z.array(poolReportSchema),
  suspects: z.array(suspectSchema),
  victims: z.array(victimSchema),
  /** Known and accepted fingerprints that were found and left out of `suspects`, with the user's reason. */
  ignored: z.array(z.object({ fingerprint: z.string(), reason: z.string(), leaked: count, expires: z.string().optional() })).optional(),
});
export type Report = z.infer<typeof reportSchema>;
