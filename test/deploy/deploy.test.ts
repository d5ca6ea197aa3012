import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { readArguments } from '../../src/cli/options/args.ts';
import { analyze } from '../../src/index.ts';
import { metrics } from '../../src/live/metrics.ts';
import { at, documentsOf, type Yaml } from './yaml.ts';

// What a test can hold of deploy/ without a cluster, a container engine and promtool; docs/deploy.md says what was tried with these.

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const textOf = (path: string): string => readFileSync(`${ROOT}${path}`, 'utf8');
const list = (value: Yaml | undefined): readonly Yaml[] => (Array.isArray(value) ? (value as readonly Yaml[]) : []);
const files = readdirSync(`${ROOT}deploy`).filter((name) => name.endsWith('.yaml'));

test.each(files)('%s is YAML', async (name) => {
  expect((await documentsOf(textOf(`deploy/${name}`))).length).toBeGreaterThan(0);
});

describe('alerts', () => {
  let rules: readonly Yaml[];
  beforeAll(async () => {
    const [document] = await documentsOf(textOf('deploy/alerts.yaml'));
    rules = list(at(document, 'groups')).flatMap((group) => list(at(group, 'rules')));
  });

  test('ask for metrics that are served, by labels that these bear', async () => {
    const served = new Map<string, Set<string>>();
    const health = { findings: {}, judgements: 1, judgeSeconds: 1, residentBytes: 1 };
    for (const log of ['hikaricp/two-leaks-one-slow/app.log', 'go-dbstats/two-routes/app.log'])
      for (const [, name = '', labels = ''] of metrics(await analyze(`${ROOT}samples/${log}`), health, 'prometheus').matchAll(
        /^([a-z_]+)(?:\{(.*)\})? \S+$/gm,
      )) {
        const known = served.get(name) ?? new Set();
        for (const [, label = ''] of labels.matchAll(/([a-z_]+)="/g)) known.add(label);
        served.set(name, known);
      }
    const asked = rules.flatMap((rule) => metricsOf(String(at(rule, 'expr'))));
    expect(asked.length).toBeGreaterThanOrEqual(rules.length);
    for (const { name, labels } of asked) {
      expect([...served.keys()], name).toContain(name);
      for (const label of labels) expect([...(served.get(name) ?? [])], name).toContain(label);
    }
    // What is written into an alert's words must be a label of what it asks for.
    for (const rule of rules) {
      const labels = metricsOf(String(at(rule, 'expr'))).flatMap(({ name }) => [...(served.get(name) ?? [])]);
      for (const [, label = ''] of JSON.stringify(at(rule, 'annotations')).matchAll(/\$labels\.(\w+)/g)) expect(labels).toContain(label);
    }
  });

  test('each has a case for promtool, and words', () => {
    const cases = textOf('deploy/alerts.test.yaml');
    for (const rule of rules) {
      expect(cases).toContain(`alertname: ${String(at(rule, 'alert'))}\n        exp_alerts:`);
      expect(at(rule, 'annotations', 'summary')).toBeTruthy();
      expect(['warning', 'critical']).toContain(at(rule, 'labels', 'severity'));
    }
  });
});

/** The metrics in an expression of PromQL, each with the labels by which it is chosen. */
function metricsOf(expression: string): { name: string; labels: string[] }[] {
  const bare = expression.replace(/\b(?:on|ignoring|by|without|group_left|group_right) *\([^)]*\)/g, ' ');
  return [...bare.matchAll(/(?<![\w"$.])([a-z_]{2,})\b(?! *\()(?:\{([^}]*)\})?/g)].flatMap(([, name = '', chosen = '']) => {
    if (['and', 'or', 'unless', 'bool', 'offset'].includes(name) || /^"/.test(name)) return [];
    return [{ name, labels: [...chosen.matchAll(/([a-z_]+) *[=!]/g)].map(([, label = '']) => label) }];
  });
}

describe('Containerfile', () => {
  const lines = textOf('deploy/Containerfile').split('\n');
  const { bin, files: packed } = JSON.parse(textOf('package.json')) as { bin: Record<string, string>; files: string[] };

  test('copies what is there, and all that building reads', () => {
    const copied = lines.flatMap((line) => (/^COPY (?!--from)/.test(line) ? line.split(' ').slice(1, -1) : []));
    for (const path of copied) expect(existsSync(`${ROOT}${path}`), path).toBe(true);
    // the folders that the build's own words name
    for (const path of ['package.json', 'package-lock.json', '.npmrc', 'tsconfig.json', 'tsconfig.build.json', 'scripts', 'src', 'parsers'])
      expect(copied).toContain(path);
  });

  test('starts the command of the package, as nobody, by a number', () => {
    const entry = JSON.parse(lines.find((line) => line.startsWith('ENTRYPOINT '))?.slice(11) ?? '[]') as string[];
    expect(entry).toEqual(['/nodejs/bin/node', `/app/${bin['leak-stream']}`]);
    expect(packed).toContain(bin['leak-stream']?.split('/')[0]);
    expect(lines).toContain('USER 65532:65532');
  });
});

describe.each(['deployment.yaml', 'cronjob.yaml'])('%s', (name) => {
  let pod: Yaml | undefined;
  let container: Yaml | undefined;
  beforeAll(async () => {
    const [workload] = await documentsOf(textOf(`deploy/${name}`));
    const template = at(workload, 'spec', ...(at(workload, 'kind') === 'CronJob' ? ['jobTemplate', 'spec'] : []), 'template');
    pod = at(template, 'spec');
    container = at(pod, 'containers', 0);
  });

  test('calls leak-stream as it can be called', () => {
    const args = readArguments(list(at(container, 'args')).map(String), {});
    expect(args.command).toBe('kube');
    expect(args.has('follow')).toBe(name === 'deployment.yaml');
    expect(args.value('metrics')?.split(':')[1]).toBe(at(container, 'ports', 0, 'containerPort'));
  });

  test('may do next to nothing', async () => {
    expect(at(pod, 'securityContext')).toMatchObject({ runAsNonRoot: 'true', runAsUser: '65532' });
    expect(at(container, 'securityContext')).toEqual({
      allowPrivilegeEscalation: 'false',
      readOnlyRootFilesystem: 'true',
      capabilities: { drop: ['ALL'] },
    });
    const [account, role] = await documentsOf(textOf('deploy/access.yaml'));
    expect(at(pod, 'serviceAccountName')).toBe(at(account, 'metadata', 'name'));
    const verbs = list(at(role, 'rules')).flatMap((rule) => list(at(rule, 'verbs')).map(String));
    expect(new Set(verbs)).toEqual(new Set(['get', 'list', 'watch']));
  });

  test('leaves the process less memory than its limit', () => {
    const heap = Number(/--max-old-space-size=(\d+)/.exec(String(at(container, 'env', 0, 'value')))?.[1]);
    const [, limit, unit] = /^(\d+)([GM])i$/.exec(String(at(container, 'resources', 'limits', 'memory'))) ?? [];
    expect(heap).toBeLessThan(Number(limit) * (unit === 'G' ? 1024 : 1));
  });
});
