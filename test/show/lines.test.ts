import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { expect, test } from 'vitest';
import { lineJsonSchema } from '../../src/model/line.ts';
import { FORMATS } from '../../src/show/index.ts';
import * as fixtures from './fixtures.ts';

const ajv = new Ajv2020({ strict: false });
(formats as unknown as (ajv: Ajv2020) => void)(ajv);
const valid = ajv.compile(lineJsonSchema());

test.each(Object.entries(fixtures.ALL))('each line of NDJSON is what its schema says: %s', async (_, report) => {
  const text = [...(await FORMATS['ndjson']!.load())(report, { color: false, width: 80 })].join('');
  for (const line of text.trimEnd().split('\n')) expect(valid(JSON.parse(line)), `${line.slice(0, 200)}: ${JSON.stringify(valid.errors?.slice(0, 3))}`).toBe(true); // prettier-ignore
});

test('a line of a finding is one, another kind or a missing field is none', () => {
  const finding = {
    kind: 'exhausted',
    at: null,
    fingerprint: 'pl1:0',
    verdict: 'saturation',
    confidence: 0.5,
    pools: [],
    text: 'x',
    acquireTimeouts: 1,
  };
  expect(valid(finding)).toBe(true);
  expect(valid({ ...finding, kind: 'unheard of' })).toBe(false);
  expect(valid({ kind: 'pool' })).toBe(false);
});
