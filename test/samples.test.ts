import { createReadStream, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { analyze } from '../src/index.ts';
import type { Report } from '../src/model/report.ts';
import { json } from '../src/show/json.ts';
import { redact } from '../src/show/redact/index.ts';
import { text } from '../src/show/text/index.ts';

const root = fileURLToPath(new URL('../samples', import.meta.url));
/** Expected reports stand apart from the logs, so that `leak-stream samples` reads logs only. */
const expected = fileURLToPath(new URL('samples', import.meta.url));
const folders = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('app.log'))
  .map((name) => name.replace(/\/app\.log$/, ''))
  .sort();

interface Origin {
  truth: { verdict: string; leaks: { callSite?: string; route?: string; count: number }[]; timeouts: number };
}

const logsOf = (folder: string): string[] =>
  readdirSync(join(root, folder)).filter((name) => /\.(log|txt)$/.test(name)).sort(); // prettier-ignore

const show = (report: Report): { json: string; text: string } => ({
  json: [...json(report, { color: false, width: 100 })].join(''),
  text: [...text(report, { color: false, width: 100 })].join(''),
});

/** Compares with the file beside the sample. A missing file is a failure, never a pass; UPDATE=1 writes it. */
function matches(file: string, actual: string): void {
  if (process.env['UPDATE'] === '1') {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, actual);
  }
  expect(existsSync(file), `${file} is missing: UPDATE=1 writes it, then read it`).toBe(true);
  expect(actual).toBe(readFileSync(file, 'utf8'));
}

const siteOf = (callSite: string): string => /([\w.]+:\d+)/.exec(callSite.replace(/.*\(/, '').replace(/^.*\//, ''))?.[1] ?? callSite;

describe.each(folders)('samples/%s', (folder) => {
  const run = () => analyze(logsOf(folder).map((name) => ({ name, stream: createReadStream(join(root, folder, name)) }))).then(redact);
  const origin = JSON.parse(readFileSync(join(root, folder, 'origin.json'), 'utf8')) as Origin;

  test('gives the report beside it, byte for byte', async () => {
    const shown = show(await run());
    matches(join(expected, `${folder.replace('/', '--')}.json`), shown.json);
    matches(join(expected, `${folder.replace('/', '--')}.txt`), shown.text);
  });

  test('tells what is true', async () => {
    const report = await run();
    expect(report.verdict).toBe(origin.truth.verdict);
    const suspects = report.suspects.filter((suspect) => suspect.verdict === 'leak');
    expect(suspects).toHaveLength(origin.truth.leaks.length);
    for (const leak of origin.truth.leaks) {
      const found = suspects.find((suspect) =>
        suspect.callSite
          ? `${suspect.callSite.file?.replace(/^.*\//, '')}:${suspect.callSite.line}` === siteOf(leak.callSite ?? '')
          : (suspect.route ?? '').startsWith(leak.route ?? '?'),
      );
      expect(found, `${leak.callSite ?? ''} ${leak.route ?? ''}`).toBeDefined();
      expect(Math.abs((found?.leaked ?? 0) - leak.count)).toBeLessThanOrEqual(1);
    }
  });
});

test('more input of the same time never makes it worse, and its order does not matter', async () => {
  const paths = logsOf('go-dbstats/two-routes').map((name) => join(root, 'go-dbstats/two-routes', name));
  const [forth, back] = [await analyze(paths), await analyze([...paths].reverse())];
  expect(back.suspects).toEqual(forth.suspects);
  expect(back.pools).toEqual(forth.pools);
});
