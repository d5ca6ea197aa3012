import { z } from 'zod';

/**
 * What a frame is in a call stack. `proxy` is generated code (CGLIB, dynamic proxies, lambdas without a line); `plumbing` is application
 * code that a user's rule declared to hand out connections.
 */
export const FRAME_ROLES = ['runtime', 'driver', 'pool', 'framework', 'proxy', 'plumbing', 'application'] as const;

export const frameRoleSchema = z.enum(FRAME_ROLES);
export type FrameRole = z.infer<typeof frameRoleSchema>;

/**
 * One frame of a call stack. Stacks are lists of frames, INNERMOST FIRST whatever the runtime prints (Python prints outermost first:
 * its reader turns the list round).
 */
export const stackFrameSchema = z.object({
  /** The function's own name: `exportCsv`, `create_invoice`, `(*Server).evaluateFence`. */
  function: z.string(),
  /** What contains it: a Java class with its package, a Go package path. Absent for Python, where the file says it. */
  module: z.string().optional(),
  /** As printed: `ReportExporter.java`, `/srv/app/orderdesk/api/invoices.py`. */
  file: z.string().optional(),
  /** 1-based. Absent where the runtime knew none (native methods, generated code). */
  line: z.number().int().nonnegative().optional(),
  language: z.enum(['java', 'python', 'go', 'javascript', 'other']),
  /** Stamped by the core from the plug-ins' and the user's frame rules. */
  role: frameRoleSchema.optional(),
  /** The rule that decided the role, as written in the rule's source. */
  decidedBy: z.string().optional(),
  /** In the repository, with `/`: only with `--source-root`, and only where it was found for sure. */
  path: z.string().optional(),
  /** Identity that survives deploys: no line, no lambda, proxy or CGLIB number, no address. Stamped by the core. */
  key: z.string().optional(),
});
export type StackFrame = z.infer<typeof stackFrameSchema>;
