/**
 * What a frame is in a call stack. `proxy` is generated code (CGLIB, dynamic proxies, lambdas without a line); `plumbing` is application
 * code that a user's rule declared to hand out connections.
 */
export const FRAME_ROLES = ['runtime', 'driver', 'pool', 'framework', 'proxy', 'plumbing', 'application'] as const;
export type FrameRole = (typeof FRAME_ROLES)[number];

/** Who decided the role of a method of which the stack shows but the proxy, because its transaction takes the connection before it begins. */
export const TRANSACTIONAL = 'default: transactional method, seen as its proxy';
