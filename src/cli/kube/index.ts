import type { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import type { Notice } from '../../model/report.ts';
import { CliError, EXIT } from '../error.ts';
import { ContainerLog, type Reader } from './container-log.ts';
import { explained, lastWords, mayPass } from './faults.ts';
import { Kubectl } from './kubectl.ts';
import { Lines } from './lines.ts';
import { Outlet } from './outlet.ts';
import { changeOf, podsOf, type ContainerState, type PodChange, type Wanted } from './pods.ts';
import { selectionOf, type Selection } from './target.ts';
import type { KubeWords } from '../options/kube-words.ts';

export interface KubeOptions {
  readonly program: string;
  readonly words: KubeWords;
  /** Epoch milliseconds; what was written before is not asked for. */
  readonly since: number | undefined;
  /** Read what is there and end. */
  readonly once: boolean;
  /** Containers that are followed at a time; each is a kubectl of its own. */
  readonly most: number;
  readonly signal: AbortSignal;
  /** Something to tell the user. */
  readonly tell: (text: string) => void;
}

/** Logs of pods as one stream of lines. */
export interface KubeLogs {
  readonly stream: Readable;
  /** What was told while reading. */
  readonly notices: readonly Notice[];
  /** What stood in the way of everything. Asked once the stream has ended. */
  fault(): Error | undefined;
}

const NOTICES = 100;
/** How soon the pods are asked for again when the cluster has ended the telling, and when it refuses. */
const AGAIN_MS = 1000;
const REFUSED_MS = 30_000;
/** Logs that are read at a time with --once. */
const AT_ONCE = 4;

/** Finds the pods and begins to read their logs. @throws CliError where the cluster, the pods or kubectl cannot be had */
export async function kubeLogs(options: KubeOptions): Promise<KubeLogs> {
  const kubectl = new Kubectl(options.program);
  const selection = await selectionOf(options.words, kubectl);
  const asked = await kubectl.run(['get', 'pods', ...selection, '-o', 'json', ...options.words.connection]);
  if (asked.code !== 0) throw explained('list the pods', kubectl.program, asked);
  const pods = new Pods(kubectl, selection, options);
  const first = podsOf(asked.stdout, pods.wanted);
  if (first.length === 0 && options.once)
    throw new CliError('no pod matches', { where: selection.join(' '), help: 'kubectl get pods --show-labels lists them; is it another namespace (-n)?' }, EXIT.input); // prettier-ignore
  void pods.read(first);
  return pods;
}

class Pods implements KubeLogs {
  readonly notices: Notice[] = [];
  readonly wanted: Wanted;
  readonly stream: Readable;
  private readonly kubectl: Kubectl;
  private readonly selection: Selection;
  private readonly options: KubeOptions;
  private readonly reader: Reader;
  private readonly outlet: Outlet;
  private readonly logs = new Map<string, { readonly uid: string; readonly log: ContainerLog; readonly done: Promise<void> }>();
  /** Containers for which there is no room yet. */
  private readonly waiting = new Map<string, ContainerState>();
  private readonly told = new Set<string>();
  private broken: Error | undefined;

  constructor(kubectl: Kubectl, selection: Selection, options: KubeOptions) {
    this.kubectl = kubectl;
    this.selection = selection;
    this.options = options;
    this.wanted = { container: options.words.container, all: options.words.allContainers };
    this.outlet = new Outlet(() => this.kubectl.stop());
    this.stream = this.outlet.stream;
    this.reader = {
      kubectl,
      words: options.words,
      since: options.since,
      once: options.once,
      push: (line) => this.outlet.push(line),
      note: (text) => this.note(text),
      fail: (error) => this.fail(error),
    };
  }

  fault(): Error | undefined {
    return this.broken;
  }

  async read(pods: readonly PodChange[]): Promise<void> {
    const { signal, once } = this.options;
    signal.addEventListener('abort', () => this.stop(), { once: true });
    if (signal.aborted) return this.stop();
    if (pods.length === 0) this.note('no pod matches yet');
    if (once) await this.readOnce(pods.flatMap(({ containers }) => containers));
    else {
      for (const pod of pods) this.change(pod);
      await this.watch();
    }
    this.stop();
  }

  private async readOnce(containers: readonly ContainerState[]): Promise<void> {
    const left = [...containers];
    const worker = async (): Promise<void> => {
      for (let next = left.shift(); next && this.broken === undefined && !this.stream.destroyed; next = left.shift())
        await new ContainerLog(next, this.reader).readOnce();
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  }

  /** Hears of pods that come, change and go, until the end. */
  private async watch(): Promise<void> {
    const { words, signal } = this.options;
    const args = ['get', 'pods', ...this.selection, '--watch', '--output-watch-events', '-o', 'json', ...words.connection];
    while (!signal.aborted && this.broken === undefined) {
      const call = this.kubectl.call(args);
      const lines = new Lines();
      try {
        for await (const block of call.stdout as AsyncIterable<Buffer>)
          for (const line of lines.feed(block)) {
            const change = changeOf(line.toString('utf8'), this.wanted);
            if (change) this.change(change);
          }
      } catch {
        // Why it broke off is what kubectl says at its end.
      }
      const outcome = await call.ended;
      if (signal.aborted) return;
      if (outcome.missing) return this.fail(explained('watch the pods', this.kubectl.program, outcome));
      if (outcome.code !== 0 && outcome.said !== '') this.note(`kubectl get pods --watch: ${lastWords(outcome.said)}`);
      // Whoever may list pods but not watch them learns of new ones all the same, later.
      await wait(mayPass(outcome) ? AGAIN_MS : REFUSED_MS, undefined, { signal }).catch(() => {});
    }
  }

  private change({ pod, uid, gone, containers }: PodChange): void {
    for (const state of containers) {
      const key = `${pod}/${state.container}`;
      const known = this.logs.get(key);
      if (known?.uid === uid) {
        if (gone) known.log.end();
        else known.log.update(state);
      } else if (gone) this.waiting.delete(key);
      else this.follow(key, state, known);
    }
  }

  /** @param before the pod of the same name before this one, whose log may still come in */
  private follow(
    key: string,
    state: ContainerState,
    before: { readonly log: ContainerLog; readonly done: Promise<void> } | undefined,
  ): void {
    const { most } = this.options;
    if (before === undefined && this.logs.size >= most) {
      this.waiting.set(key, state);
      return this.note(
        `more than ${most} containers: further ones are not followed until others have gone; --max-log-requests N follows more`,
      );
    }
    this.waiting.delete(key);
    before?.log.end();
    const log = new ContainerLog(state, this.reader);
    const done = (before?.done ?? Promise.resolve()).then(() => log.follow());
    this.logs.set(key, { uid: state.uid, log, done });
    void done.then(() => {
      if (this.logs.get(key)?.log !== log) return;
      this.logs.delete(key);
      const [next] = this.waiting;
      if (next) this.follow(...next, undefined);
    });
  }

  private note(text: string): void {
    if (this.told.has(text) || this.told.size >= NOTICES) return;
    this.told.add(text);
    this.notices.push({ code: 'kubectl', text });
    this.options.tell(text);
  }

  /** Where lines were read, what comes of them is worth having: then it is a note. */
  private fail(error: Error): void {
    if (this.outlet.lines > 0) return this.note(error.message);
    this.broken ??= error;
    this.stop();
  }

  private stop(): void {
    this.kubectl.stop();
    this.outlet.end();
  }
}
