/** A container of a pod as the cluster last told of it. */
export interface ContainerState {
  readonly pod: string;
  /** Another pod of the same name has another one. */
  readonly uid: string;
  readonly container: string;
  readonly restarts: number;
  /** It runs or ran: it has a log. */
  readonly begun: boolean;
  /** It ended, and nothing more comes unless it is started again. */
  readonly ended: boolean;
}

export interface PodChange {
  readonly pod: string;
  readonly uid: string;
  readonly gone: boolean;
  readonly containers: readonly ContainerState[];
}

/** Which containers: one by name, all, or as kubectl does, the one that the pod says is its main one, else its first. */
export interface Wanted {
  readonly container: string | undefined;
  readonly all: boolean;
}

interface Status {
  readonly name?: string;
  readonly restartCount?: number;
  readonly state?: { readonly running?: unknown; readonly terminated?: unknown };
}

interface PodObject {
  readonly metadata?: { readonly name?: string; readonly uid?: string; readonly annotations?: Readonly<Record<string, string>> };
  readonly spec?: { readonly containers?: readonly { readonly name?: string }[] };
  readonly status?: {
    readonly containerStatuses?: readonly Status[];
    readonly initContainerStatuses?: readonly Status[];
    readonly ephemeralContainerStatuses?: readonly Status[];
  };
}

const MAIN = 'kubectl.kubernetes.io/default-container';

/** A line of `kubectl get pods --watch --output-watch-events -o json`. Undefined where it is none of a pod. */
export function changeOf(line: string, wanted: Wanted): PodChange | undefined {
  let event: { type?: unknown; object?: PodObject };
  try {
    event = JSON.parse(line) as typeof event;
  } catch {
    return undefined;
  }
  return event.object === undefined ? undefined : podOf(event.object, wanted, event.type === 'DELETED');
}

/** The pods of `kubectl get … -o json`: one, or a list. */
export function podsOf(text: string, wanted: Wanted): PodChange[] {
  const object = JSON.parse(text) as PodObject & { readonly items?: readonly PodObject[] };
  return (object.items ?? [object]).flatMap((pod) => podOf(pod, wanted, false) ?? []);
}

function podOf({ metadata, spec, status }: PodObject, wanted: Wanted, gone: boolean): PodChange | undefined {
  const { name: pod, uid = '' } = metadata ?? {};
  if (pod === undefined) return undefined;
  const main = wanted.container ?? metadata?.annotations?.[MAIN] ?? spec?.containers?.[0]?.name;
  const statuses = [
    ...(status?.initContainerStatuses ?? []),
    ...(status?.containerStatuses ?? []),
    ...(status?.ephemeralContainerStatuses ?? []),
  ];
  const containers = statuses
    .filter(({ name }) => name !== undefined && (wanted.all || name === main))
    .map(({ name = '', restartCount = 0, state }) => ({
      pod, uid, container: name, restarts: restartCount,
      begun: state?.running !== undefined || state?.terminated !== undefined || restartCount > 0,
      ended: state?.terminated !== undefined,
    })); // prettier-ignore
  return { pod, uid, gone, containers };
}
