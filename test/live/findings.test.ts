import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { plugins } from '../../parsers/index.ts';
import { reportOf } from '../../src/analysis.ts';
import { Findings } from '../../src/live/findings.ts';
import { Judging } from '../../src/live/judging.ts';
import { findingJsonSchema, type Finding } from '../../src/model/finding.ts';
import type { PoolReport, Report, Suspect } from '../../src/model/report.ts';
import { readEvents } from '../../src/read/index.ts';

const SAMPLES = fileURLToPath(new URL('../../samples', import.meta.url));

/** Every finding of a log that is judged at every so-many-th line of its pools. */
async function played(name: string, every: number): Promise<{ findings: Finding[]; last: Report }> {
  const events = readEvents([`${SAMPLES}/${name}`], { plugins });
  const judging = new Judging((state) => reportOf(state, events.summary(), [], plugins));
  const findings = new Findings();
  const found: Finding[] = [];
  let lines = 0;
  for await (const batch of events.batches)
    for (const event of batch) {
      judging.add([event]);
      if (event.kind !== 'context' && ++lines % every === 0) found.push(...findings.update(judging.look()));
    }
  const last = judging.end();
  found.push(...findings.update(last));
  return { findings: found, last };
}

const ajv = new Ajv2020({ strict: false });
(formats as unknown as (ajv: Ajv2020) => void)(ajv);
const valid = ajv.compile(findingJsonSchema());

test('leaks open and are confirmed, slow work opens and is cleared', async () => {
  const { findings, last } = await played('hikaricp/two-leaks-one-slow/app.log', 1);
  const story = (fingerprint: string | undefined): string[] =>
    findings.filter((finding) => finding.fingerprint === fingerprint).map(({ kind }) => kind);
  for (const suspect of last.suspects) {
    const kinds = story(suspect.fingerprint);
    expect(kinds[0]).toBe('opened');
    expect(kinds.at(-1)).toBe(suspect.verdict === 'leak' ? 'confirmed' : 'cleared');
  }
  expect(last.suspects.map(({ verdict }) => verdict)).toContain('long-hold');
  for (const finding of findings) expect(valid(finding), JSON.stringify(valid.errors)).toBe(true);
});

test('a healthy pool gives no finding', async () => {
  expect((await played('hikaricp/healthy/app.log', 5)).findings).toEqual([]);
});

test('what is open at the end is what the last report accuses', async () => {
  for (const name of ['hikaricp/two-leaks-one-slow/app.log', 'go-dbstats/two-routes/app.log', 'sqlalchemy/asyncio-reclaimed/app.log']) {
    const { findings, last } = await played(name, 50);
    const state = new Map<string, string>();
    for (const { kind, fingerprint } of findings) if (fingerprint.startsWith('cs1:')) state.set(fingerprint, kind);
    const open = [...state].filter(([, kind]) => kind !== 'cleared').map(([fingerprint]) => fingerprint);
    const accused = last.suspects.filter(({ verdict }) => verdict !== 'long-hold').map(({ fingerprint }) => fingerprint);
    expect(open.sort(), name).toEqual(accused.sort());
  }
});

const at = (seconds: number): string => new Date(Date.UTC(2026, 2, 14, 9, 0, seconds)).toISOString();
const pool = (rest: Partial<PoolReport>): PoolReport => ({
  id: 'app.log hikaricp main', name: 'main', runtime: 'hikaricp', instance: {}, verdict: 'inconclusive', confidence: 0.5, reasons: [], max: 10,
  openHolds: [], acquireTimeouts: 0, ...rest,
}); // prettier-ignore
const inUse = (last: number): NonNullable<PoolReport['inUse']> => ({ first: 0, last, peak: 10, floor: [], series: [] });
const report = (seconds: number, pools: PoolReport[], suspects: Suspect[] = []): Report => ({
  schemaVersion: '1.0', tool: { name: 'leak-stream', version: '0' }, verdict: 'inconclusive', summary: '', pools, suspects, victims: [],
  input: { sources: [], timeRange: { from: at(0), to: at(seconds) }, lines: { total: 1, recognised: 1, context: 0, ignored: 0, clipped: 0 }, parsers: {}, notices: [] },
}); // prettier-ignore

test('a pool that turns callers away recovers once it has room and was calm for a minute', () => {
  const findings = new Findings();
  const kinds = (seconds: number, rest: Partial<PoolReport>): string[] =>
    findings.update(report(seconds, [pool(rest)])).map(({ kind }) => kind);
  expect(kinds(0, { inUse: inUse(9) })).toEqual([]);
  expect(kinds(1, { inUse: inUse(10), acquireTimeouts: 1 })).toEqual(['exhausted']);
  expect(kinds(2, { inUse: inUse(10), acquireTimeouts: 3 })).toEqual([]);
  expect(kinds(3, { inUse: inUse(10), acquireTimeouts: 4, verdict: 'saturation' })).toEqual(['saturated']);
  expect(kinds(62, { inUse: inUse(2), acquireTimeouts: 4, verdict: 'saturation' })).toEqual([]);
  expect(kinds(70, { inUse: inUse(10), acquireTimeouts: 4, verdict: 'saturation' })).toEqual([]);
  expect(kinds(75, { inUse: inUse(3), acquireTimeouts: 4, verdict: 'saturation' })).toEqual(['recovered']);
  expect(kinds(300, { inUse: inUse(3), acquireTimeouts: 4, verdict: 'saturation' })).toEqual([]);
  expect(kinds(301, { inUse: inUse(10), acquireTimeouts: 5, verdict: 'saturation' })).toEqual(['saturated']);
});

test('a pool is the same though its id changes by what comes later: another process, another life', () => {
  const findings = new Findings();
  const told = (seconds: number, ...pools: Partial<PoolReport>[]): string[] =>
    findings.update(report(seconds, pools.map(pool))).map(({ kind, fingerprint }) => `${kind} ${fingerprint}`);
  const dry = { acquireTimeouts: 5, verdict: 'saturation', inUse: inUse(2) } as const;
  const [saturated = ''] = told(1, { ...dry, instance: { pid: '7', restart: 0 } });
  const fingerprint = saturated.split(' ')[1];
  expect(saturated).toMatch(/^saturated pl1:/);
  const first = { ...dry, id: 'app.log[7] hikaricp main', instance: { pid: '7', restart: 0 } };
  const other = { id: 'app.log[8] hikaricp main', instance: { pid: '8', restart: 0 } };
  expect(told(30, first, other)).toEqual([]);
  const ended = { ...dry, id: 'app.log[7] hikaricp main #0', instance: { pid: '7', restart: 0, lives: 2 } };
  const anew = { id: 'app.log[7] hikaricp main #1', instance: { pid: '7', restart: 1, lives: 2 } };
  expect(told(90, ended, anew, other)).toEqual([`recovered ${fingerprint}`]);
  // each of them is a pool of its own
  const all = told(91, { ...ended, acquireTimeouts: 6 }, { ...anew, ...dry }, { ...other, ...dry });
  expect(new Set(all).size).toBe(3);
  expect(all[0]).toBe(`saturated ${fingerprint}`);
});

test('what the judgement has forgotten is remembered no longer: memory is that of what is there', () => {
  const findings = new Findings();
  const pool = (id: string): PoolReport =>
    ({
      id,
      runtime: 'hikaricp',
      instance: {},
      verdict: 'healthy',
      confidence: 1,
      reasons: [],
      openHolds: [],
      acquireTimeouts: 1,
    }) as unknown as PoolReport;
  const seen = (...ids: string[]): Finding[] =>
    findings.update({ input: { timeRange: null }, pools: ids.map(pool), suspects: [] } as unknown as Report);
  expect(seen('a', 'b').map(({ kind }) => kind)).toEqual(['exhausted', 'exhausted']);
  expect(seen('b', 'c').map(({ pools }) => pools)).toEqual([['c']]);
  expect([...(findings.memory() as { pools: Map<string, unknown> }).pools.keys()].map((key) => key.charAt(0))).toEqual(['b', 'c']);
});

test('what has just gone out is at work, as long as nothing proves more', () => {
  const findings = new Findings();
  const suspect = (taken: number, verdict: Suspect['verdict']): Suspect =>
    ({ fingerprint: 'cs1:0123456789abcdef', verdict, confidence: 0.4, pools: [], leaked: 1, open: 1, callSite: null, route: 'GET /plots', firstSeen: at(taken) }) as unknown as Suspect;
  const told = (seconds: number, ...suspects: Suspect[]): string[] =>
    findings.update(report(seconds, [], suspects)).map(({ kind }) => kind);
  expect(told(3, suspect(3, 'inconclusive'))).toEqual([]);
  expect(told(4, suspect(3, 'inconclusive'))).toEqual(['opened']);
  // another one went out since
  expect(told(5, suspect(5, 'inconclusive'))).toEqual(['cleared']);
  expect(told(6, suspect(6, 'leak'))).toEqual(['opened', 'confirmed']);
}); // prettier-ignore
