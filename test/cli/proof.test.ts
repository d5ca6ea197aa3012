import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { leakStream } from './io.ts';

const sample = (name: string): string => fileURLToPath(new URL(`../../samples/${name}/app.log`, import.meta.url));
const LEAKING = sample('go-dbstats/two-routes');
const HEALTHY = sample('go-dbstats/healthy');
const folder = mkdtempSync(join(tmpdir(), 'leak-stream-'));
const BEFORE = join(folder, 'before.json');
afterAll(() => rmSync(folder, { recursive: true }));
beforeAll(async () => {
  expect((await leakStream([LEAKING, '-q', '-o', BEFORE])).code).toBe(0);
});

const valid = async (name: string, document: string): Promise<void> => {
  const ajv = new Ajv2020({ strict: true });
  (formats as unknown as (ajv: Ajv2020) => void)(ajv);
  const validate = ajv.compile(JSON.parse((await leakStream(['schema', name])).stdout) as object);
  expect(validate(JSON.parse(document)), JSON.stringify(validate.errors)).toBe(true);
};

describe('compare', () => {
  test('takes reports and logs in any mix, and tells the same of a leak that stayed', async () => {
    for (const [before, after] of [[BEFORE, BEFORE], [BEFORE, LEAKING], [LEAKING, BEFORE], [LEAKING, LEAKING]] as const) {
      const ran = await leakStream(['compare', before, after, '--format', 'json', '--fail-on', 'leak']);
      const { changes, counts } = JSON.parse(ran.stdout) as { changes: object[]; counts: { same: number } };
      expect(changes.length).toBeGreaterThan(0);
      expect(counts.same, `${before} ${after}`).toBe(changes.length);
      expect(ran.code).toBe(0);
    } // prettier-ignore
  });

  test('reads one side from a pipe, report or log', async () => {
    for (const stdin of [readFileSync(BEFORE, 'utf8'), readFileSync(LEAKING, 'utf8')]) {
      const ran = await leakStream(['compare', BEFORE, '-'], { stdin });
      expect(ran).toMatchObject({ code: 0, stderr: '' });
      expect(ran.stdout).toContain('The same');
    }
  });

  test('fails on what is new, and prints what its schema says', async () => {
    const ran = await leakStream(['compare', HEALTHY, LEAKING, '--fail-on', 'leak', '--format', 'json']);
    expect(ran.code).toBe(1);
    await valid('compare', ran.stdout);
    expect((await leakStream(['compare', HEALTHY, LEAKING])).code).toBe(0);
    expect((await leakStream(['compare', LEAKING, HEALTHY, '--fail-on', 'leak'])).code).toBe(0);
  });

  test('says what a wrong input is', async () => {
    const broken = join(folder, 'broken.json');
    writeFileSync(broken, '{ "schemaVersion": "1.0", "verdict": 7 }');
    const ran = await leakStream(['compare', broken, LEAKING]);
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain('is no report of leak-stream');
    expect((await leakStream(['compare', BEFORE])).code).toBe(2);
    expect((await leakStream(['compare', '-', '-'])).code).toBe(2);
    expect((await leakStream(['compare', BEFORE, join(folder, 'nowhere.log')])).code).toBe(3);
  });
});

describe('gate', () => {
  test('holds for a log that ends in quiet', async () => {
    const ran = await leakStream(['gate', HEALTHY, '--format', 'json']);
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    await valid('gate', ran.stdout);
    const { holds, checks } = JSON.parse(ran.stdout) as { holds: boolean; checks: { check: string; status: string }[] };
    expect(holds).toBe(true);
    expect(checks.map(({ check, status }) => `${check} ${status}`)).toEqual(['verdict pass', 'baseline pass', 'unreturned pass']);
  });

  test('does not hold where connections stay out, in text and as JUnit', async () => {
    const xml = join(folder, 'gate.xml');
    const ran = await leakStream(['gate', LEAKING, '-o', xml]);
    expect(ran.code).toBe(1);
    expect(ran.stdout).toContain('GATE DOES NOT HOLD');
    expect(ran.stdout).toMatch(/FAIL +.*\n.*its baseline is/);
    expect(readFileSync(xml, 'utf8')).toMatch(/<testsuite name="connection pools" tests="3" failures="[23]"/);
  });

  test('takes what the log does not tell for no proof, unless allowed', async () => {
    const cut = join(folder, 'cut.log');
    writeFileSync(cut, readFileSync(HEALTHY, 'utf8').split('\n').slice(0, 30).join('\n'));
    expect((await leakStream(['gate', cut])).code).toBe(1);
    expect((await leakStream(['gate', cut, '--allow-unknown'])).code).toBe(0);
    const empty = await leakStream(['gate'], { stdin: 'nothing\nof\na pool\n' });
    expect(empty.code).toBe(3);
  });

  test('asks for proof that what leaked once ran again', async () => {
    const ran = await leakStream(['gate', HEALTHY, '--baseline', BEFORE]);
    expect(ran.stdout).toContain('the path that leaked ran again');
    const self = await leakStream(['gate', LEAKING, '--baseline', BEFORE, '--format', 'json']);
    const { checks } = JSON.parse(self.stdout) as { checks: { check: string; status: string }[] };
    expect(checks.filter(({ check }) => check === 'exercised').every(({ status }) => status === 'pass')).toBe(true);
  });
});

describe('ticket', () => {
  test('reads a report from a file or a pipe, and a comparison for what to resolve', async () => {
    const file = await leakStream(['ticket', '--to', 'github', BEFORE]);
    expect(await leakStream(['ticket', '--to', 'github'], { stdin: readFileSync(BEFORE, 'utf8') })).toEqual(file);
    expect(file.stdout.trimEnd().split('\n').length).toBeGreaterThan(0);
    const comparison = join(folder, 'comparison.json');
    await leakStream(['compare', BEFORE, HEALTHY, '-o', comparison]);
    const { counts } = JSON.parse(readFileSync(comparison, 'utf8')) as { counts: { gone: number } };
    const resolved = await leakStream(['ticket', '--to', 'pagerduty', '--resolved', comparison], { stdin: null });
    expect(resolved.stdout.split('\n').filter((line) => line.includes('"resolve"'))).toHaveLength(counts.gone);
  });

  test('says for whom it can be', async () => {
    const ran = await leakStream(['ticket', '--to', 'githup', BEFORE]);
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain('did you mean github?');
    expect((await leakStream(['ticket', '--to', 'jira', LEAKING])).stderr).toContain('is no report of leak-stream');
  });
});
