#!/usr/bin/env node
import { EXIT } from './error.ts';
import { run } from './run.ts';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

const interrupted = new AbortController();
/**
 * The second time the system ends the process, as nothing of ours could while the judge is at work. The first process of a container it never ends by
 * itself: that one ends as soon as it hears.
 */
const stop = (): void => {
  if (interrupted.signal.aborted) process.exit(EXIT.interrupted);
  if (process.pid !== 1) for (const signal of SIGNALS) process.off(signal, stop);
  interrupted.abort();
};
for (const signal of SIGNALS) process.on(signal, stop);

const { stdin, stdout, stderr, env } = process;
void run(process.argv.slice(2), { stdin, stdout, stderr, env, signal: interrupted.signal }).then((code) => {
  process.exitCode = code;
  // An interrupted read of a pipe that stays open would keep the process alive.
  if (interrupted.signal.aborted) process.exit();
});
