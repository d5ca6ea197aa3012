import { CliError } from '../error.ts';
import { suggest } from './suggest.ts';

/** Options of kubectl that take a value: those that say which cluster, for every call, and those of `kubectl logs`. */
const CONNECTION = ['as', 'as-group', 'as-uid', 'cache-dir', 'certificate-authority', 'client-certificate', 'client-key', 'cluster', 'context', 'kubeconfig', 'namespace', 'password', 'request-timeout', 'server', 'tls-server-name', 'token', 'user', 'username']; // prettier-ignore
const CONNECTION_SWITCHES = ['disable-compression', 'insecure-skip-tls-verify', 'match-server-version'];
const LOGS = ['container', 'limit-bytes', 'max-log-requests', 'pod-running-timeout', 'selector', 'since-time', 'tail'];
const LOGS_SWITCHES = [
  'all-containers',
  'all-pods',
  'ignore-errors',
  'insecure-skip-tls-verify-backend',
  'prefix',
  'previous',
  'timestamps',
];
const SHORT: Readonly<Record<string, string>> = { n: 'namespace', s: 'server', l: 'selector', c: 'container', p: 'previous' };
const VALUED = new Set([...CONNECTION, ...LOGS]);
const SWITCHES = new Set([...CONNECTION_SWITCHES, ...LOGS_SWITCHES]);

/** What the words say of kubectl. */
export interface KubeWords {
  /** `POD` or `TYPE/NAME`; undefined where a selector is given. */
  readonly target: string | undefined;
  readonly selector: string | undefined;
  readonly container: string | undefined;
  readonly allContainers: boolean;
  readonly tail: string | undefined;
  readonly namespace: string | undefined;
  /** Containers that are followed at a time. */
  readonly most: string | undefined;
  /** For every call of kubectl. */
  readonly connection: readonly string[];
  /** For `kubectl logs` alone. */
  readonly logs: readonly string[];
}

interface Word {
  readonly name: string;
  readonly value: string | undefined;
  /** Words of the command line that it is made of. */
  readonly taken: number;
}

/** The option of kubectl that begins here. @throws CliError where its value is missing */
function optionAt(words: readonly string[], at: number): Word | undefined {
  const found = /^(?:--([a-z][a-z-]*)|-([a-z]))(?:=([^]*))?$/.exec(words[at] ?? '');
  if (found === null) return shortWithValue(words[at] ?? '');
  const name = found[1] ?? SHORT[found[2] ?? ''];
  if (name === undefined) return undefined;
  if (SWITCHES.has(name)) return { name, value: found[3] ?? 'true', taken: 1 };
  if (!VALUED.has(name)) return undefined;
  if (found[3] !== undefined) return { name, value: found[3], taken: 1 };
  const value = words[at + 1];
  if (value === undefined) throw new CliError(`${words[at]} needs a value`, { where: 'command line', help: 'kubectl logs --help' });
  return { name, value, taken: 2 };
}

/** `-nshop` */
function shortWithValue(word: string): Word | undefined {
  const name = /^-[nslc][^-=]/.test(word) ? SHORT[word.charAt(1)] : undefined;
  return name === undefined ? undefined : { name, value: word.slice(2), taken: 1 };
}

/**
 * Parts the words behind `kube`: what stands before `--` is an option of leak-stream where it knows one of that name, else kubectl's; what stands behind
 * `--` is kubectl's. @param takesValue of an option of leak-stream: whether a value follows; undefined where it knows none of that name
 * @returns the words of leak-stream alone, with kubectl's behind a `--`
 */
export function arranged(argv: readonly string[], takesValue: (option: string) => boolean | undefined): readonly string[] {
  const at = commandAt(argv, takesValue);
  if (at === undefined) return argv;
  const own: string[] = [...argv.slice(0, at)];
  const kubectl: string[] = [];
  for (let i = at + 1; i < argv.length; i++) {
    const word = argv[i] as string;
    if (word === '--') {
      kubectl.push(...argv.slice(i + 1));
      break;
    }
    const theirs = optionAt(argv, i);
    if (theirs?.name === 'since-time') {
      own.push('--since', theirs.value ?? '');
      i += theirs.taken - 1;
    } else if (theirs !== undefined || !word.startsWith('-') || word === '-') {
      kubectl.push(...argv.slice(i, i + (theirs?.taken ?? 1)));
      i += (theirs?.taken ?? 1) - 1;
    } else if (word !== '-f' && word !== '--follow') {
      const valued = takesValue(word) === true && !word.includes('=') && i + 1 < argv.length;
      own.push(...argv.slice(i, i + (valued ? 2 : 1)));
      if (valued) i++;
    }
  }
  const once = own.includes('--once');
  return ['kube', ...own, ...(once ? [] : ['--follow']), '--', ...kubectl];
}

/** Where `kube` stands as the command. */
function commandAt(argv: readonly string[], takesValue: (option: string) => boolean | undefined): number | undefined {
  for (let i = 0; i < argv.length; i++) {
    const word = argv[i] as string;
    if (word === '--' || word === '-') return undefined;
    if (!word.startsWith('-')) return word === 'kube' ? i : undefined;
    if (takesValue(word) === true && !word.includes('=')) i++;
  }
  return undefined;
}

/** Reads kubectl's words. What `kube` does by itself (`--prefix`, `--previous`, `--timestamps` …) may stand there all the same. @throws CliError */
export function kubeWords(words: readonly string[]): KubeWords {
  const given = new Map<string, string>();
  const connection: string[] = [];
  const logs: string[] = [];
  const targets: string[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as string;
    const option = optionAt(words, i);
    if (option === undefined) {
      if (!word.startsWith('-')) targets.push(word);
      else if (/^--[a-z-]+=/.test(word)) logs.push(word);
      else if (word !== '-f' && word !== '--follow') throw unknown(word);
      continue;
    }
    i += option.taken - 1;
    const { name, value = '' } = option;
    given.set(name, value);
    if (CONNECTION.includes(name) || CONNECTION_SWITCHES.includes(name)) connection.push(`--${name}=${value}`);
    else if (name === 'limit-bytes' || name === 'insecure-skip-tls-verify-backend') logs.push(`--${name}=${value}`);
  }
  const target = oneTarget(targets);
  const selector = given.get('selector');
  if (target === undefined && selector === undefined) throw nothing();
  if (target !== undefined && selector !== undefined) throw new CliError('either a pod or workload, or a selector', { where: `${target} and -l ${selector}` }); // prettier-ignore
  return {
    target, selector, container: given.get('container'), allContainers: given.get('all-containers') === 'true', tail: given.get('tail'), namespace: given.get('namespace'),
    most: given.get('max-log-requests'), connection, logs,
  }; // prettier-ignore
}

function oneTarget(targets: readonly string[]): string | undefined {
  // kubectl takes `deployment shop` for `deployment/shop` in no call of logs; a second word is a container there, which is deprecated.
  if (targets.length > 1) throw new CliError(`one pod or workload at a time, not ${targets.join(' and ')}`, { where: 'command line', help: 'follow several by their labels: -l app=shop; name a container with -c' }); // prettier-ignore
  return targets[0];
}

function unknown(word: string): CliError {
  const near = suggest(word.replace(/^-+/, ''), [...VALUED, ...SWITCHES]);
  const hint = near === undefined ? '' : `did you mean --${near}? `;
  return new CliError(`kube knows no ${word}`, { where: 'command line', help: `${hint}other options of kubectl logs: -- --name=value` });
}

const nothing = (): CliError =>
  new CliError('whose logs?', { where: 'command line', help: 'leak-stream kube deploy/shop, or -l app=shop, or a pod' });
