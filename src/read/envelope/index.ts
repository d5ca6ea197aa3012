/**
 * Envelopes: what collectors, container runtimes and command-line tools put around an application's lines.
 * @module
 */
export { Unwrapper } from './unwrapper.ts';
