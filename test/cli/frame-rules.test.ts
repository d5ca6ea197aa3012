import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { leakStream } from './io.ts';

const LOG = fileURLToPath(new URL('inputs/hikaricp.log', import.meta.url));

test.each([
  ['one of them holds', ['com.acme.**', 'com.acne.**'], false],
  ['none of them does', ['com.acne.**'], true],
])('rules for frames of yours are told of where %s', async (_, rules, told) => {
  const { stdout } = await leakStream([LOG, ...rules.flatMap((rule) => ['--in-app', rule]), '--format', 'json'], { stdin: null });
  const { input } = JSON.parse(stdout) as { input: { notices: { code: string }[] } };
  expect(input.notices.some(({ code }) => code === 'in-app-unmatched')).toBe(told);
});
