// npm run bench [-- --size MB --rounds N --cli PATH --ratios --check]: what leak-stream costs beside grep and others, as ratios of whole processes.
// It writes docs/performance.md (which tells of --size 1000); with --ratios scripts/bench/ratios.json instead, and with --check nothing: then it fails where
// a ratio is twice the one there. Those of another size are others.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { makeInput } from './inputs.mjs';
import { has, interleaved, median, memory, ratio } from './measure.mjs';
import { tables, withTables } from './tables.mjs';

const { values } = parseArgs({
  options: {
    size: { type: 'string', default: '200' },
    rounds: { type: 'string', default: '5' },
    check: { type: 'boolean', default: false },
    ratios: { type: 'boolean', default: false },
    cli: { type: 'string' },
  },
});
const root = fileURLToPath(new URL('../..', import.meta.url));
const cli = values.cli ?? join(root, 'dist/cli.cjs');
const rounds = Number(values.rounds);
const size = Number(values.size) * 1e6;
const folder = join(tmpdir(), 'leak-stream-bench');
mkdirSync(folder, { recursive: true });

const input = (kind, bytes) => {
  const path = join(folder, `${kind}-${bytes / 1e6}.log`);
  makeInput(kind, bytes, path);
  return path;
};
const sparse = input('sparse', size);
const pods = input('pods', size);
// Lines that are all read cost a hundred times what a line costs that grep passes over.
const dense = input('dense', size / 10);
const stacks = input('stacks', size / 10);
const fewDense = input('dense', size / 50);
const quarter = input('sparse', size / 4);
/** The sparse log in other dresses. */
const dressed = ['cri', 'docker', 'json', 'logfmt'].map((kind) => ({ kind, path: input(kind, size / 4) }));
execFileSync('/bin/sh', ['-c', `test -s ${sparse}.gz || gzip -k ${sparse}`]);
if (has('zstd')) execFileSync('/bin/sh', ['-c', `test -s ${sparse}.zst || zstd -qk ${sparse}`]);

/** Four logs that differ in their first line, for the same log is read but once. */
const fourOf = (path, ending = '') => {
  const paths = [1, 2, 3, 4].map((number) => join(path.replace('.log', ''), `${number}`, `app.log${ending}`));
  for (const [index, each] of paths.entries()) {
    if (existsSync(each)) continue;
    mkdirSync(dirname(each), { recursive: true });
    const first = `2026-11-20 10:11:1${index}.000  INFO 1 --- [main] c.shop.Application : begins`;
    execFileSync('/bin/sh', ['-c', `{ echo '${first}'; cat ${path}; } ${ending === '' ? '' : '| gzip'} > ${each}`]);
  }
  return paths.join(' ');
};

const hints = join(folder, 'hints.txt');
const { plugins } = await import(join(root, 'dist/parsers/index.js'));
writeFileSync(hints, `${plugins.flatMap((plugin) => plugin.hints).join('\n')}\n`);

const LEAK = "'leak detection triggered'";
/** grep reads the same file so many times, for it takes less than can be measured; the ratio is to one of them. */
const AGAIN = 10;
const grep = (word, path) => `grep -c ${word} ${Array(AGAIN).fill(path).join(' ')}`;
const ours = (path) => `${process.execPath} ${cli} ${path}`;
const python = (word, path) =>
  `python3 -c "import sys\nn=0\nfor line in open(sys.argv[1],errors='replace'):\n  if '${word}' in line: n+=1\nprint(n)" ${path}`;
const perl = (word, path) => `perl -ne '$n++ if /${word}/; END { print $n }' ${path}`;

const cases = [
  { name: 'sparse', goal: 1.6, what: 'wall', than: `grep -c ${LEAK}`, ours: ours(sparse), theirs: grep(LEAK, sparse), again: AGAIN },
  { name: 'sparse', goal: 0.45, what: 'cpu', than: 'grep -cF -f HINTS', ours: ours(sparse), theirs: `grep -cF -f ${hints} ${sparse}` },
  { name: 'sparse', what: 'cpu', than: 'rg -cF -f HINTS', ours: ours(sparse), theirs: `rg --no-mmap -cF -f ${hints} ${sparse}`, needs: 'rg' },
  { name: 'sparse', what: 'cpu', than: 'a loop over lines in Python', ours: ours(sparse), theirs: python('leak detection', sparse), needs: 'python3' },
  { name: 'sparse', what: 'cpu', than: 'a loop over lines in Perl', ours: ours(sparse), theirs: perl('leak detection', sparse), needs: 'perl' },
  { name: 'sparse', what: 'cpu', than: `grep -c ${LEAK}`, ours: ours(sparse), theirs: grep(LEAK, sparse), again: AGAIN },
  { name: '20 pods', goal: 1.8, what: 'cpu', than: `grep -c ${LEAK}`, ours: ours(pods), theirs: grep(LEAK, pods), again: AGAIN },
  { name: 'dense', goal: 5, what: 'cpu', than: "grep -c 'sqlalchemy.pool'", ours: ours(dense), theirs: grep("'sqlalchemy.pool'", dense), again: AGAIN },
  { name: 'dense, with stacks', goal: 2.5, what: 'cpu', than: `grep -c ${LEAK}`, ours: ours(stacks), theirs: grep(LEAK, stacks), again: AGAIN },
  ...dressed.map(({ kind, path }) => ({
    name: `sparse, as ${kind}`, what: 'cpu', than: 'grep -cF -f HINTS', ours: ours(path), theirs: `grep -cF -f ${hints} ${path}`,
  })),
  { name: 'gzip', goal: 0.42, what: 'cpu', than: 'zcat | grep -c', ours: ours(`${sparse}.gz`), theirs: `zcat ${sparse}.gz | grep -c ${LEAK}`, needs: 'zcat' },
  { name: 'gzip', goal: 0.55, what: 'wall', than: 'zcat | grep -c', ours: ours(`${sparse}.gz`), theirs: `zcat ${sparse}.gz | grep -c ${LEAK}`, needs: 'zcat' },
  { name: 'zstd', goal: 1.9, what: 'cpu', than: 'zstd -dc | grep -c', ours: ours(`${sparse}.zst`), theirs: `zstd -dc ${sparse}.zst | grep -c ${LEAK}`, needs: 'zstd' },
  { name: 'a pipe', goal: 1.5, what: 'cpu', than: 'cat | grep -c', ours: `cat ${sparse} | ${ours('-')}`, theirs: `cat ${sparse} | grep -c ${LEAK}` },
  { name: 'four files', goal: 0.8, what: 'wall', than: `grep -c ${LEAK}`, ours: ours(`${fourOf(sparse)} -j 2`), theirs: grep(LEAK, fourOf(sparse)), again: AGAIN },
  { name: 'four files, -j 2', what: 'wall', than: '-j 1', ours: ours(`${fourOf(sparse)} -j 2`), theirs: ours(`${fourOf(sparse)} -j 1`) },
  { name: 'four gzip files, -j 2', what: 'wall', than: '-j 1', ours: ours(`${fourOf(quarter, '.gz')} -j 2`), theirs: ours(`${fourOf(quarter, '.gz')} -j 1`) },
  { name: 'four dense files, -j 2', what: 'wall', than: '-j 1', ours: ours(`${fourOf(fewDense)} -j 2`), theirs: ours(`${fourOf(fewDense)} -j 1`) },
  { name: '--version', goal: 1.15, what: 'wall', than: "node -e ''", ours: ours('--version'), theirs: `${process.execPath} -e ''`, often: true },
  { name: 'an empty pipe', goal: 1.35, what: 'wall', than: "node -e ''", ours: `: | ${ours('-')}`, theirs: `${process.execPath} -e ''`, often: true },
]; // prettier-ignore

const results = [];
/** What cases that run the same commands have in common. */
const measured = new Map();
for (const { name, goal, what, than, needs, often, again = 1, ...commands } of cases) {
  if (needs !== undefined && !has(needs)) continue;
  const key = JSON.stringify(commands);
  const costs = measured.get(key) ?? interleaved(commands, often ? rounds * 4 : rounds);
  measured.set(key, costs);
  const found = ratio(costs.ours, costs.theirs, what, again);
  results.push({ name, what, than, goal, ...found, seconds: median(costs.ours.map((cost) => cost[what])) });
  process.stderr.write(`${name}, ${what}: ${found.ratio.toFixed(2)} of ${than} (${found.low.toFixed(2)} to ${found.high.toFixed(2)})\n`);
}
const memories = [
  input('sparse', size / 10),
  sparse,
  pods,
  fewDense,
  dense,
  ...(values.check || values.ratios ? [] : [input('dense', size)]),
].map((path) => ({
  name: path === pods ? '20 pods' : path.includes('dense') ? 'dense' : 'sparse',
  bytes: statSync(path).size,
  megabytes: memory(cli, [path]),
}));

const kept = new URL('ratios.json', import.meta.url);
const ratios = Object.fromEntries(results.map((each) => [`${each.name}, ${each.what}, ${each.than}`, Number(each.ratio.toFixed(2))]));
if (values.check) {
  const before = JSON.parse(readFileSync(kept, 'utf8'));
  const worse = Object.entries(ratios).filter(([name, now]) => now > 2 * (before[name] ?? Infinity));
  for (const [name, now] of worse) process.stderr.write(`${name}: ${now}, was ${before[name]}\n`);
  process.exitCode = worse.length > 0 ? 1 : 0;
} else if (values.ratios) writeFileSync(kept, `${JSON.stringify(ratios, null, 2)}\n`);
else {
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}, Node ${process.version}`;
  const page = join(root, 'docs/performance.md');
  writeFileSync(page, withTables(readFileSync(page, 'utf8'), tables({ results, memories, machine, rounds, megabytes: size / 1e6 })));
}
