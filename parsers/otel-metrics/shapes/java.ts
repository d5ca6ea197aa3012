import { isoOfNanos, type Point } from './points.ts';

const SCOPE = /Instrumentation(?:Scope|Library)Info\{name=(?<scope>[^,{}]{1,200}),/;
const NAME = /^(?<name>[\w./-]{1,200}), description=/;
const POINT =
  /(?:Long|Double)PointData\{startEpochNanos=\d{1,19}, epochNanos=(?<nanos>\d{1,19}), attributes=\{(?<attributes>[^{}]{0,1000})\}, value=(?<value>-?\d{1,15}(?:\.\d{1,12})?)(?![\d.E])/g;
const ATTRIBUTE = /(?<![\w.-])(?<key>[\w.-]{1,100})=(?:"(?<text>[^"]{0,200})"|(?<plain>[^",{}]{1,60}))/g;
/** Where its resource and its scope end. */
const BEHIND_SCOPE = '}}, name=';
const MOST = 500;

const between = (text: string, from: string, to: string): string | undefined => {
  const end = text.indexOf(to);
  const start = end < 0 ? -1 : text.lastIndexOf(from, end);
  return start < 0 ? undefined : text.slice(start + from.length, end);
};

/**
 * The values of the metric that one line tells, as `toString()` of its class: OpenTelemetry's LoggingMetricExporter for Java, read there (LoggingMetricExporter.java,
 * ImmutableMetricData, ImmutableLongPointData). @param text the message
 */
export function pointsInText(text: string): Point[] {
  const at = text.indexOf(BEHIND_SCOPE);
  if (at < 0 || text.includes('aggregationTemporality=DELTA')) return [];
  const metric = text.slice(at + BEHIND_SCOPE.length);
  const name = NAME.exec(metric)?.groups?.['name'];
  if (name === undefined) return [];
  const scope = SCOPE.exec(text)?.groups?.['scope'];
  const unit = between(metric, ', unit=', ', type=');
  return [...metric.matchAll(POINT)].slice(0, MOST).map(({ groups = {} }) => ({
    name,
    scope,
    unit,
    attributes: attributesIn(groups['attributes'] ?? ''),
    value: Number(groups['value']),
    at: isoOfNanos(groups['nanos']),
  }));
}

const attributesIn = (text: string): Map<string, string> =>
  new Map(
    [...text.matchAll(ATTRIBUTE)].map(({ groups = {} }): [string, string] => [
      groups['key'] as string,
      (groups['text'] ?? groups['plain'] ?? '').trim(),
    ]),
  );
