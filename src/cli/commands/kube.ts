import type { Arguments } from '../options/args.ts';
import type { Run } from '../command.ts';
import { CliError } from '../error.ts';
import type { Io } from '../io.ts';
import { kubeWords, type KubeWords } from '../options/kube-words.ts';
import { clean } from '../../show/clean.ts';
import { write } from '../stdout.ts';
import { timeBound } from '../options/time-options.ts';
import { analyseSource, type Source } from './analyse.ts';

/** Containers that are followed at a time unless `--max-log-requests` says otherwise. */
const MOST = 100;

/** `leak-stream kube [OPTIONS] [--] [arguments of kubectl logs]`: the main command over what kubectl reads. */
export const kube: Run = (args, io) => analyseSource(args, io, () => logsOf(args, io));

async function logsOf(args: Arguments, io: Io): Promise<Source> {
  const { kubeLogs } = await import('../kube/index.ts');
  const words = kubeWords(args.positionals);
  const quiet = args.has('quiet');
  // A view that is drawn in place must not be written over.
  const view = !args.has('once') && io.stdout.isTTY === true && (args.value('format') ?? 'text') === 'text';
  const logs = await kubeLogs({
    program: args.value('kubectl') ?? 'kubectl',
    words,
    since: await sinceOf(args),
    once: args.has('once'),
    most: mostOf(words.most),
    signal: io.signal,
    tell: (text) => {
      if (!quiet && !view) void write(io.stderr, `leak-stream: ${clean(text)}\n`);
    },
  });
  return { inputs: [{ name: nameOf(words), stream: logs.stream }], notices: logs.notices, fault: () => logs.fault() };
}

const nameOf = ({ target, selector, namespace }: KubeWords): string =>
  ['kubectl logs', target ?? `-l ${selector}`, ...(namespace === undefined ? [] : ['-n', namespace])].join(' '); // prettier-ignore

async function sinceOf(args: Arguments): Promise<number | undefined> {
  const bound = await timeBound(args, 'since');
  return bound?.at({ from: -Infinity, to: Date.now() });
}

function mostOf(text: string | undefined): number {
  if (text === undefined) return MOST;
  if (!/^[1-9]\d{0,4}$/.test(text)) throw new CliError(`${text} is no number`, { where: '--max-log-requests', help: 'for instance 200' });
  return Number(text);
}
