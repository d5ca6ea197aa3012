import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import plugin from '../../parsers/glassfish/index.ts';
import { analyze } from '../../src/index.ts';
import { parserSuite } from './suite.ts';

const { path, recorded, of } = parserSuite(plugin, 'reclaimed-6.2025.10.log');

it.each([
  ['reclaimed-6.2025.10.log', 'lend', 41],
  ['uniform-6.2025.10.log', 'slow', 31],
])('%s: the frames below a report, which have no "at"', (name, method, line) => {
  const [report] = of('leak-reported', recorded(name)).filter(({ stack }) => stack.length > 0);
  expect(report).toMatchObject({ connection: null, pool: 'H2Pool', returnsLogged: false });
  expect(report?.stack.find((frame) => frame.module === 'gf.Res')).toMatchObject({ function: method, file: 'Res.java', line });
  expect(report?.stack.at(-1)).toMatchObject({ function: 'run', module: 'java.lang.Thread' });
});

it('tells that the pool took back what it reported, and who had it', async () => {
  const { verdict, suspects } = await analyze(path('reclaimed-6.2025.10.log'));
  expect(verdict).toBe('leak');
  expect(suspects).toMatchObject([{ leaked: 1, reclaimed: 1, open: 0, callSite: { function: 'lend', file: 'Res.java', line: 41 } }]);
});

it('accuses nobody of what it cannot see come back', async () => {
  const { verdict, suspects } = await analyze(path('uniform-6.2025.10.log'));
  expect(verdict).toBe('inconclusive');
  expect(suspects).toMatchObject([{ verdict: 'inconclusive', callSite: { function: 'slow' } }]);
});

const SPENT = 'In-use connections equal max-pool-size and expired max-wait-time. Cannot allocate more connections.';
const AT = '[2026-11-23T08:06:46.790+0000] [] [WARNING] [] [';
const REST = '] [tid: _ThreadID=7 _ThreadName=http(1)] [timeMillis: 1] [levelValue: 900] ';

it('counts a caller that gave up once, however many loggers tell of it', async () => {
  const log = `${AT}a.connectors${REST}RAR5117 : Failed to obtain/create connection from connection pool [ shop ]. Reason : com.sun.appserv.connectors.internal.api.PoolingException: ${SPENT}

${AT}a.gjc.spi${REST}RAR5114 : Error allocating connection : [Error in allocating a connection. Cause: ${SPENT}]

${AT}shop.Till${REST}[[
  no till
java.sql.SQLException: Error in allocating a connection. Cause: ${SPENT}
\tat com.sun.gjc.spi.base.AbstractDataSource.getConnection(AbstractDataSource.java:119)
\tat shop.Till.open(Till.java:9)
]]
`;
  const { pools } = await analyze({ name: 'server.log', stream: Readable.from([log]) });
  expect(pools).toMatchObject([{ name: 'shop', acquireTimeouts: 1 }]);
});
