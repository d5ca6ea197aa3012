import { z } from 'zod';
import { FRAME_ROLES } from './frame-roles.ts';

export { FRAME_ROLES, type FrameRole } from './frame-roles.ts';

export const frameRoleSchema = z.enum(FRAME_ROLES);

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
