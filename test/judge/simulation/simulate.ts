import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { judged, type Outcome } from './logs/judged.ts';
import { truthOf } from './logs/truth.ts';
import { RUNTIMES, type Runtime } from './logs/wish.ts';
import { worldOf } from './logs/world.ts';
import { tables } from './table.ts';

const HELP = `npm run simulate -- [options]

Invents labelled logs, has them judged and says how right that was. A seed and a runtime always give the same log.

  --runs N         how many seeds (10)
  --seed S         the first of them (1)
  --runtime NAME   ${RUNTIMES.join(', ')}; all of them otherwise
  --write DIR      write each log and its truth.json into a folder of its own, and judge nothing
  --table          print the accuracy tables instead of a line for each log
  --update FILE    put the tables between the marks in a Markdown file
`;
const BEGIN = '<!-- simulated: begin -->';
const END = '<!-- simulated: end -->';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '10' },
    seed: { type: 'string', default: '1' },
    runtime: { type: 'string' },
    write: { type: 'string' },
    table: { type: 'boolean', default: false },
    update: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

const positive = (name: string, text: string): number => {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0) throw new Error(`--${name} wants a whole number, not '${text}'`);
  return value;
};

function* worlds(): Generator<readonly [seed: number, runtime: Runtime]> {
  const [first, runs] = [positive('seed', values.seed), positive('runs', values.runs)];
  const runtimes = RUNTIMES.filter((one) => values.runtime === undefined || one === values.runtime);
  if (runtimes.length === 0) throw new Error(`--runtime is one of ${RUNTIMES.join(', ')}`);
  for (let seed = first; seed < first + runs; seed++) for (const runtime of runtimes) yield [seed, runtime];
}

function write(folder: string): void {
  for (const [seed, runtime] of worlds()) {
    const world = worldOf(seed, runtime);
    const { right, clear, leaked, ...truth } = truthOf(world);
    const own = join(folder, runtime, String(seed));
    mkdirSync(own, { recursive: true });
    writeFileSync(join(own, 'app.log'), world.text);
    writeFileSync(join(own, 'truth.json'), `${JSON.stringify(truth, null, 1)}\n`);
  }
}

const lineOf = ({ wish, truth, verdict, confidence, named }: Outcome): string =>
  [
    `${wish.runtime}:${wish.seed}`.padEnd(18),
    `${wish.length}, ${wish.shape}, ${wish.trouble}`.padEnd(32),
    `${truth.verdict} ${truth.leaked}`.padEnd(14),
    `${verdict} ${confidence}`.padEnd(18),
    named.map(({ right, confidence: stated }) => `${right ? 'right' : 'WRONG'} ${stated}`).join(', '),
  ].join(' ');

async function main(): Promise<void> {
  if (values.help) return void process.stdout.write(HELP);
  if (values.write !== undefined) return write(values.write);
  const outcomes: Outcome[] = [];
  for (const [seed, runtime] of worlds()) {
    const outcome = await judged(seed, runtime);
    outcomes.push(outcome);
    if (!values.table && values.update === undefined) console.log(lineOf(outcome));
  }
  if (values.table) console.log(tables(outcomes));
  if (values.update !== undefined) await update(values.update, outcomes);
}

async function update(file: string, outcomes: readonly Outcome[]): Promise<void> {
  const text = readFileSync(file, 'utf8');
  const [from, to] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (from < 0 || to < from) throw new Error(`${file} lacks the marks ${BEGIN} and ${END}`);
  const only = values.runtime === undefined ? '' : ` --runtime ${values.runtime}`;
  const made = `\`npm run simulate -- --runs ${values.runs} --seed ${values.seed}${only} --update ${file}\`: ${outcomes.length} logs.`;
  const whole = `${text.slice(0, from)}${BEGIN}\n\n${made}\n\n${tables(outcomes)}\n\n${text.slice(to)}`;
  writeFileSync(file, await format(whole, { ...(await resolveConfig(file)), filepath: file }));
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
});
