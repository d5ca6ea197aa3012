#!/usr/bin/env node
import { run } from './run.ts';

const interrupted = new AbortController();
let asked = 0;
const stop = (): void => {
  if (++asked > 1) process.exit(130);
  interrupted.abort();
};
process.on('SIGINT', stop);
process.on('SIGTERM', stop);

const { stdin, stdout, stderr, env } = process;
process.exitCode = await run(process.argv.slice(2), { stdin, stdout, stderr, env, signal: interrupted.signal });
// An interrupted read of a pipe that stays open would keep the process alive.
if (interrupted.signal.aborted) process.exit();
