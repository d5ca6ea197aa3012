import { describe, expect, test } from 'vitest';
import { analyze } from '../../../src/index.ts';
import type { Report } from '../../../src/model/report.ts';
import { stream } from '../support.ts';

const report = (lines: readonly string[]): Promise<Report> => analyze({ name: 'x', stream: stream(`${lines.join('\n')}\n`) });
const eventsOf = ({ input }: Report): number => Object.values(input.parsers).reduce((sum, { events }) => sum + events, 0);
const told = ({ input }: Report): string[] => input.notices.filter(({ code }) => code === 'said-twice').map(({ text }) => text);

describe('what stands in fields is told too', () => {
  const BASE = Date.parse('2026-11-23T01:00:00Z');
  const json = (ms: number, fields: object): string =>
    JSON.stringify({ time: new Date(BASE + ms).toISOString(), level: 'debug', ...fields });
  const whole = (second: number, rest: string): string => `time="${new Date(BASE + 1_000 * second).toISOString().replace('.000', '')}" level=info ${rest}`; // prettier-ignore

  test('returns of several connections at one instant are several', async () => {
    const say = (ms: number, what: string, conn_id: number): string =>
      json(ms, { logger: 'shop.db', msg: `db connection ${what}`, conn_id });
    const lines = Array.from({ length: 30 }, (_, i) => [
      say(500 * i, 'acquired', 2 * i), say(500 * i, 'acquired', 2 * i + 1), say(500 * i + 250, 'released', 2 * i), say(500 * i + 250, 'released', 2 * i + 1),
    ]).flat(); // prettier-ignore
    const read = await report(lines);
    expect(eventsOf(read)).toBe(120);
    expect(read.pools.map(({ openHolds }) => openHolds.length)).toEqual([0]);
    expect(told(read)).toEqual([]);
    const twice = await report(lines.flatMap((line) => [line, line]));
    expect(eventsOf(twice)).toBe(120);
    expect(told(twice)).toHaveLength(1);
  });

  test('two handlers may number what they print', async () => {
    const say = (sequence: number, i: number): string => json(250 * i, { msg: `db connection ${i % 2 ? 'released' : 'acquired'}`, conn_id: i >> 1, sequence }); // prettier-ignore
    expect(eventsOf(await report(Array.from({ length: 20 }, (_, i) => [say(2 * i, i), say(2 * i + 1, i)]).flat()))).toBe(20);
  });

  test('the samples of a second pool, by its name and by its figures', async () => {
    const lines = (first: string, second: string): string[] =>
      Array.from({ length: 30 }, (_, i) => [first.replace('N', String(i % 3)), second.replace('N', String(3 + (i >> 3)))].map((rest) => whole(15 * i, rest))).flat(); // prettier-ignore
    const named = await report(lines('msg="db pool" db=primary idle=2 inUse=N maxOpen=20', 'msg="db pool" db=replica idle=2 inUse=N maxOpen=20')); // prettier-ignore
    expect(eventsOf(named)).toBe(60);
    expect(named.pools.map(({ name }) => name)).toEqual(['primary', 'replica']);
    const bare = await report(lines('msg="db pool" idle=2 inUse=N maxOpen=20', 'msg="db pool" idle=2 inUse=N maxOpen=20'));
    expect(eventsOf(bare)).toBe(60);
    expect(told(named).concat(told(bare))).toEqual([]);
  });

  test('requests of other routes, though everything comes twice', async () => {
    const sample = (i: number): string => whole(15 * i, `msg="db pool" idle=2 inUse=${i % 4} maxOpen=20`);
    const request = (i: number, route: string): string => whole(15 * i + 3, `msg=request method=GET path=${route} status=200`);
    const once = Array.from({ length: 30 }, (_, i) => [sample(i), request(i, '/a'), request(i, '/b')]).flat();
    const [single, double] = [await report(once), await report(once.flatMap((line) => [line, line]))];
    expect(single.input.lines.context).toBe(60);
    expect(double.input.lines.context).toBeGreaterThanOrEqual(60);
    expect(double.input.lines.context).toBeLessThanOrEqual(66);
  });
});
