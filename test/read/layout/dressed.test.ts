import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { analyze } from '../../../src/index.ts';
import type { Report } from '../../../src/model/report.ts';
import { GO, JAVA, PYTHON, simpleFormatter, type Dress, type Dressed } from './dresses.ts';

// The same records as other logging libraries print them: the verdict, the pools and the suspects stay what they are.

const sample = (name: string): string => readFileSync(new URL(`../../../samples/${name}/app.log`, import.meta.url), 'utf8');
const report = (text: string): Promise<Report> => analyze({ name: 'app.log', stream: Readable.from([Buffer.from(text)]) });

/** The records of a log of one known layout. Lines before the first are nobody's. */
function recordsOf(log: string, head: RegExp): Dressed[] {
  const records: (Dressed & { tail: string[] })[] = [];
  for (const line of log.trimEnd().split('\n')) {
    const found = head.exec(line)?.groups;
    if (found) {
      const at = new Date(`${(found['at'] as string).replace(/\//g, '-').replace(' ', 'T').replace(',', '.').slice(0, 23)}Z`);
      const level = found['level'] === 'WARNING' ? 'WARN' : (found['level'] ?? 'INFO');
      records.push({
        at,
        level,
        thread: found['thread'] ?? 'main',
        logger: found['logger'] ?? 'app',
        message: found['message'] as string,
        tail: [],
      });
    } else if (line !== '') records.at(-1)?.tail.push(line);
  }
  return records;
}

const dressed = (records: readonly Dressed[], dress: Dress): string =>
  records
    .map((record) => {
      const printed = dress(record);
      return typeof printed === 'string' ? [printed, ...record.tail].join('\n') : printed.whole;
    })
    .join('\n') + '\n';

/** What stands right before a pool's figures is its name, as in the line that the documentation asks for: `log.Printf("%s: db stats %+v", name, db.Stats())`. */
const NAMED: Readonly<Record<string, string>> = { 'log with a prefix before the message': 'orders', hclog: 'orders' };

const essence = ({ verdict, suspects, pools, victims }: Report, called?: string): unknown => ({
  verdict,
  suspects: suspects.map(({ verdict: own, leaked, open, returnedLate, callSite, route }) => ({ own, leaked, open, returnedLate, callSite, route })),
  pools: pools.map(({ name = called, verdict: own, max, acquireTimeouts, inUse, openHolds }) => ({ name, own, max, acquireTimeouts, peak: inUse?.peak, holds: openHolds.length })),
  victims: victims.map(({ waits, timeouts }) => `${waits} ${timeouts}`).sort(),
}); // prettier-ignore

const SPRING = /^(?<at>[\d-]{10} [\d:.]{12}) +(?<level>[A-Z]+) \d+ --- \[ *(?<thread>[^\]]*)\] (?<logger>\S+) *: (?<message>.*)$/;
const BRACKETS = /^(?<at>[\d-]{10} [\d:,]{12}) (?<level>[A-Z]+) +\[(?<logger>[^\]]*)\]\[(?<thread>[^\]]*)\] (?<message>.*)$/;
const GO_LOG = /^(?<at>[\d/]{10} [\d:.]{15}) (?:[a-z]+\.go:\d+: )?(?<message>.*)$/;

describe.each([
  ['hikaricp/two-leaks-one-slow', SPRING, JAVA],
  ['sqlalchemy/pyramid-threads', BRACKETS, PYTHON],
  ['go-dbstats/two-routes', GO_LOG, GO],
  ['go-dbstats/exhausted', GO_LOG, GO],
] as const)('%s', (name, head, dresses) => {
  const log = sample(name);
  const records = recordsOf(log, head);
  const plain = report(log);

  test.each(Object.entries(dresses))('%s', async (kind, dress) => {
    expect(essence(await report(dressed(records, dress)))).toEqual(essence(await plain, NAMED[kind]));
  });
});

test('java.util.logging’s two lines name the pool that no line of theirs is hinted by', async () => {
  const records = recordsOf(sample('hikaricp/two-leaks-one-slow'), SPRING);
  const { pools } = await report(dressed(records, simpleFormatter));
  expect(pools.map(({ name, max, inUse }) => [name, max, inUse?.peak])).toEqual([['acme-main', 15, 8]]);
});
