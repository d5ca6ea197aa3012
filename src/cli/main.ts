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
let hungUp = false;
// The terminal is gone. Of that the system and the shell both tell, so a second time means nothing more.
const hangUp = (): void => {
  hungUp = true;
  interrupted.abort();
};
process.on('SIGHUP', hangUp);

const { stdin, stdout, stderr, env } = process;
void run(process.argv.slice(2), { stdin, stdout, stderr, env, signal: interrupted.signal }).then((code) => {
  process.exitCode = code;
  if (hungUp && [stdin, stdout, stderr].some(({ isTTY }) => isTTY)) {
    // Node aborts at its end where it cannot put a terminal back that is gone; the signal ends the process before.
    process.off('SIGHUP', hangUp);
    process.kill(process.pid, 'SIGHUP');
  }
  // An interrupted read of a pipe that stays open would keep the process alive.
  if (interrupted.signal.aborted) process.exit();
});
