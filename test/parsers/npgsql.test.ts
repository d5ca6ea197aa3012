import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { dotnetStack } from '../../parsers/npgsql/stack.ts';
import { analyze } from '../../src/index.ts';

const line = (second: number, verb: 'Opened' | 'Closed', connector: number): string => {
  const message = `${verb} connection to db:5432/shop`;
  const at = new Date(Date.UTC(2026, 2, 14, 9) + second * 1000).toISOString();
  return `${JSON.stringify({ Timestamp: at, EventId: 1001, LogLevel: 'Debug', Category: 'Npgsql.Connection', Message: message, State: { Message: message, ConnectorId: connector } })}\n`;
};

it('pairs what is opened with what is closed by its connector, whoever comes in between', async () => {
  let log = '';
  for (let second = 0; second < 600; second += 2) {
    const id = 1 + (second % 6);
    log += line(second, 'Opened', id) + line(second + 1, 'Closed', id);
  }
  const kept = [60, 180, 300].map((second, i) => line(second, 'Opened', 20 + i)).join('');
  const report = await analyze(Readable.from([log, kept]));
  expect(report.verdict).toBe('leak');
  expect(report.pools[0]?.openHolds.map(({ connection }) => connection)).toEqual(['20', '21', '22']);
});

it('tells async methods and lambdas by the method that they stand in', () => {
  expect(
    dotnetStack([
      '   at Acme.Shop.Orders.<ShowAsync>d__3.MoveNext() in /src/Orders.cs:line 12',
      '   at Acme.Shop.Orders.<>c__DisplayClass4_0.<List>b__0(Int32 id)',
      '--- End of stack trace from previous location ---',
      '   at System.Threading.Tasks.Task.Execute()',
    ]),
  ).toMatchObject([
    { module: 'Acme.Shop.Orders', function: 'ShowAsync', line: 12 },
    { module: 'Acme.Shop.Orders', function: 'List' },
    { module: 'System.Threading.Tasks.Task', function: 'Execute' },
  ]);
});
