import { z } from 'zod';
import { callSiteSchema, confidence, count, evidenceSchema, noticeSchema, reasonSchema, time, verdictSchema } from './report/parts.ts';
import { poolReportSchema } from './report/pool.ts';
import { refusedSchema } from './report/refused.ts';
import { stackFrameSchema } from './stack-frame.ts';

export * from './report/parts.ts';
export * from './verdict.ts';
export * from './report/pool.ts';
export * from './report/refused.ts';

export const sourceSummarySchema = z.object({
  name: z.string(),
  /** Decompressed. */
  bytes: count,
  lines: count,
  /** Of the lines; as in the sums over all sources. Absent in reports of versions that had only those. */
  recognised: count.optional(),
  context: count.optional(),
  ignored: count.optional(),
  clipped: count.optional(),
  envelopes: z.array(z.string()),
  compression: z.string().optional(),
  encoding: z.string().optional(),
});
export type SourceSummary = z.infer<typeof sourceSummarySchema>;

/** A kind of message, its variable parts masked. */
export const unreadShapeSchema = z.object({ template: z.string(), records: count, evidence: z.array(evidenceSchema) });
export type UnreadShape = z.infer<typeof unreadShapeSchema>;

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
  /** What speaks of a pool and no rule read, the most frequent messages first. Absent where there is none. */
  unread: z.array(unreadShapeSchema).optional(),
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

export const serverSideSchema = z.object({
  pid: count,
  state: z.string(),
  applicationName: z.string().optional(),
  idleForMs: z.number().optional(),
  lastQuery: z.string().optional(),
});

/** Lines of the user's own code around a call site. */
export const sourceExcerptSchema = z.object({
  path: z.string(),
  line: z.number().int().positive(),
  lines: z.array(z.object({ line: z.number().int().positive(), text: z.string() })),
});
export type SourceExcerpt = z.infer<typeof sourceExcerptSchema>;

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
  /** Of `open`, gone with a life of their process that has ended since: out no more. Absent where there are none. */
  ended: count.optional(),
  returnedLate: count,
  checkouts: count.optional(),
  callSite: callSiteSchema.nullable(),
  /** Where structure cannot tell helper from culprit: the frame that called the call site. */
  calledBy: callSiteSchema.optional(),
  via: z.array(callSiteSchema),
  /** Only with `--source-root`. */
  source: sourceExcerptSchema.optional(),
  stack: z.array(stackFrameSchema).optional(),
  route: z.string().optional(),
  /** The only status (HTTP, or the number of a gRPC code) with which the route loses connections, where it has others too. */
  status: z.number().int().nonnegative().optional(),
  template: z.string().optional(),
  /** Where the exception was raised that ended such work: one of the frames outward of it held the connection. */
  raisedAt: callSiteSchema.optional(),
  /** The statement of the program that logs the words of `template`, as its lines name it: where to look, not who holds the connection. Its function is empty. */
  loggedAt: callSiteSchema.optional(),
  statement: z.string().optional(),
  attribution: z.object({
    method: z.enum(['stack', 'thread-context', 'co-occurrence', 'goroutine-dump', 'server-side']),
    score: z.number(),
    parts: z.record(z.string(), z.union([z.number(), z.string()])),
  }),
  /** `firstSeen` and `lastSeen` are those of the pool's reports, or of samples, dumps or the log's end: how long the connections had been out by then the log does not tell. */
  seenAs: z.enum(['reported', 'sampled']).optional(),
  firstSeen: time.nullable(),
  lastSeen: time.nullable(),
  pools: z.array(z.string()),
  instances: z.object({ count, of: count }),
  /** By revision of the workloads that leak (the hash in their pods' names), the leaking ones first. */
  revisions: z.array(z.object({ workload: z.string(), revision: z.string(), instances: count, leaking: count, leaked: count })).optional(),
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

/** How often places ran, leaking or not. Lets `compare` tell what is gone from what did not run, one report against another. */
export const sitesSchema = z.object({
  /** The log shows the code of checkouts, the routes of requests: a place of that kind that is not listed did not run. */
  shown: z.object({ stacks: z.boolean(), routes: z.boolean() }),
  /** Connections that came back there, or requests, where the log shows no single connections. */
  runs: z.array(z.object({ fingerprint: z.string(), count })),
  /** Ordinary lines of work that gave its connection back. Absent where there are too many of them to list. */
  lines: z.array(z.object({ template: z.string(), count })).optional(),
});
export type Sites = z.infer<typeof sitesSchema>;

export const reportSchema = z.object({
  schemaVersion: z.literal('1.0'),
  tool: z.object({ name: z.literal('leak-stream'), version: z.string() }),
  verdict: verdictSchema,
  summary: z.string(),
  input: inputSummarySchema,
  pools: z.array(poolReportSchema),
  suspects: z.array(suspectSchema),
  victims: z.array(victimSchema),
  /** Absent where nobody was turned away, or no line tells. */
  refused: refusedSchema.optional(),
  /** Absent where the log shows no places. */
  sites: sitesSchema.optional(),
  /** Known and accepted fingerprints that were found and left out of `suspects`, with the user's reason. */
  ignored: z.array(z.object({ fingerprint: z.string(), reason: z.string(), leaked: count, expires: z.string().optional() })).optional(),
});
export type Report = z.infer<typeof reportSchema>;
