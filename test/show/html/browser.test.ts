import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AxeResults } from 'axe-core';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Report } from '../../../src/model/report.ts';
import { htmlPage } from '../../../src/show/html/index.ts';
import { junit } from '../../../src/show/junit.ts';
import * as fixtures from '../fixtures.ts';
import { bigReport } from './big.ts';

const PATHS = [process.env['CHROMIUM'] ?? '', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const executablePath = PATHS.find((path) => path !== '' && existsSync(path));
if (executablePath === undefined) console.warn('no Chromium here (CHROMIUM names one): the page is not opened in a browser');

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** A report that has everything a page can show. */
const [suspect] = fixtures.leakWithStacks.suspects;
const [pool, ...others] = fixtures.leakWithStacks.pools;
const classes = [1, 3, 10, 32, 100].map((atMostMs, i) => ({ atMostMs, count: i * i }));
const marks = { alarms: [{ at: '2026-03-14T09:40:00.000Z', count: 2 }], timeouts: [{ at: '2026-03-14T10:59:00.000Z', count: 47 }] };
const whole: Report = {
  ...fixtures.leakWithStacks,
  suspects: [
    {
      ...suspect!,
      source: { path: 'src/A.java', line: 2, lines: [1, 2, 3].map((line) => ({ line, text: `line ${line}` })) },
      serverSide: [{ pid: 7, state: 'idle in transaction', idleForMs: 1000, lastQuery: 'SELECT ?' }],
    },
  ],
  pools: [
    {
      ...pool!,
      marks,
      autopsy: [
        {
          at: '2026-03-14T10:59:00.000Z',
          out: 10,
          held: [
            { name: 'ReportExporter.exportCsv', fingerprint: suspect!.fingerprint, connections: 9, returned: 0 },
            { name: '', connections: 1, returned: 1 },
          ],
        },
      ],
      ...(pool!.holdTime && { holdTime: { ...pool!.holdTime, classes } }),
    },
    ...others,
  ],
  ignored: [{ fingerprint: 'cs1:0', reason: 'known', leaked: 2 }],
};

describe.skipIf(executablePath === undefined)('in a browser', () => {
  const folder = mkdtempSync(join(tmpdir(), 'leak-stream-'));
  let browser: Browser;
  beforeAll(async () => {
    const root = process.getuid?.() === 0;
    browser = await chromium.launch({ executablePath: executablePath!, args: root ? ['--no-sandbox'] : [] });
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true });
  });

  interface Opened {
    readonly page: Page;
    /** Everything that was asked for beside the page, and everything that the browser complained of. */
    readonly trouble: string[];
    readonly ms: number;
  }
  async function opened(report: Report, colorScheme: 'light' | 'dark' = 'light', width = 1280): Promise<Opened> {
    const path = join(folder, 'report.html');
    writeFileSync(path, [...htmlPage(report, { color: false, width: 80 })].join(''));
    const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 } });
    const page = await context.newPage();
    const trouble: string[] = [];
    page.on('request', (request) => void (request.url() === pathToFileURL(path).href || trouble.push(request.url())));
    page.on('console', (message) => trouble.push(message.text()));
    page.on('pageerror', (error) => trouble.push(error.message));
    const start = performance.now();
    await page.goto(pathToFileURL(path).href);
    // Layout, not only parsing.
    await page.evaluate('document.documentElement.scrollHeight');
    return { page, trouble, ms: performance.now() - start };
  }
  const openAll = (page: Page): Promise<unknown> =>
    page.evaluate('for (const one of document.querySelectorAll("details")) one.open = true');

  const { saturation, healthy, inconclusive, empty, hostile } = fixtures;
  test.each([
    ...([['light', 1280], ['light', 400], ['dark', 1280]] as const).map(([scheme, width]) => ['whole', scheme, width, whole] as const),
    ...Object.entries({ saturation, healthy, inconclusive, empty, hostile }).flatMap(([name, report]) => [[name, 'light', 400, report], [name, 'dark', 1280, report]] as const),
  ] as const)('%s, %s, %d wide: everybody can use it', async (_, scheme, width, report) => {
    const { page, trouble } = await opened(report, scheme, width);
    await openAll(page);
    await page.evaluate(axe);
    const { violations } = (await page.evaluate('axe.run()')) as AxeResults;
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`)).toEqual([]);
    expect(trouble).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    await page.context().close();
  }); // prettier-ignore

  test('all that opens is reached and opened with the keyboard, and shows that it is reached', async () => {
    const { page } = await opened(whole);
    const reachable = await page.locator('summary:visible, a:visible').count();
    expect(reachable).toBeGreaterThan(4);
    for (let i = 0; i < reachable; i++) {
      await page.keyboard.press('Tab');
      const outline = await page.evaluate('getComputedStyle(document.activeElement).outlineStyle + document.activeElement.tagName');
      if (/(?:SUMMARY|A)$/.test(outline as string)) expect(outline).toMatch(/^(?!none)/);
    }
    const closed = page.locator('.pool:not([open]) > summary').first();
    const name = await closed.textContent();
    await closed.focus();
    await page.keyboard.press('Enter');
    expect(await page.locator('.pool[open] > summary').first().textContent()).toBe(name);
  });

  test('prints what matters, though it is folded on the screen', async () => {
    const { page } = await opened(whole);
    await page.evaluate('for (const one of document.querySelectorAll("details")) one.open = false');
    await page.emulateMedia({ media: 'print' });
    const height = await page.evaluate('document.querySelector(".suspect .returned").getBoundingClientRect().height');
    expect(height).toBeGreaterThan(0);
    const pdf = await page.pdf({ format: 'A4' });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  });

  test.each(Object.entries({ ...fixtures.ALL, whole }))('an XML parser reads the JUnit of %s', async (_, report) => {
    const xml = [...junit(report, { color: false, width: 80 })].join('');
    const page = await browser.newPage();
    const read = await page.evaluate(
      `(() => {
        const document = new DOMParser().parseFromString(${JSON.stringify(xml)}, 'application/xml');
        const suite = document.querySelector('testsuite');
        const all = [...document.querySelectorAll('testcase')];
        return {
          error: document.querySelector('parsererror')?.textContent ?? null,
          told: ['tests', 'failures', 'skipped'].map((name) => Number(suite?.getAttribute(name))),
          found: [all.length, document.querySelectorAll('failure').length, document.querySelectorAll('skipped').length],
          names: all.map((one) => one.getAttribute('name')),
        };
      })()`,
    );
    const { error, told, found, names } = read as { error: string | null; told: number[]; found: number[]; names: string[] };
    expect(error).toBeNull();
    expect(found).toEqual(told);
    expect(names).toHaveLength(report.pools.length);
    await page.close();
  });

  test('what a log says runs nowhere', async () => {
    const { page, trouble } = await opened(fixtures.hostile);
    await openAll(page);
    expect(await page.evaluate('document.images.length + document.scripts.length')).toBe(0);
    expect(trouble).toEqual([]);
  });

  test('1,000 suspects and 100 pools open at once', async () => {
    const times = [(await opened(bigReport())).ms, (await opened(bigReport())).ms];
    // A second on a machine of today; a busy one gets three.
    expect(Math.min(...times)).toBeLessThan(3000);
    console.info(`the big page opened in ${Math.round(Math.min(...times))} ms`);
  }, 60_000);
});
