import { expect, it } from 'vitest';
import { contextOf } from '../../../src/read/context/index.ts';
import { diedIn } from '../../../src/read/context/died.ts';
import type { LogRecord } from '../../../src/read/types.ts';

it.each([
  'WORKER TIMEOUT (pid:31)',
  'Worker (pid:31) was sent SIGKILL! Perhaps out of memory?',
  '*** HARAKIRI ON WORKER 2 (pid: 31, try: 1) ***',
  'DAMN ! worker 2 (pid: 31) died, killed by signal 9 :( trying respawn ...',
  "Process 'ForkPoolWorker-2' pid:31 exited with 'signal 9 (SIGKILL)'",
  'worker=2 PID:31 timeout (61s > 60s), killing',
])('%s', (message) => expect(diedIn(message)).toBe('31'));

it.each([
  'Booting worker with pid: 31',
  'Worker exiting (pid: 31)',
  'Worker (pid:31) was sent SIGTERM!',
  "Process 'ForkPoolWorker-2' pid:31 exited with 'exitcode 0'",
  'export of pid:31 killed',
  '',
  'pid:',
])('%j tells of no worker that was killed', (message) => expect(diedIn(message)).toBeUndefined());

it('stands in what a record tells, for that is no request', () => {
  const base = { layout: undefined, source: 's', line: 1, byte: 0, lines: 1, at: null, instance: {}, tail: [], clipped: false };
  const record = (message: string): LogRecord => ({ ...base, raw: message, message });
  expect(contextOf(record('WORKER TIMEOUT (pid:31)'))).toMatchObject({ died: '31' });
  expect(contextOf(record('GET /orders 200 WORKER TIMEOUT (pid:31)'))).not.toHaveProperty('died');
});
