import { z } from 'zod';
import { VERDICTS } from '../verdict.ts';
import { frameRoleSchema } from '../stack-frame.ts';

export const verdictSchema = z.enum(VERDICTS);

export const time = z.iso.datetime();
export const count = z.number().int().nonnegative();
export const ms = z.number().nonnegative();
export const confidence = z.number().min(0).max(1);

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
  /** In the repository, with `/`: only with `--source-root`, and only where it was found for sure. */
  path: z.string().optional(),
});
export type CallSite = z.infer<typeof callSiteSchema>;

export const noticeSchema = z.object({
  code: z.string(),
  text: z.string(),
  /** What it is about, most often a source's name. */
  subject: z.string().optional(),
  evidence: z.array(evidenceSchema).optional(),
});
export type Notice = z.infer<typeof noticeSchema>;
