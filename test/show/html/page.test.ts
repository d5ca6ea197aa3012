import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Report } from '../../../src/model/report.ts';
import { mapStrings } from '../../../src/show/clean.ts';
import { htmlPage } from '../../../src/show/html/index.ts';
import * as fixtures from '../fixtures.ts';
import { bigReport } from './big.ts';
import { parts, type Tag } from './parts.ts';

const page = (report: Report): string => [...htmlPage(report, { color: false, width: 80 })].join('');

const TAGS = new Set(
  'html head meta title style body main header footer section figure figcaption details summary div p span h1 h2 h3 a code pre strong ul ol li dl dt dd table caption thead tbody tr th td svg path line rect'.split(
    ' ',
  ),
);
const ATTRIBUTES = new Set(
  'tabindex lang charset http-equiv content name id class href title open scope role aria-label aria-labelledby aria-hidden viewBox preserveAspectRatio d x x1 x2 y y1 y2 width height'.split(
    ' ',
  ),
);
/** Elements that have no end. */
const VOID = new Set(['meta']);

/** What a page is made of, checked: only our own elements and attributes, closed in order, nothing that loads or runs. */
function check(source: string): Tag[] {
  const { tags } = parts(source);
  const open: string[] = [];
  const wrong: string[] = [];
  for (const { name, end, attributes, selfClosed } of tags) {
    if (!TAGS.has(name)) wrong.push(name);
    if (end && open.pop() !== name) wrong.push(`/${name}`);
    if (!end && !VOID.has(name) && !selfClosed) open.push(name);
    for (const [attribute, value] of Object.entries(attributes)) {
      if (!ATTRIBUTES.has(attribute) || (attribute === 'href' && !/^#s\d+$/.test(value))) wrong.push(`${name} ${attribute}=${value}`);
    }
  }
  expect([...wrong, ...open]).toEqual([]);
  return tags;
}

const ATTACKS = [
  '</script><script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</style><style>@import url(https://evil.example)</style>',
  '<svg/onload=alert(1)>',
  '</title><base href=//evil.example>',
  '<!--',
  ']]>\u2028\u2029\u202e\u2066`${alert(1)}`&lt;b&gt;&#60;',
  'javascript:alert(1)',
];

describe('the page', () => {
  test.each(Object.entries(fixtures.ALL))('of %s holds our own markup only', (_, report) => {
    const source = page(report);
    check(source);
    expect(source).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u2028\u2029]/);
  });

  test.each(ATTACKS)('takes %s for text wherever it stands', (attack) => {
    for (const report of [fixtures.leakWithStacks, fixtures.leakInManyPods]) {
      const source = page(mapStrings(report, (text, key) => (KEPT.has(key) ? text : `${attack} ${text}`)));
      const calm = page(mapStrings(report, (text, key) => (KEPT.has(key) ? text : `calm ${text}`)));
      const shape = (tags: Tag[]): string[] =>
        tags.map(({ name, end, attributes }) => `${end ? '/' : ''}${name} ${Object.keys(attributes).join(' ')}`);
      expect(shape(check(source))).toEqual(shape(check(calm)));
    }
  });

  test('takes any text for text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), fc.constantFrom('<', '>', '"', "'", '&', '`', ''), (text, mark) => {
        check(page(mapStrings(fixtures.leakWithStacks, (old, key) => (KEPT.has(key) ? old : mark + text + mark))));
      }),
      { numRuns: 60 },
    );
  });

  test('forbids scripts and the network, and its style sheet is the one that its policy names', () => {
    for (const report of Object.values(fixtures.ALL)) {
      const source = page(report);
      const { tags, style } = parts(source);
      const policy = tags.find(({ attributes }) => attributes['http-equiv'] === 'Content-Security-Policy')?.attributes['content'];
      const hash = createHash('sha256').update(style).digest('base64');
      expect(policy).toBe(`default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`);
      expect(style).not.toMatch(/url\(|@import|expression/);
      // The policy stands before all that it has to govern.
      expect(source.indexOf('Content-Security-Policy')).toBeLessThan(source.indexOf('<style'));
    }
  });

  test('tells the verdict, the place, the lines and the remedy', () => {
    const { text } = parts(page(fixtures.leakWithStacks));
    for (const told of ['ReportExporter.exportCsv leaked 9 connections', 'Returned: NO', 'logs/shop.log:311', 'try-with-resources', 'the first caller gave up at 2026-03-14 10:59:00Z, so dry since about 10:58:30Z', 'Leaked connection time by stack', 'threshold to set', 'They waited for a connection'])
      expect(text).toContain(told); // prettier-ignore
  });

  test('shows hold times and their threshold beside the first timeline, before the suspects', () => {
    const source = page(fixtures.leakWithStacks);
    expect(source.indexOf('class="holds"')).toBeGreaterThan(0);
    expect(source.indexOf('class="holds"')).toBeLessThan(source.indexOf('id="suspects"'));
  });

  test('words the time along its axis, and no word of it twice', () => {
    const axes = [...page(fixtures.leakWithStacks).matchAll(/<div class="x time">(?<spans>.*?)<\/div>/gs)];
    expect(axes.length).toBeGreaterThan(0);
    for (const { groups } of axes) {
      const words = [...groups!['spans']!.matchAll(/<span[^>]*>(?<word>[^<]*)/g)].map((match) => match.groups!['word']);
      expect(new Set(words).size).toBe(words.length);
    }
  });

  test('draws the time for which the log tells of the process, not only that of samples and timeouts', () => {
    const [{ inUse, exhaustion: _, openHolds: __, ...pool }] = fixtures.leakWithStacks.pools as [Report['pools'][number]];
    const at = (clock: string): string => `2026-03-14T${clock}.000Z`;
    const marks = { timeouts: [{ at: at('10:30:00'), count: 1 }] };
    const axis = (more: object): string[] => {
      const source = page({ ...fixtures.leakWithStacks, pools: [{ ...pool, openHolds: [], marks, ...more }] });
      return [...source.matchAll(/<div class="x time"><span>(?<first>[^<]*).*?class="end">(?<last>[^<]*)/gs)].flatMap(({ groups }) => [groups!['first']!, groups!['last']!]).slice(0, 2); // prettier-ignore
    };
    const watched = { from: at('10:00:00'), to: at('11:00:00') };
    expect(axis({ watched })).toEqual(['2026-03-14 10:00:00Z', '11:00:00Z']);
    // a clock that is far off is not followed for longer than an hour
    expect(axis({ watched: { ...watched, to: '2027-03-14T00:00:00.000Z' } })).toEqual(['2026-03-14 10:00:00Z', '11:30:00Z']);
    const series = [0, 5, 10].map((minute) => ({ at: at(`10:${20 + minute}:00`), min: 1, max: 2 }));
    const counted = { watched, inUse: { ...inUse!, series, floor: [] } };
    expect(axis(counted)).toEqual(['2026-03-14 10:00:00Z', '11:00:00Z']);
    // what is lost is out though nothing is said of it; of a pool that recovered nobody knows
    const silent = (verdict: 'leak' | 'saturation'): boolean =>
      page({ ...fixtures.leakWithStacks, pools: [{ ...pool, openHolds: [], ...counted, verdict }] }).includes('<path class="silent"');
    expect([silent('leak'), silent('saturation')]).toEqual([true, false]);
  });

  test('folds healthy pools where there are many, and none that are not', () => {
    const [leaking] = fixtures.leakWithStacks.pools;
    const pool = (i: number, verdict: 'healthy' | 'leak') => ({ ...leaking!, id: `p${i}`, name: `pool-${i}`, verdict });
    const source = page({ ...fixtures.leakWithStacks, pools: Array.from({ length: 40 }, (_, i) => pool(i, i < 12 ? 'leak' : 'healthy')) });
    const [above, folded] = source.slice(source.indexOf('id="pools"')).split('<summary>28 healthy pools</summary>');
    expect(above!.split('class="card pool"')).toHaveLength(13);
    expect(folded!.split('class="card pool"')).toHaveLength(29);
    expect(page({ ...fixtures.leakWithStacks, pools: [pool(1, 'healthy')] })).not.toContain('class="fold"');
  });

  test('keeps names that are written from right to left apart from what stands beside them', () => {
    expect(page(fixtures.leakWithStacks)).toMatch(/code,pre,\.at,\.name,\.frame\{[^}]*unicode-bidi:isolate/);
  });

  test('names each drawing and each table for those who do not see it', () => {
    const tags = check(page(fixtures.leakInManyPods));
    for (const { name, end, attributes } of tags) {
      if (name === 'svg' && !end) expect(attributes['aria-hidden'] ?? attributes['aria-label']).toBeTruthy();
      if (name === 'th' && !end) expect(attributes['scope']).toBeTruthy();
    }
    expect(tags.filter(({ name, end }) => name === 'h1' && !end)).toHaveLength(1);
    const ids = tags.flatMap(({ attributes }) => attributes['id'] ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { attributes } of tags) if (attributes['href']) expect(ids).toContain(attributes['href'].slice(1));
  });

  test('joins the lives of one process in one timeline', () => {
    const [pool] = fixtures.leakWithStacks.pools;
    const lives = [0, 1].map((restart) => ({
      ...pool!,
      id: `shop hikaricp shop-pool #${restart}`,
      instance: { ...pool!.instance, restart },
    }));
    const later = { ...lives[1]!, inUse: { ...pool!.inUse!, series: [{ at: '2026-03-14T12:00:00.000Z', min: 0, max: 1 }, { at: '2026-03-14T12:10:00.000Z', min: 0, max: 0 }], floor: [] } }; // prettier-ignore
    const { text } = parts(page({ ...fixtures.leakWithStacks, pools: [lives[0]!, later] }));
    expect(text).toContain('restarted at 2026-03-14 12:00:00Z');
    expect(text).toContain('Pools 1');
  });
});

/** Fields whose values a report may not change: they are no text. */
const KEPT = new Set(['schemaVersion', 'verdict', 'for', 'at', 'from', 'to', 'eta', 'since', 'firstSeen', 'lastSeen', 'role', 'language', 'method', 'name', 'version', '', 'id', 'pools', 'kind']); // prettier-ignore

test('100,000 lines of evidence, 1,000 suspects and 100 pools stay below 5 MB', () => {
  const source = page(bigReport());
  expect(source.length).toBeLessThan(5_000_000);
  expect(source.match(/class="card suspect"/g)).toHaveLength(1000);
  expect(source.match(/class="card pool"/g)).toHaveLength(100);
  expect(source).toContain('95 more lines in the JSON report');
});
