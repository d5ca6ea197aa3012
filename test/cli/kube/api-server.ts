import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface LogLine {
  /** RFC 3339 with nanoseconds, in UTC. */
  readonly at: string;
  readonly text: string;
}

interface Container {
  readonly name: string;
  restarts: number;
  running: boolean;
  lines: LogLine[];
  previous: LogLine[];
}

export interface Pod {
  readonly name: string;
  readonly uid: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly containers: Container[];
  deleted: boolean;
}

const NAMESPACE = 'shop';
const RESOURCES = {
  '/api/v1': ['v1', [['pods', 'Pod'], ['services', 'Service']]],
  '/apis/apps/v1': ['apps/v1', [['deployments', 'Deployment']]],
} as const; // prettier-ignore

/** As much of the Kubernetes API as `kubectl get pods --watch`, `get deployment` and `logs` ask for. */
export class ApiServer {
  readonly pods = new Map<string, Pod>();
  /** Paths that are answered with 403. */
  forbidden: RegExp | undefined;
  /** Requests as they came. */
  readonly asked: string[] = [];
  private readonly server: Server;
  private readonly watchers = new Set<ServerResponse>();
  private readonly followers = new Map<ServerResponse, { pod: string; container: string; at: number }>();
  private readonly history: { readonly version: number; readonly pod: Pod; readonly line: string }[] = [];
  /** Changes are kept to itself until it is asked to tell them. */
  private late: (() => void)[] | undefined;
  private version = 1;
  private made = 0;

  private constructor() {
    this.server = createServer((request, response) => this.answer(request, response));
  }

  static async start(): Promise<ApiServer> {
    const api = new ApiServer();
    await new Promise<void>((resolve) => api.server.listen(0, '127.0.0.1', resolve));
    return api;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  add(name: string, labels: Readonly<Record<string, string>>, containers: readonly string[] = ['app']): Pod {
    const pod = {
      name,
      uid: `uid-${++this.made}`,
      labels,
      containers: containers.map((each) => ({ name: each, restarts: 0, running: true, lines: [], previous: [] })),
      deleted: false,
    };
    this.pods.set(name, pod);
    this.tell('ADDED', pod);
    return pod;
  }

  write(name: string, lines: readonly LogLine[], container = 'app'): void {
    this.containerOf(name, container).lines.push(...lines);
    for (const [response, at] of this.followers) if (at.pod === name && at.container === container) this.send(response);
  }

  restart(name: string, container = 'app'): void {
    const one = this.containerOf(name, container);
    Object.assign(one, { restarts: one.restarts + 1, previous: one.lines, lines: [] });
    this.cut(name);
    this.tell('MODIFIED', this.pods.get(name) as Pod);
  }

  remove(name: string): void {
    const pod = this.pods.get(name) as Pod;
    pod.deleted = true;
    this.tell('MODIFIED', pod);
    this.cut(name);
    this.pods.delete(name);
    this.tell('DELETED', pod);
  }

  /** What happens to pods is told later. */
  tellLater(): void {
    this.late = [];
  }

  tellNow(): void {
    const late = this.late ?? [];
    this.late = undefined;
    for (const tell of late) tell();
  }

  /** Ends the log requests of a pod, or all, as a proxy between does. */
  cut(name?: string): void {
    for (const [response, { pod }] of this.followers) if (name === undefined || pod === name) this.leave(response).end();
  }

  /** Breaks them off in the middle. */
  break(): void {
    for (const response of this.followers.keys()) this.leave(response).destroy();
  }

  /** Ends the requests that watch pods, as the server does every half an hour or so. */
  cutWatches(): void {
    for (const response of this.watchers) {
      this.watchers.delete(response);
      response.end();
    }
  }

  private leave(response: ServerResponse): ServerResponse {
    this.followers.delete(response);
    return response;
  }

  private containerOf(name: string, container: string): Container {
    return this.pods.get(name)?.containers.find((each) => each.name === container) as Container;
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    this.asked.push(request.url ?? '');
    const url = new URL(request.url ?? '', this.url);
    const path = url.pathname;
    if (this.forbidden?.test(path)) return status(response, 403, 'Forbidden', forbiddenText(path));
    if (path === '/api') return json(response, { kind: 'APIVersions', versions: ['v1'] });
    if (path === '/apis') return json(response, groups());
    const resources = path in RESOURCES ? RESOURCES[path as keyof typeof RESOURCES] : undefined;
    if (resources) return json(response, resourcesOf(resources));
    const found = new RegExp(`^/(?:api/v1|apis/apps/v1)/namespaces/${NAMESPACE}/(\\w+)(?:/([^/]+)(/log)?)?$`).exec(path);
    const [, kind, name, log] = found ?? [];
    if (kind === 'deployments' && name === 'shop') return json(response, deployment());
    if (kind === 'services' && name === 'shop') return json(response, { ...(deployment() as object), apiVersion: 'v1', kind: 'Service', spec: { selector: { app: 'shop' } } });
    if (kind === 'pods' && name === undefined) return this.list(url.searchParams, response);
    const pod = kind === 'pods' ? this.pods.get(name ?? '') : undefined;
    if (pod === undefined) return status(response, 404, 'NotFound', `${kind ?? path} "${name ?? ''}" not found`);
    if (log === undefined) return json(response, this.object(pod));
    return this.log(pod, url.searchParams, response);
  } // prettier-ignore

  private list(query: URLSearchParams, response: ServerResponse): void {
    const wanted = (pod: Pod): boolean => selects(query, pod);
    if (query.get('watch') === null) {
      const items = [...this.pods.values()].filter(wanted).map((pod) => this.object(pod));
      return json(response, { kind: 'PodList', apiVersion: 'v1', metadata: { resourceVersion: String(this.version) }, items });
    }
    response.writeHead(200, { 'content-type': 'application/json' });
    response.flushHeaders();
    Object.assign(response, { wanted });
    this.watchers.add(response);
    // What came between the list and this.
    for (const one of this.history)
      if (one.version > Number(query.get('resourceVersion') ?? 0) && wanted(one.pod)) response.write(one.line);
    response.on('close', () => this.watchers.delete(response));
  }

  private tell(type: string, pod: Pod): void {
    this.version++;
    const line = `${JSON.stringify({ type, object: this.object(pod) })}\n`;
    this.history.push({ version: this.version, pod, line });
    const tell = (): void => {
      for (const response of this.watchers)
        if ((response as unknown as { wanted: (pod: Pod) => boolean }).wanted(pod)) response.write(line);
    };
    if (this.late === undefined) tell();
    else this.late.push(tell);
  } // prettier-ignore

  private log(pod: Pod, query: URLSearchParams, response: ServerResponse): void {
    const name = query.get('container') ?? pod.containers[0]?.name ?? '';
    const container = pod.containers.find((each) => each.name === name);
    if (container === undefined) return status(response, 400, 'BadRequest', `container ${name} is not valid for pod ${pod.name}`);
    const previous = query.get('previous') === 'true';
    if (previous && container.restarts === 0)
      return status(response, 400, 'BadRequest', `previous terminated container "${name}" in pod "${pod.name}" not found`);
    response.writeHead(200, { 'content-type': 'text/plain' });
    const since = query.get('sinceTime');
    const lines = previous ? container.previous : container.lines;
    // The kubelet leaves out what is older than that second.
    const from = since === null ? 0 : lines.findIndex(({ at }) => Date.parse(at) >= Date.parse(since));
    const tail = Number(query.get('tailLines') ?? Infinity);
    const at = Math.max(from < 0 ? lines.length : from, lines.length - tail);
    if (previous || query.get('follow') !== 'true') {
      response.end(lines.slice(at).map(textOf).join(''));
      return;
    }
    this.followers.set(response, { pod: pod.name, container: name, at });
    response.flushHeaders();
    response.on('close', () => this.followers.delete(response));
    this.send(response);
  }

  private send(response: ServerResponse): void {
    const follower = this.followers.get(response);
    if (follower === undefined) return;
    const { lines } = this.containerOf(follower.pod, follower.container);
    for (const line of lines.slice(follower.at)) response.write(textOf(line));
    follower.at = lines.length;
  }

  private object(pod: Pod): unknown {
    return {
      kind: 'Pod',
      apiVersion: 'v1',
      metadata: {
        name: pod.name,
        namespace: NAMESPACE,
        uid: pod.uid,
        labels: pod.labels,
        resourceVersion: String(this.version),
        ...(pod.deleted && { deletionTimestamp: '2026-03-14T09:00:00Z' }),
      },
      spec: { containers: pod.containers.map(({ name }) => ({ name })) },
      status: {
        phase: 'Running',
        containerStatuses: pod.containers.map(({ name, restarts, running }) => ({
          name,
          restartCount: restarts,
          containerID: `containerd://${pod.uid}-${name}-${restarts}`,
          state: running ? { running: { startedAt: '2026-03-14T08:00:00Z' } } : { waiting: { reason: 'ContainerCreating' } },
        })),
      },
    };
  }
}

const textOf = ({ at, text }: LogLine): string => `${at} ${text}\n`;

function selects(query: URLSearchParams, pod: Pod): boolean {
  const name = /^metadata\.name=(.+)$/.exec(query.get('fieldSelector') ?? '')?.[1];
  if (name !== undefined && name !== pod.name) return false;
  const labels = (query.get('labelSelector') ?? '').split(',').filter((part) => part !== '');
  return labels.every((label) => {
    const [key = '', value] = label.split('=');
    return pod.labels[key] === value;
  });
}

function json(response: ServerResponse, value: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}

function status(response: ServerResponse, code: number, reason: string, message: string): void {
  response.writeHead(code, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, reason, code }));
}

function forbiddenText(path: string): string {
  const [, kind = '', name, log] = new RegExp(`/namespaces/${NAMESPACE}/(\\w+)(?:/([^/]+))?(/log)?`).exec(path) ?? [];
  const resource = log ? 'pods/log' : kind;
  const subject = name === undefined ? `${resource} is` : `${resource} "${name}" is`;
  const verb = name === undefined ? 'list' : 'get';
  return `${subject} forbidden: User "system:serviceaccount:shop:reader" cannot ${verb} resource "${resource}" in API group "" in the namespace "${NAMESPACE}"`;
}

const groups = (): unknown => ({
  kind: 'APIGroupList',
  apiVersion: 'v1',
  groups: [{ name: 'apps', versions: [{ groupVersion: 'apps/v1', version: 'v1' }], preferredVersion: { groupVersion: 'apps/v1', version: 'v1' } }],
}); // prettier-ignore

const resourcesOf = ([groupVersion, kinds]: (typeof RESOURCES)[keyof typeof RESOURCES]): unknown => ({
  kind: 'APIResourceList',
  groupVersion,
  resources: kinds.map(([name, kind]) => ({
    name, singularName: kind.toLowerCase(), namespaced: true, kind, verbs: ['get', 'list', 'watch'],
    shortNames: name === 'pods' ? ['po'] : name === 'services' ? ['svc'] : ['deploy'],
  })),
}); // prettier-ignore

const deployment = (): unknown => ({
  kind: 'Deployment',
  apiVersion: 'apps/v1',
  metadata: { name: 'shop', namespace: NAMESPACE, uid: 'deployment', resourceVersion: '1' },
  spec: { selector: { matchLabels: { app: 'shop' } }, template: { metadata: { labels: { app: 'shop' } }, spec: { containers: [{ name: 'app' }] } } },
  status: {},
}); // prettier-ignore
