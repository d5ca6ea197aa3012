import type { Plugin } from 'leak-stream/plugin';

const SENTENCE = 'Knex: Timeout acquiring a connection. The pool is probably full. Are you missing a .transacting(trx) call?';

/** As printed by 3.3.0 on Node.js 20. */
export const samples: Plugin['samples'] = {
  'a checkout': {
    log: '2026-11-23T08:07:11.201Z knex:client acquired connection from pool: __knexUid1',
    reads: { kind: 'checkout', connection: '__knexUid1' },
    rule: 'acquired',
  },
  'a return, on a terminal': {
    log: '  knex:client releasing connection to pool: __knexUid14 +4ms',
    reads: { kind: 'checkin', connection: '__knexUid14', reason: 'returned' },
    rule: 'releasing',
  },
  'a caller gave up': {
    log: `2026-11-23T08:07:12.251Z error: GET /stock 500 KnexTimeoutError: ${SENTENCE}
    at Client_PG.acquireConnection (/srv/app/node_modules/knex/lib/client.js:493:26)
    at async Runner.ensureConnection (/srv/app/node_modules/knex/lib/execution/runner.js:311:28)
    ... 3 lines matching cause stack trace ...
    at async main (/srv/app/web/server.js:8:5) {
  cause: TimeoutError: operation timed out for an unknown reason
      at /srv/app/node_modules/tarn/dist/PendingOperation.js:18:27
      at async Client_PG.acquireConnection (/srv/app/node_modules/knex/lib/client.js:465:26)
      at async Runner.ensureConnection (/srv/app/node_modules/knex/lib/execution/runner.js:311:28)
      at async Runner.run (/srv/app/node_modules/knex/lib/execution/runner.js:30:19)
      at async Object.count (/srv/app/stock/dao.js:2:36)
      at async request (/srv/app/web/server.js:2:43)
      at async main (/srv/app/web/server.js:8:5),
  sql: 'select 1',
  bindings: undefined
}`,
    reads: {
      kind: 'acquire-timeout',
      stack: [
        { function: 'Client_PG.acquireConnection' },
        {},
        { function: 'Runner.run' },
        { function: 'Object.count', file: '/srv/app/stock/dao.js', line: 2 },
        { function: 'request' },
        { function: 'main' },
      ],
    },
    rule: 'timed-out',
  },
  'in one line of JSON': {
    log: `{"level":50,"time":1795421232251,"pid":7,"hostname":"web-1","err":{"type":"KnexTimeoutError","message":"${SENTENCE}","stack":"KnexTimeoutError: ${SENTENCE}\\n    at Client_PG.acquireConnection (/srv/app/node_modules/knex/lib/client.js:493:26)\\n    at async list (/srv/app/stock/dao.js:2:36)"},"msg":"request failed"}`,
    reads: { kind: 'acquire-timeout', stack: [{}, { function: 'list' }] },
    rule: 'timed-out',
  },
  'the warning before it': {
    log: 'Acquire connection error: Error: operation timed out for an unknown reason\n    at /srv/app/node_modules/tarn/dist/PendingOperation.js:18:27',
    reads: { kind: 'pool-note', code: 'visible' },
    rule: 'warned',
  },
  'the counts of its pool': {
    log: '2026-11-23T08:07:11.201Z info: knex pool used=3 free=7 pendingAcquires=2 pendingCreates=0',
    reads: { kind: 'pool-snapshot', inUse: 3, idle: 7, open: 10, pending: 2 },
    rule: 'counts',
  },
  'the counts of one of two pools': {
    log: '2026-11-23T08:07:11.201Z info: knex replica pool: used=3 free=7 pendingAcquires=2 pendingCreates=0',
    reads: { kind: 'pool-snapshot', inUse: 3, pool: 'replica' },
    rule: 'counts',
  },
  'the counts as tarn’s methods call them': {
    log: '{"level":30,"time":1795421232251,"msg":"pool","numUsed":3,"numFree":7,"numPendingAcquires":0,"numPendingCreates":0}',
    reads: { kind: 'pool-snapshot', inUse: 3, idle: 7, open: 10, pending: 0 },
    rule: 'counts',
  },
  'browsers that are lent': {
    log: '2026-11-23T08:07:11.201Z info: browser pool numUsed=3 numFree=7 numPendingAcquires=0',
    reads: [],
    decoy: true,
  },
  'another pool of the same kind': {
    log: '2026-11-23T08:07:11.201Z app:redis acquired connection from pool: 3',
    reads: [],
    decoy: true,
  },
};
