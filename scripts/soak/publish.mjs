// Writes the figures of a soak into docs/soak.md. What stands outside of the marks there is written by hand.
//   node scripts/soak/publish.mjs figures.json
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const MARKED = /(<!-- soak: [^>]*-->)[^]*?(<!-- \/soak -->)/;
const ROWS = 20;
const number = (value, digits = 0) => value.toLocaleString('en-US', { maximumFractionDigits: digits, minimumFractionDigits: digits });
const percent = (part) => `${(part * 100).toFixed(1)} %`;
const megabytes = (bytes) => number(bytes / 1e6);

/** Some of the windows, the first and the last among them. */
function rowsOf(windows) {
  const step = Math.max(1, Math.ceil(windows.length / ROWS));
  const shown = windows.filter((_, i) => (windows.length - 1 - i) % step === 0 || i === 0);
  return shown.map(({ upTo, bytes, most }) => `| ${number(upTo / 1e6, 2)} | ${megabytes(bytes)} | ${megabytes(most)} |`).join('\n');
}

const kindsOf = (kinds) =>
  ['opened', 'confirmed', 'cleared', 'exhausted', 'saturated', 'recovered'].map((kind) => `${number(kinds[kind] ?? 0)} ${kind}`).join(', ');

function figuresOf(result) {
  const { lines, pods, restarts, days, places, asked, warmLines, windows, growth, most, cpuSeconds, seconds, kinds } = result;
  const share =
    lines < asked * 0.999
      ? ` It was asked for ${number(asked / 1e6)} million and stopped after ${seconds > 0 ? `${number(seconds / 60)} minutes` : 'a while'}.`
      : '';
  return `- **The log**: ${number(places)} pods at a time behind one pipe, as \`kubectl logs -f --prefix --timestamps\` prints them. Two fifths log JSON and have no pool, the others HikariCP, Go's \`database/sql\` and
  SQLAlchemy; some leak, some are slow. Two of three are replaced by another pod when their time is over, the others begin anew in place. Seeded: the same soak twice is the same log.
- **This run**: **${number(lines / 1e6, 2)} million lines**, ${number((lines / asked) * days, 1)} days of the log's time, ${number(pods)} pods, ${number(restarts)} restarts.${share}
- **Memory**: from ${number(warmLines / 1e6, 1)} million lines on it ${growth >= 0 ? 'grew' : 'fell'} by **${percent(Math.abs(growth))}** (the line through all windows after the warm-up); at most ${megabytes(most)} MB, the last report included.
- **Time**: ${number((cpuSeconds / lines) * 1e6)} µs of CPU a line for the reader, judging and collecting garbage included, on a machine that was busy with other work.
- **Told**: ${kindsOf(kinds)}.

| up to million lines | resident MB (median) | at most |
| ------------------: | -------------------: | ------: |
${rowsOf(windows)}`;
}

const [path] = process.argv.slice(2);
if (path === undefined) throw new Error('give the figures of a soak: npm run soak -- --json figures.json');
const page = fileURLToPath(new URL('../../docs/soak.md', import.meta.url));
const text = readFileSync(page, 'utf8');
if (!MARKED.test(text)) throw new Error('docs/soak.md has lost the marks between which the figures stand');
const figures = figuresOf(JSON.parse(readFileSync(path, 'utf8')));
writeFileSync(
  page,
  text.replace(MARKED, (_, open, close) => `${open}\n\n${figures}\n\n${close}`),
);
