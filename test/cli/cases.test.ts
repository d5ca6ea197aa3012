import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { leakStream } from './io.ts';

// A case is a folder: `args` (one a line), `stdin` (absent = a terminal), `env` (NAME=value), and what must come of it: `exit`, `stdout`,
// `stderr`. `stdout.has` and `stderr.has` instead list lines of which each must occur. UPDATE=1 writes missing expectations.
const CASES = fileURLToPath(new URL('cases', import.meta.url));
const INPUTS = fileURLToPath(new URL('inputs', import.meta.url));

const read = (path: string): string | undefined => (existsSync(path) ? readFileSync(path, 'utf8') : undefined);
const lines = (text: string | undefined): string[] => (text ?? '').split('\n').filter((line) => line !== '');

describe.each(readdirSync(CASES))('%s', (name) => {
  const folder = `${CASES}/${name}`;
  const args = lines(read(`${folder}/args`)).map((arg) => arg.replace('{inputs}', INPUTS).replace('{case}', folder));
  const env = Object.fromEntries(
    lines(read(`${folder}/env`)).map((line) => [
      line.slice(0, line.indexOf('=')),
      line.slice(line.indexOf('=') + 1).replace('{case}', folder),
    ]),
  );

  test(args.map((arg) => arg.replace(INPUTS, 'inputs').replace(folder, '.')).join(' ') || '(no arguments)', async () => {
    const ran = await leakStream(args, { stdin: read(`${folder}/stdin`) ?? null, env });
    const got = { exit: `${ran.code}\n`, stdout: tidy(ran.stdout), stderr: tidy(ran.stderr) };
    for (const part of ['exit', 'stdout', 'stderr'] as const) {
      const wanted = lines(read(`${folder}/${part}.has`));
      for (const line of wanted) expect(got[part]).toContain(line);
      if (wanted.length > 0) continue;
      if (process.env['UPDATE'] === '1' && !existsSync(`${folder}/${part}`)) writeFileSync(`${folder}/${part}`, got[part]);
      expect(got[part], part).toBe(read(`${folder}/${part}`));
    }
  });

  const tidy = (text: string): string => text.replaceAll(INPUTS, '{inputs}').replaceAll(folder, '{case}');
});
