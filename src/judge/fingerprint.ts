import type { StackFrame } from '../model/stack-frame.ts';

/**
 * `cs1:` and 16 hexadecimal digits. Version 1 hashes the runtime and the normalised identity of the blamed frame (no line, no lambda,
 * proxy or CGLIB number, no address), or of the route, template or statement where no stack exists. The same bug keeps its fingerprint
 * over deploys, restarts and pods; a renamed function gets a new one. The version changes when the same input would hash differently.
 */
const hash = (...parts: readonly string[]): string =>
  // Loaded with the first suspect: a log without any, and --help, need none of it.
  `cs1:${process.getBuiltinModule('node:crypto').createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 16)}`;

export const fingerprintOfFrame = (runtime: string, frame: StackFrame): string =>
  hash('frame', runtime, frame.key ?? `${frame.module ?? ''}.${frame.function}`);

export const fingerprintOfRoute = (runtime: string, route: string): string => hash('route', runtime, route);

export const fingerprintOfTemplate = (runtime: string, template: string): string => hash('template', runtime, template);

export const fingerprintOfStatement = (runtime: string, statement: string): string => hash('statement', runtime, statement);

/** Holds of which nothing is known but the runtime and the pool. */
export const fingerprintOfPool = (runtime: string, pool: string): string => hash('pool', runtime, pool);
