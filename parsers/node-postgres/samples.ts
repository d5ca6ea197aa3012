import type { Plugin } from 'leak-stream/plugin';

/** As printed by pg 8.23 on Node.js 20. */
export const samples: Plugin['samples'] = {
  'a caller gave up': {
    log: `2026-11-23T08:07:14.506Z error: GET /stock 500 Error: timeout exceeded when trying to connect
    at /srv/app/node_modules/pg-pool/index.js:45:11
    at async Object.count (/srv/app/stock/dao.js:3:42)
    at async request (/srv/app/web/server.js:2:43)`,
    reads: {
      kind: 'acquire-timeout',
      witness: 'exception',
      stack: [{ line: 45 }, { function: 'Object.count', line: 3 }, { function: 'request' }],
    },
    rule: 'timed-out',
  },
  'the counts': {
    log: '2026-11-23T08:07:13.505Z pool { totalCount: 2, idleCount: 0, waitingCount: 5 }',
    reads: { kind: 'pool-snapshot', open: 2, idle: 0, inUse: 2, pending: 5 },
    rule: 'counts',
  },
  'the counts as JSON': {
    log: '{"level":30,"time":1795421233505,"pid":7,"hostname":"web-1","totalCount":10,"idleCount":4,"waitingCount":0,"msg":"pool"}',
    reads: { kind: 'pool-snapshot', open: 10, idle: 4, inUse: 6, pending: 0 },
    rule: 'counts',
  },
  'the counts in words of one’s own': {
    log: '2026-11-23T08:07:13.505Z INFO pg pool: total=10 idle=1 waiting=4',
    reads: { kind: 'pool-snapshot', open: 10, idle: 1, inUse: 9, pending: 4 },
    rule: 'counts-in-words',
  },
  'one of two pools, which its words name': {
    log: '2026-11-23T08:07:13.505Z info: [replica] pg pool { totalCount: 10, idleCount: 2, waitingCount: 0 }',
    reads: { kind: 'pool-snapshot', inUse: 8, pool: 'replica' },
    rule: 'counts',
  },
  'one of two pools, which a field names': {
    log: '{"level":30,"time":1795421233505,"pid":7,"hostname":"web-1","pool":"replica","totalCount":10,"idleCount":2,"waitingCount":0,"msg":"pg pool"}',
    reads: { kind: 'pool-snapshot', inUse: 8, pool: 'replica' },
    rule: 'counts',
  },
  'a queue of a worker beside the database': {
    log: '2026-11-23T08:07:13.505Z INFO worker pool of pg export: total=10 idle=1 waiting=4',
    reads: [],
    decoy: true,
  },
  'the server was slow, not the pool': {
    log: '2026-11-23T08:07:14.506Z error: GET /stock 500 Error: Connection terminated due to connection timeout',
    reads: [],
    decoy: true,
  },
  'a page of search results': { log: '2026-11-23T08:07:14.506Z info: search { totalCount: 812, waitingCount: 3 }', reads: [], decoy: true },
  'the server ended a session that idled in its transaction': {
    log: `2026-11-23T08:07:14.506Z idle client error error: terminating connection due to idle-in-transaction timeout
    at parseErrorMessage (/srv/app/node_modules/pg-protocol/dist/parser.js:306:11)
    at Parser.handlePacket (/srv/app/node_modules/pg-protocol/dist/parser.js:143:27)`,
    reads: { kind: 'server-termination', reason: 'idle-in-transaction-timeout', sqlState: '25P03' },
    rule: 'session-ended',
  },
  'the same as JSON': {
    log: '{"level":"error","name":"error","severity":"FATAL","code":"25P03","routine":"ProcessInterrupts","message":"terminating connection due to idle-in-transaction timeout","timestamp":"2026-11-23T08:07:14.506Z"}',
    reads: { kind: 'server-termination', reason: 'idle-in-transaction-timeout', sqlState: '25P03' },
    rule: 'session-ended',
  },
  'the server has no slot left': {
    log: `2026-11-23T08:07:14.506Z error: GET /stock 500 error: sorry, too many clients already
    at Parser.parseErrorMessage (/srv/app/node_modules/pg-protocol/dist/parser.js:278:15)
    at Parser.handlePacket (/srv/app/node_modules/pg-protocol/dist/parser.js:126:29)`,
    reads: { kind: 'server-termination', reason: 'too-many-clients', sqlState: '53300' },
    rule: 'too-many-clients',
  },
  'the same of postgres.js, its code alone': {
    log: `2026-11-23T08:07:14.506Z ERROR PostgresError: remaining connection slots are reserved for roles with the SUPERUSER attribute
  severity_local: 'FATAL',
  severity: 'FATAL',
  code: '53300',
  routine: 'InitPostgres'`,
    reads: { kind: 'server-termination', reason: 'too-many-clients', sqlState: '53300' },
    rule: 'too-many-clients',
  },
  'the server does not answer': {
    log: '2026-11-23T08:07:14.506Z error: Error: connect ECONNREFUSED 127.0.0.1:5432',
    reads: { kind: 'server-termination', reason: 'unreachable' },
    rule: 'unreachable',
  },
  'the same at another port': {
    log: `2026-11-23T08:07:14.506Z error: Error: connect ECONNREFUSED 127.0.0.1:5499
    at /srv/app/node_modules/pg-pool/index.js:45:11
    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)`,
    reads: { kind: 'server-termination', reason: 'unreachable' },
    rule: 'unreachable',
  },
  'somebody else does not answer': {
    log: '2026-11-23T08:07:14.506Z error: Error: connect ECONNREFUSED 127.0.0.1:6379',
    reads: [],
    decoy: true,
  },
  'the server’s own line of it': {
    log: '2026-11-23 08:07:14.506 UTC [81] FATAL:  sorry, too many clients already',
    reads: [],
    decoy: true,
  },
  'what the server logs of it': {
    log: '2026-11-23 08:07:14.506 UTC [81] FATAL:  terminating connection due to idle-in-transaction timeout',
    reads: [],
    decoy: true,
  },
};
