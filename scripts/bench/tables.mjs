// The tables of docs/performance.md.
const round = (number) => (number < 0.1 ? number.toFixed(3) : number.toFixed(2));
const verdict = (ratio, goal) => (goal === undefined ? '' : `${goal} ${ratio <= goal ? '✓' : '✗'}`);

const table = (head, rows) => [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

/** What is written between the marks of the page: ratios of medians, their spread, the goal, and the memory. */
export function tables({ results, memories, machine, rounds, megabytes }) {
  const ratios = results.map(({ name, what, than, ratio, low, high, goal, seconds }) => [
    name, what, `\`${than.replaceAll('|', '\\|')}\``, `**${round(ratio)}**`, `${round(low)} to ${round(high)}`, verdict(ratio, goal), `${seconds.toFixed(2)} s`,
  ]); // prettier-ignore
  const memory = memories.map(({ name, bytes, megabytes: peak }) => [name, `${Math.round(bytes / 1e6)} MB`, `${Math.round(peak)} MB`]);
  return [
    `Measured on ${machine}; plain logs of ${megabytes} MB, in other dresses of ${megabytes / 4} MB, dense ones of ${megabytes / 10} MB; ${rounds} rounds.`,
    table(['log', 'cost', 'beside', 'ratio', 'single rounds', 'goal', 'median'], ratios),
    table(['log', 'size', 'peak memory'], memory),
  ].join('\n\n');
}

const BEGIN = '<!-- bench: written by npm run bench -->';
const END = '<!-- /bench -->';

/** The page with new tables. @throws where it has no place for them */
export function withTables(page, text) {
  const [before, after] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (before < 0 || after < before) throw new Error('docs/performance.md has lost the marks between which the tables stand');
  return `${page.slice(0, before + BEGIN.length)}\n\n${text}\n\n${page.slice(after)}`;
}
