import { CliError } from '../error.ts';
import { explained } from './faults.ts';
import type { Kubectl } from './kubectl.ts';
import type { KubeWords } from '../options/kube-words.ts';

/** Words for `kubectl get pods` that choose the pods. */
export type Selection = readonly string[];

interface Requirement {
  readonly key: string;
  readonly operator: string;
  readonly values?: readonly string[];
}

interface Workload {
  readonly kind?: string;
  readonly spec?: { readonly selector?: Readonly<Record<string, unknown>> };
}

const POD = /^(?:po|pods?)\//;

/** How the pods are found that the words mean: by name, by labels, or by the labels of a workload. @throws CliError */
export async function selectionOf({ target, selector, connection }: KubeWords, kubectl: Kubectl): Promise<Selection> {
  if (selector !== undefined) return ['-l', selector];
  const name = target as string;
  if (!name.includes('/') || POD.test(name)) return [`--field-selector=metadata.name=${name.replace(POD, '')}`];
  const asked = await kubectl.run(['get', name, '-o', 'json', ...connection]);
  if (asked.code !== 0) throw explained(`find ${name}`, kubectl.program, asked);
  const { kind = 'it', spec } = JSON.parse(asked.stdout) as Workload;
  const labels = labelsOf(spec?.selector);
  if (labels === '')
    throw new CliError(`${name} does not say which pods are its`, {
      why: `${kind} has no selector`,
      help: 'name its pods by their labels: -l app=shop',
    });
  return ['-l', labels];
}

/** A selector as kubectl writes it. Services and old controllers have the labels alone. */
function labelsOf(selector: Readonly<Record<string, unknown>> = {}): string {
  const structured = 'matchLabels' in selector || 'matchExpressions' in selector;
  const labels = (structured ? (selector['matchLabels'] ?? {}) : selector) as Readonly<Record<string, string>>;
  const requirements = (structured ? (selector['matchExpressions'] ?? []) : []) as readonly Requirement[];
  return [...Object.entries(labels).map(([key, value]) => `${key}=${value}`), ...requirements.map(requirement)].join(',');
}

function requirement({ key, operator, values = [] }: Requirement): string {
  if (operator === 'Exists') return key;
  if (operator === 'DoesNotExist') return `!${key}`;
  return `${key} ${operator === 'NotIn' ? 'notin' : 'in'} (${values.join(',')})`;
}
