// What the parsers read, made from the plug-ins themselves: README.md names them, docs/formats.md has a table of the first steps, then all.
import { build } from 'esbuild';
import { format, resolveConfig } from 'prettier';

/** The plug-ins as the sources have them; no build is needed. */
export async function loadPlugins() {
  const bundle = await build({
    entryPoints: ['parsers/index.ts'],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    conditions: ['leak-stream-source'],
    logLevel: 'warning',
  });
  const module = await import(`data:text/javascript;base64,${Buffer.from(bundle.outputFiles[0].contents).toString('base64')}`);
  return module.plugins;
}

/** Steps that the table shows of each parser, and how long a setting may be to stand in a table. */
const STEPS = 2;
const LONGEST = 140;

const cell = (text) => text.replaceAll('|', '\\|').replaceAll('<', '&lt;').replace(/\s+/g, ' ').trim();
const firstSentence = (text) => /^.*?[.](?=\s|$)/s.exec(text)?.[0] ?? text;

/** Code where it is a setting, words where it is a sentence, a link where it is long. */
function setting(text, id) {
  if (text.includes('\n') || text.length > LONGEST) return `[code below](#${id})`;
  const code = text.replace(/\s{2,}#.*$/, '');
  return /^[A-Z][a-z]/.test(code) ? cell(code) : `\`${code.replaceAll('|', '\\|')}\``;
}

/** The most useful settings of each. */
function firstSteps(plugins) {
  const rows = plugins.flatMap(({ id, title, runtime, enable = [] }) => {
    const steps = enable.slice(0, STEPS);
    const name = `[${cell(title)}](#${id})`;
    if (steps.length === 0) return [`| ${name} | ${runtime} | nothing: what it logs by itself is read | |`];
    return steps.map(
      ({ setting: text, cost }, i) => `| ${i === 0 ? `${name} | ${runtime}` : '|'} | ${setting(text, id)} | ${cell(firstSentence(cost))} |`,
    );
  });
  return ['| Read | Runtime in reports | Switch on | What it costs |', '|---|---|---|---|', ...rows].join('\n');
}

const fence = (text) => `\`\`\`text\n${text}\n\`\`\``;

/** docs/formats.md, whole. */
export function formatsPage(plugins) {
  const parts = plugins.map(({ id, title, runtime, docs, context, replaces, rules, hints, enable = [] }) => {
    const facts = [
      `- Runtime in reports: \`${runtime}\``,
      ...(docs ? [`- Its documentation: <${docs}>`] : []),
      ...(replaces ? [`- Takes the place of \`${replaces}\``] : []),
      `- Who took a connection is told ${context ? 'by stacks where there are any, else by the ordinary lines beside the pool’s' : 'by stacks, or by what the lines themselves name'}.`,
      `- Rules: ${Object.keys(rules)
        .map((rule) => `\`${rule}\``)
        .join(', ')}`,
      `- A record is looked at if one of these stands in it: ${hints.map((hint) => `\`\` ${hint.replaceAll('\t', '\\t')} \`\``).join(', ')}`,
    ];
    const steps = enable.flatMap(({ setting: text, cost, off }, i) => [
      `${i + 1}. What to set or run:`,
      fence(text),
      `Cost: ${cell(cost)} ${off === undefined ? 'Can stay on.' : `Switch it off: ${cell(off)}`}`,
    ]);
    const how = steps.length === 0 ? [] : ['What to switch on, the most useful first:', ...steps];
    return [`## ${id}`, `${title}.`, facts.join('\n'), ...how].join('\n\n');
  });
  const head = [
    '<!-- Written by scripts/generate.mjs from the plug-ins in parsers/: npm run generate. -->',
    '# Formats',
    'What each built-in parser reads, and what to switch on so that the log tells more. `leak-stream recipe ID` prints the same with code that is ready to paste.',
    'The first steps of each; all of them stand below.',
    `<!-- prettier-ignore-start -->\n\n${firstSteps(plugins)}\n\n<!-- prettier-ignore-end -->`,
  ];
  return [...head, ...parts].join('\n\n') + '\n';
}

const MARKERS = /(<!-- parsers -->)[\s\S]*?(<!-- \/parsers -->)/;

/** `A, B and C`, each with a link to what to switch on. */
const named = (plugins) =>
  plugins
    .map(({ id, title }) => `[${title}](docs/formats.md#${id})`)
    .join(', ')
    .replace(/, (?=[^,]*$)/, ' and ');

/** README.md with its list made anew. */
export function readmeWith(readme, plugins) {
  if (!MARKERS.test(readme)) throw new Error('README.md lacks the markers <!-- parsers --> and <!-- /parsers -->');
  return readme.replace(MARKERS, (_, open, close) => `${open}\n\n${named(plugins)}.\n\n${close}`);
}

/** Markdown as prettier wants it, so that generated pages pass `npm run check`. */
export const pretty = async (text, path) => format(text, { ...(await resolveConfig(path)), filepath: path });
