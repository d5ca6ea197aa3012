import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { linesAround } from '../../../src/cli/source-root/excerpt.ts';
import { withSources } from '../../../src/cli/source-root/index.ts';
import { matching } from '../../../src/cli/source-root/match.ts';
import { reportSchema, type Report } from '../../../src/model/report.ts';
import { sarif } from '../../../src/show/sarif/index.ts';
import { leakWithStacks } from '../../show/fixtures.ts';
import { leakStream } from '../io.ts';

const home = mkdtempSync(join(tmpdir(), 'leak-stream-'));
afterAll(() => rmSync(home, { recursive: true }));

let tree = home;
beforeEach(() => {
  tree = mkdtempSync(join(home, 'tree-'));
});
const file = (path: string, lines: number | string): string => {
  const whole = join(tree, path);
  mkdirSync(dirname(whole), { recursive: true });
  writeFileSync(whole, typeof lines === 'string' ? lines : Array.from({ length: lines }, (_, i) => `line ${i + 1}`).join('\n'));
  return whole;
};

describe('a frame means', () => {
  const java = (module: string, name = 'Exporter.java') => ({ function: 'f', module, file: name, line: 3 });
  const path = (name: string) => ({ function: 'f', file: name, line: 3 });
  test.each([
    ['the file in the folder of its package', java('net.shop.report.Exporter'), ['a/src/main/java/net/shop/report/Exporter.java', 'b/net/shop/other/Exporter.java'], 0],
    ['the file of the class around it', java('net.shop.report.Exporter$Rows'), ['src/net/shop/report/Exporter.java'], 0],
    ['no file of another package', java('net.shop.report.Exporter'), ['src/net/shop/other/Exporter.java'], undefined],
    ['the source, not the copy that a build made of it', java('net.shop.Exporter'), ['src/net/shop/Exporter.java', 'target/generated/net/shop/Exporter.java'], 0],
    ['none of two that are as good', java('net.shop.Exporter'), ['a/net/shop/Exporter.java', 'b/net/shop/Exporter.java'], undefined],
    ['the only Kotlin file of its name', java('net.shop.report.ExporterKt', 'Exporter.kt'), ['src/Exporter.kt'], 0],
    ['the file whose path ends alike', path('/srv/app/desk/api/invoices.py'), ['services/desk/api/invoices.py', 'services/admin/api/invoices.py'], 0],
    ['a file at the top of the tree', path('/srv/app/main.py'), ['main.py'], 0],
    ['not just any file of that name', path('/srv/app/api/views.py'), ['admin/views.py'], undefined],
    ['a path that was shortened when it was built', path('example.com/shop/internal/store/store.go'), ['internal/store/store.go', 'cmd/store/store.go'], 0],
    ['a path of another system', path('C:\\work\\desk\\api\\orders.py'), ['desk/api/orders.py'], 0],
    ['nothing above the tree', path('../../etc/passwd'), ['other/passwd'], undefined],
  ] as const)('%s', (_, frame, paths, index) => expect(matching(frame, paths)).toBe(index === undefined ? undefined : paths[index]));
}); // prettier-ignore

describe('lines', () => {
  test('three before and three after, fewer at the ends', () => {
    const path = file('a.py', 20);
    expect(linesAround(path, 10).map(({ line }) => line)).toEqual([7, 8, 9, 10, 11, 12, 13]);
    expect(linesAround(path, 1).map(({ text }) => text)).toEqual(['line 1', 'line 2', 'line 3', 'line 4']);
    expect(linesAround(path, 20).at(-1)).toEqual({ line: 20, text: 'line 20' });
  });
  test('none where the file has no such line any more, is huge, binary, or gone', () => {
    expect(linesAround(file('a.py', 5), 6)).toEqual([]);
    expect(linesAround(file('big.py', 'x\n'.repeat(3_000_000)), 6)).toEqual([]);
    expect(linesAround(file('b.py', 'a\0b\nc'), 1)).toEqual([]);
    expect(linesAround(join(tree, 'gone.py'), 1)).toEqual([]);
  });
  test('are short, and obey no terminal', () => {
    const [only] = linesAround(file('a.py', `\tx = '\u001b[2J${'y'.repeat(1000)}'`), 1);
    expect(only!.text).toHaveLength(240);
    expect(only!.text).toMatch(/^ {4}x = 'y+…$/);
  });
});

describe('a report', () => {
  const java = 'shop/src/main/java/net/shop/report/ReportExporter.java';
  const located = (folder: string, report: Report = leakWithStacks): Report => {
    const result = withSources(report, folder);
    expect(reportSchema.safeParse(result).error).toBeUndefined();
    return result;
  };
  test('gets paths from the repository, though only a part of it was given', () => {
    mkdirSync(join(tree, '.git'));
    file(java, 100);
    const [suspect] = located(join(tree, 'shop')).suspects;
    expect(suspect).toMatchObject({ callSite: { path: java }, source: { path: java, line: 88 } });
    expect(suspect!.source!.lines.map(({ line }) => line)).toEqual([85, 86, 87, 88, 89, 90, 91]);
    expect(suspect!.stack!.filter(({ path }) => path !== undefined).length).toBeGreaterThan(0);
  });
  test('follows no link, neither to a file nor to a folder nor to itself', () => {
    const outside = mkdtempSync(join(home, 'outside-'));
    mkdirSync(join(outside, 'net/shop/report'), { recursive: true });
    writeFileSync(join(outside, 'net/shop/report/ReportExporter.java'), 'secret\n'.repeat(100));
    symlinkSync(outside, join(tree, 'src'));
    mkdirSync(join(tree, 'net/shop/report'), { recursive: true });
    symlinkSync(join(outside, 'net/shop/report/ReportExporter.java'), join(tree, 'net/shop/report/ReportExporter.java'));
    symlinkSync('.', join(tree, 'again'));
    expect(located(tree).suspects).toEqual(leakWithStacks.suspects);
    expect(linesAround(join(tree, 'net/shop/report/ReportExporter.java'), 88)).toEqual([]);
  });
  test('keeps its paths where the lines are of another version', () => {
    file(java, 20);
    const [suspect] = located(tree).suspects;
    expect(suspect!.callSite!.path).toBe(java);
    expect(suspect!.source).toBeUndefined();
  });
  test('tells code scanning where to look, from the root of the repository', () => {
    file(java, 100);
    const [run] = (JSON.parse([...sarif(located(tree), { color: false, width: 80 })].join('')) as { runs: { originalUriBaseIds: object; results: { locations: object[] }[] }[] }).runs; // prettier-ignore
    expect(Object.keys(run!.originalUriBaseIds)).toEqual(['%SRCROOT%']);
    expect(run!.results[0]!.locations[0]).toMatchObject({
      physicalLocation: {
        artifactLocation: { uri: java, uriBaseId: '%SRCROOT%' },
        region: { startLine: 88, snippet: { text: 'line 88' } },
        contextRegion: { startLine: 85, endLine: 91 },
      },
    });
  });
});

test('the command quotes the lines masked, and says before it reads that the folder is missing', async () => {
  const log = new URL('../inputs/hikaricp.log', import.meta.url).pathname;
  const { suspects } = JSON.parse((await leakStream([log, '--format', 'json'])).stdout) as Report;
  const { module, file: name, line } = suspects[0]!.callSite!;
  const lines = Array.from({ length: line! + 5 }, (_, i) => (i + 1 === line ? '  open("password=tiger1234");' : ''));
  file(`${module!.split('.').slice(0, -1).join('/')}/${name}`, lines.join('\n'));
  for (const format of ['text', 'markdown', 'html']) {
    const { stdout } = await leakStream([log, '--format', format, '--source-root', tree]);
    expect(stdout, format).toContain('password=***');
    expect(stdout, format).not.toContain('tiger1234');
  }
  const ran = await leakStream(['nowhere.log', '--source-root', join(tree, 'nowhere')]);
  expect(ran).toMatchObject({ code: 2, stderr: expect.stringContaining('there is no folder') as string });
});

describe('a folder that holds none of the sources', () => {
  test('is told, for it looks like none was given', () => {
    file('notes/readme.txt', 3);
    const { input } = withSources(leakWithStacks, tree);
    expect(input.notices.map(({ code }) => code)).toContain('source-not-found');
  });
});
