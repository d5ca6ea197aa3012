import { optionsOf, type Command } from './option-table.ts';

const SYNOPSIS: Readonly<Record<Command, readonly string[]>> = {
  analyse: [
    'leak-stream [OPTIONS] [FILE | DIRECTORY | GLOB | -]...',
    '',
    'Tells from logs whether a connection pool leaks, is saturated or does slow work,',
    'and names the code. Compressed files, tar archives, directories and pipes are',
    'read as they are.',
    '',
    '  kubectl logs -l app=shop --prefix --tail=-1 | leak-stream',
    '  leak-stream logs/ -o report.json --fail-on leak',
    '  leak-stream kube deploy/shop',
    '',
    'Commands: events, compare, gate, kube, ticket, parsers, recipe, schema; leak-stream COMMAND --help tells more.',
  ],
  events: [
    'leak-stream events [OPTIONS] [INPUT]...',
    '',
    'Prints what was read as events, one JSON object a line (schema: leak-stream schema event).',
  ],
  compare: [
    'leak-stream compare [OPTIONS] BEFORE AFTER',
    '',
    'What became of each suspect: new, worse, the same, better, gone, or not exercised: not found, but its path',
    'did not run as often as before, so nothing is proven. BEFORE and AFTER are JSON reports, logs, folders or globs.',
    '',
    '  leak-stream compare before.json logs-after/ --fail-on leak',
  ],
  gate: [
    'leak-stream gate [OPTIONS] [INPUT]...',
    '',
    'For soak tests whose log ends in quiet: nothing leaks or is saturated, in-use falls back to its baseline, no',
    'connection stays out, no session of the server is idle in transaction (where its sessions are given), and with',
    '--baseline the paths that leaked once ran as often as then. Exits 1 where a check fails, and also where the log',
    'does not tell (--allow-unknown lets that pass).',
    '',
    '  leak-stream gate soak.log activity.txt --baseline before.json -o gate.xml',
  ],
  kube: [
    'leak-stream kube [OPTIONS] [--] POD | TYPE/NAME | -l SELECTOR [arguments of kubectl logs]',
    'kubectl leak_stream … (the same, as a plug-in of kubectl)',
    '',
    'Follows the logs of pods with kubectl, and judges them as --follow does: through restarts (with what the container',
    'before wrote), replaced and new pods, and broken connections, no line twice. Ctrl-C gives the report.',
    '',
    '  leak-stream kube deploy/shop -n prod',
    '  leak-stream kube -l app=shop --format ndjson --metrics 9400',
    '  leak-stream kube --once deploy/shop --since 2h -o report.html',
    '',
    'kubectl options that say which cluster, namespace, pods and containers (-n, -l, -c, --all-containers, --context,',
    "--kubeconfig, --tail ...) are passed on; behind -- all words are kubectl's, and other options of kubectl logs are",
    "written --name=value. --since is leak-stream's: a time, 16:20, or so long before now.",
  ],
  ticket: [
    'leak-stream ticket --to github|jira|pagerduty [--resolved COMPARISON.json] [REPORT.json | -]',
    '',
    'Prints what opens a ticket for each suspect, one JSON object a line: "payload" is what to send, "search" what',
    'to look for first. It sends nothing. docs/tickets.md shows the command for each system.',
    '',
    '  leak-stream app.log --format json | leak-stream ticket --to github -',
  ],
  parsers: [
    'leak-stream parsers list             the parsers and what they look for',
    'leak-stream parsers explain FILE...  which rule read which line, and what was left over; --lines: record by record',
    'leak-stream parsers check PLUGIN     whether a parser of yours (a module, a folder, a pattern pack) is sound',
    'leak-stream parsers new ID           a folder with a parser to start from',
  ],
  recipe: ['leak-stream recipe [PARSER]...', '', 'What to switch on so that the log tells more, the code for it, and what it costs.'],
  schema: [
    'leak-stream schema report|event|finding|ndjson|compare|gate|pack',
    '',
    'Prints the JSON Schema (2020-12) of what the program prints; event is one line of events, ndjson one of --format ndjson:',
    'report, pool, suspect or victim by its kind, and with --follow a finding before them (schema finding is those alone).',
  ],
};

const EXITS = [
  'Exit codes: 0 analysed, whatever was found; 1 a finding at --fail-on; 2 wrong usage; 3 an input',
  'unreadable or nothing recognised; 4 a bug in leak-stream; 130 interrupted, report still printed.',
];

/** The help text of a command. Every long option is also an environment variable: --fail-on is LEAK_STREAM_FAIL_ON. */
export function helpOf(command: Command): string {
  const lines = [...SYNOPSIS[command], ''];
  const options = optionsOf(command);
  for (const group of ['Output', 'Reading', 'Judging', 'Other'] as const) {
    const members = options.filter((option) => option.group === group);
    if (members.length === 0) continue;
    lines.push(`${group}:`);
    for (const { name, short, value, help: common, helpFor } of members) {
      const help = helpFor?.[command] ?? common;
      const left = `  ${short ? `-${short}, ` : '    '}--${name}${value ? ` ${value}` : ''}`;
      const [first, ...rest] = broken(help);
      lines.push(`${left.padEnd(26)} ${first}`, ...rest.map((line) => `${' '.repeat(27)}${line}`));
    }
    lines.push('');
  }
  lines.push('Each long option can be set in the environment: --fail-on is LEAK_STREAM_FAIL_ON.');
  if (command === 'analyse') lines.push(...EXITS);
  return `${lines.join('\n')}\n`;
}

/** Lines of at most so many characters that the help stays within 100 columns. */
function broken(help: string): string[] {
  const lines = [''];
  for (const word of help.split(' ')) {
    const line = `${lines.at(-1)} ${word}`.trimStart();
    if (line.length <= 72) lines[lines.length - 1] = line;
    else lines.push(word);
  }
  return lines;
}

/** Shown where there is nothing to read. */
export const SHORT_HELP = `usage: leak-stream [OPTIONS] [FILE | DIRECTORY | GLOB | -]...

Nothing to read: name a log, or pipe one in.

  leak-stream app.log
  kubectl logs deploy/shop --prefix --tail=-1 | leak-stream

leak-stream --help lists the options, leak-stream recipe tells what to log.
`;
