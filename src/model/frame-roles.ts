/**
 * What a frame is in a call stack. `proxy` is generated code (CGLIB, dynamic proxies, lambdas without a line); `plumbing` is application
 * code that a user's rule declared to hand out connections.
 */
export const FRAME_ROLES = ['runtime', 'driver', 'pool', 'framework', 'proxy', 'plumbing', 'application'] as const;
export type FrameRole = (typeof FRAME_ROLES)[number];
