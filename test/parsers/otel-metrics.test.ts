import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { plugins } from '../../parsers/index.ts';
import otelMetrics from '../../parsers/otel-metrics/index.ts';
import { pointsInText } from '../../parsers/otel-metrics/shapes/java.ts';
import { objectsIn } from '../../parsers/otel-metrics/shapes/literal.ts';
import { pointsIn } from '../../parsers/otel-metrics/shapes/points.ts';
import { analyze } from '../../src/index.ts';
import type { TimedEvent } from '../../src/model/event.ts';
import { readText } from '../read/support.ts';
import { parserSuite } from './suite.ts';

const { recorded, read } = parserSuite(otelMetrics, 'node-pg.log');

const eventsOf = async (log: string): Promise<readonly TimedEvent[]> => (await readText(log, { plugins })).events;
const samples = (events: readonly TimedEvent[]): unknown[] =>
  events.flatMap((event) => (event.kind === 'pool-snapshot' ? [[event.inUse, event.max, event.pool, event.instance?.service]] : []));

describe('Node’s console', () => {
  it('gives one sample for the objects of a collection, and the request before it stays one', async () => {
    const events = await eventsOf(recorded('node-pg.log'));
    expect(samples(events)).toEqual([
      [4, 20, '127.0.0.1:18990/postgres', undefined],
      [5, 20, '127.0.0.1:18990/postgres', undefined],
    ]);
    const before = events.findIndex(({ kind }) => kind === 'pool-snapshot') - 1;
    expect(events[before]).toMatchObject({ kind: 'context', status: 200 });
  });
});

const metrics = (inUse: number, second: number, indent?: string): string =>
  JSON.stringify(
    {
      Resource: [{ Key: 'service.name', Value: { Type: 'STRING', Value: 'shop' } }],
      ScopeMetrics: [
        {
          Scope: { Name: 'github.com/XSAM/otelsql' },
          Metrics: [
            { Name: 'db.sql.connection.max_open', Data: { DataPoints: [{ Attributes: [], Value: 9 }] } },
            {
              Name: 'db.sql.connection.open',
              Data: {
                DataPoints: [
                  {
                    Attributes: [{ Key: 'status', Value: { Type: 'STRING', Value: 'inuse' } }],
                    Time: `2026-11-23T07:${String(Math.floor(second / 60)).padStart(2, '0')}:${String(second % 60).padStart(2, '0')}.394559503Z`,
                    Value: inUse,
                  },
                ],
              },
            },
          ],
        },
      ],
    },
    null,
    indent,
  );

describe('Go’s stdoutmetric', () => {
  it('tells a leak by its own times, among lines of another layout', async () => {
    let log = '';
    for (let second = 0; second < 600; second += 2) {
      const [at, leaks] = [new Date(Date.UTC(2026, 10, 23, 7) + second * 1000).toISOString(), second % 80 === 40];
      log += `time=${at} level=INFO msg=request method=GET path=${leaks ? '/curves/7' : '/ping'} status=${leaks ? 409 : 200}\n`;
      if (second % 10 === 8) log += `${metrics(Math.floor((second + 40) / 80), second)}\n`;
    }
    const report = await analyze({ name: 'app.log', stream: Readable.from([log]) });
    expect(report.verdict).toBe('leak');
    expect(report.pools[0]).toMatchObject({ runtime: 'go-database-sql', max: 9 });
    expect(report.suspects[0]).toMatchObject({ leaked: 7 });
  });

  it('is read indented behind the prefix of kubectl as well', async () => {
    const behind = (text: string): string => text.split('\n').map((line) => `[pod/shop-7f9/app] ${line}\n`).join(''); // prettier-ignore
    const log =
      behind('time=2026-11-23T07:00:01Z level=INFO msg=request path=/ping') + behind(metrics(3, 2, '\t')) + behind(metrics(4, 12, '\t'));
    expect(samples(await eventsOf(log))).toEqual([
      [3, 9, undefined, undefined],
      [4, 9, undefined, undefined],
    ]);
  });
});

describe('OTLP’s JSON', () => {
  const of = (service: string, inUse: number): string =>
    `{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"${service}"}}]},"scopeMetrics":[{"metrics":[{"name":"db.client.connection.count","sum":{"dataPoints":[{"attributes":[{"key":"db.client.connection.state","value":{"stringValue":"used"}}],"timeUnixNano":"1796137289723638870","asInt":"${String(inUse)}"}]}}]}]}`;
  const batch = (...resources: string[]): string => `{"resourceMetrics":[${resources.join(',')}]}\n`;

  it('in a collector’s file is each resource’s own', async () => {
    const events = await eventsOf(batch(of('shop', 3), of('stock', 4)) + batch(of('shop', 5)));
    expect(samples(events)).toEqual([
      [3, undefined, undefined, 'shop'],
      [4, undefined, undefined, 'stock'],
      [5, undefined, undefined, 'shop'],
    ]);
    expect(new Date(events[0]?.at ?? 0).toISOString()).toBe('2026-12-01T15:01:29.724Z');
  });

  it('is a record a line, and no row of the server’s sessions, where nothing stands between', async () => {
    const python = (used: number): string =>
      `{"resource_metrics":[{"resource":{},"scope_metrics":[{"metrics":[{"name":"db.client.connections.usage","data":{"data_points":[{"attributes":{"state":"idle","pool.name":"a"},"value":1},{"attributes":{"state":"used","pool.name":"a"},"value":${String(used)}}]}}]}]}]}\n`;
    const events = await eventsOf(`2026-12-01 15:01:29,700 INFO shop: ready\n${python(1)}${python(2)}${python(3)}`);
    expect(samples(events).map((one) => (one as unknown[])[0])).toEqual([1, 2, 3]);
  });

  it('among a program’s other lines is that program’s', async () => {
    const events = await eventsOf(`2026-12-01 15:01:29,700 INFO shop: ready\n${batch(of('shop', 3))}`);
    expect(samples(events)).toEqual([[3, undefined, undefined, undefined]]);
  });
});

describe('what is broken or is none', () => {
  it('gives what it still has', () => {
    expect(objectsIn(`{ a: 1, 'b': [ 2, undefined, ... 3 more items ], c: Map(1) { 'd' => { e: "f\\"g" } }`, 9)).toEqual([
      { a: 1, b: [2, 'undefined', '... 3 more items'], c: { d: { e: 'f"g' } } },
    ]);
    expect(objectsIn('{"a":[{"b":"c', 9)).toEqual([{ a: [{ b: 'c' }] }]);
    expect(objectsIn('no object', 9)).toEqual([]);
    expect(objectsIn(`${'{"a":['.repeat(500)}1`, 9)).toHaveLength(1);
  });

  it.each([
    null,
    7,
    'x',
    [],
    {},
    { Metrics: 7 },
    { metrics: [{ name: 'db.pool.active', data: { data_points: [null, 7, { value: 'x' }] } }] },
  ])('%j has no values', (value) => {
    expect(pointsIn(value)).toEqual([]);
  });

  it('and a Java metric that was cut tells what is whole', () => {
    const whole = otelMetrics.samples['Java, logging']?.log ?? '';
    expect(pointsInText(whole)).toHaveLength(2);
    expect(pointsInText(whole.slice(0, whole.indexOf('value=2')))).toHaveLength(1);
    expect(pointsInText(whole.slice(0, whole.indexOf('name=db.client')))).toEqual([]);
  });

  it('reads nothing of a pool of something else', () => {
    expect(read(metrics(3, 0).replaceAll('db.sql.connection', 'worker.pool'))).toEqual([]);
    expect(read(metrics(3, 0).replaceAll('"status"', '"phase"'))).toMatchObject([{ kind: 'pool-configuration', max: 9 }]);
  });
});
