import type { Sample } from 'leak-stream/plugin';

/** Callers that gave up, in the layouts of several versions and programs. */
export const timeouts: Readonly<Record<string, Sample>> = {
  'a timeout, its traceback below': {
    log: `2024-10-17 13:41:50,120 ERROR [worker-3] app.api: request failed
Traceback (most recent call last):
  File "/opt/backend/collab/sessions/auth.py", line 58, in authenticate
    user = db.execute(stmt).scalar_one_or_none()
  File "/opt/.venv/lib/python3.11/site-packages/sqlalchemy/pool/impl.py", line 168, in _do_get
    raise exc.TimeoutError(
sqlalchemy.exc.TimeoutError: QueuePool limit of size 5 overflow 10 reached, connection timed out, timeout 30.00 (Background on this error at: https://sqlalche.me/e/20/3o7r)`,
    reads: { kind: 'acquire-timeout', max: 15, waitedMs: 30_000, witness: 'exception' },
    rule: 'acquire-timeout',
  },
  'a timeout, Celery': {
    log: "[2023-01-11 08:14:22,507: ERROR/ForkPoolWorker-17] Task tasks.vulnerability_scan[5a3f] raised unexpected: TimeoutError('QueuePool limit of size 50 overflow 5 reached, connection timed out, timeout 60.00')",
    reads: { kind: 'acquire-timeout', max: 55, waitedMs: 60_000 },
    rule: 'acquire-timeout',
  },
  'a timeout, 1.3': {
    log: '2019-04-02 12:00:01,100 ERROR app: QueuePool limit of size 5 overflow 10 reached, connection timed out, timeout 30 (Background on this error at: http://sqlalche.me/e/3o7r)',
    reads: { kind: 'acquire-timeout', max: 15, waitedMs: 30_000 },
    rule: 'acquire-timeout',
  },
  'a timeout, wrapped': {
    log: 'sqlalchemy.exc.TimeoutError: QueuePool limit of size 5 overflow 5 reached,\nconnection timed out, timeout 30.00',
    reads: { kind: 'acquire-timeout', max: 10, waitedMs: 30_000 },
    rule: 'acquire-timeout',
  },
  'a timeout in a field': {
    log: '{"timestamp": "2026-11-23T01:55:44.485Z", "level": "error", "event": "request failed", "reason": "QueuePool limit of size 5 overflow 10 reached, connection timed out, timeout 30.00"}',
    reads: { kind: 'acquire-timeout', max: 15, waitedMs: 30_000 },
    rule: 'acquire-timeout-in-a-field',
  },
};
