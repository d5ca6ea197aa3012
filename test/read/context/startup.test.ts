import { describe, expect, test } from 'vitest';
import { saysStartup } from '../../../src/read/context/startup.ts';

describe('a process announces itself', () => {
  test.each([
    'Starting PetClinicApplication using Java 17.0.15',
    'Started server process [8812]',
    'Uvicorn running on http://0.0.0.0:8000 (Press CTRL+C to quit)',
    'Application startup complete.',
    'Booting worker with pid: 31',
    'listening on :8080',
    'HTTP server listening at 0.0.0.0:9090',
    'courier starting pid=1518 version=4.1',
    'service is ready',
    'courier booting, pid 26672',
    'courier v1.4.2 booting (version 1.4.2)',
    " * Serving Flask app 'orders'",
    '=> Booting Puma',
  ])('%s', (message) => expect(saysStartup(message)).toBe(true));

  test.each([
    'started order 7', // begins like one, which is why the judge takes such words only from a log's first lines
    'GET /start 200',
    'invoice 12 rejected: vat id unknown',
    'restarting is not needed',
    'device 7 booting from disk',
    'rebooting the node with pid 7',
    'worker took 3 s',
  ])('ordinary: %s', (message) => expect(saysStartup(message)).toBe(message.startsWith('started')));
});
