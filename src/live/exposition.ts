import { clean } from '../show/clean.ts';

export type Labels = Readonly<Record<string, string>>;
/** A sample without a value is not written. */
export type Sample = readonly [labels: Labels, value: number | undefined, suffix?: string];
/** Metrics of one name. That of a counter ends with `_total`. */
export type Family = readonly [name: string, type: 'counter' | 'gauge' | 'summary', help: string, samples: readonly Sample[]];
/** Prometheus' text, 0.0.4, or OpenMetrics 1.0, which names the family of a counter without `_total` and says where the text ends. */
export type MetricsFormat = 'prometheus' | 'openmetrics';

export const MEDIA_TYPES: Readonly<Record<MetricsFormat, string>> = {
  prometheus: 'text/plain; version=0.0.4; charset=utf-8',
  openmetrics: 'application/openmetrics-text; version=1.0.0; charset=utf-8',
};

/** A label longer than this is cut. */
const LABEL = 200;

/** What an HTTP client takes, by its header `accept`: OpenMetrics where it names that. */
export const formatFor = (accept: string | undefined): MetricsFormat =>
  accept?.includes('application/openmetrics-text') === true ? 'openmetrics' : 'prometheus';

/** The families as text. One without any sample is left out. */
export const exposition = (families: readonly Family[], format: MetricsFormat): string =>
  families.map((family) => familyText(family, format)).join('') + (format === 'openmetrics' ? '# EOF\n' : '');

function familyText([name, type, help, samples]: Family, format: MetricsFormat): string {
  const lines = samples.flatMap(([labels, value, suffix = '']) => {
    if (value === undefined || !Number.isFinite(value)) return [];
    const pairs = Object.entries(labels).map(([key, text]) => `${key}="${escaped(text)}"`);
    return [`${name}${suffix}${pairs.length > 0 ? `{${pairs.join(',')}}` : ''} ${value}\n`];
  });
  const family = format === 'openmetrics' && type === 'counter' ? name.replace(/_total$/, '') : name;
  return lines.length === 0 ? '' : `# HELP ${family} ${help}\n# TYPE ${family} ${type}\n${lines.join('')}`;
}

const escaped = (text: string): string => clean(text.slice(0, LABEL)).replaceAll('\\', '\\\\').replaceAll('"', '\\"');
