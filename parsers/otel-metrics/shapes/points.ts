/** One value of a metric, whoever printed it. */
export interface Point {
  /** `db.client.connection.count`. */
  readonly name: string;
  /** Who measured it: the name of the instrumentation's scope. Not every exporter prints it. */
  readonly scope: string | undefined;
  /** In the metric's words: `ms`, `nanoseconds`, `{connection}`. */
  readonly unit: string | undefined;
  readonly attributes: ReadonlyMap<string, string>;
  readonly value: number;
  /** When it was collected, as ISO text. */
  readonly at: string | undefined;
}

type Fields = Readonly<Record<string, unknown>>;

const MOST_POINTS = 20_000;
/** What holds resources, scopes and metrics, as each exporter spells it. */
const ABOVE = [
  'resourceMetrics', 'resource_metrics', 'ScopeMetrics', 'scopeMetrics', 'scope_metrics', 'instrumentationLibraryMetrics', 'Metrics', 'metrics',
]; // prettier-ignore
const POINTS = ['DataPoints', 'dataPoints', 'data_points'];
const VALUES = ['Value', 'value', 'asInt', 'asDouble', 'as_int', 'as_double'];

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
const first = (fields: Fields, keys: readonly string[]): unknown => keys.map((key) => (Object.hasOwn(fields, key) ? fields[key] : undefined)).find((value) => value !== undefined); // prettier-ignore
const within = (fields: Fields, keys: readonly string[]): Fields | undefined => keys.map((key) => fields[key]).find(isFields);
const textIn = (fields: Fields | undefined, keys: readonly string[]): string | undefined => {
  const value = fields && first(fields, keys);
  return typeof value === 'string' && value !== '' && value.length <= 300 ? value : undefined;
};

/** `3`, `"3"` as OTLP writes whole numbers; undefined for a histogram's. */
function numberOf(value: unknown): number | undefined {
  const number =
    typeof value === 'number' ? value : typeof value === 'string' && /^-?\d{1,15}(?:\.\d{1,12})?$/.test(value) ? Number(value) : NaN;
  return Number.isFinite(number) ? number : undefined;
}

const isoOf = (ms: number): string | undefined => (ms > 0 && ms < 8e15 ? new Date(ms).toISOString() : undefined);

/** Nanoseconds since 1970, as text or number, to ISO text. */
export const isoOfNanos = (nanos: unknown): string | undefined => isoOf(Math.round(Number(nanos) / 1e6));

/** Go prints ISO text, OTLP and Python nanoseconds, Node seconds and nanoseconds. */
function timeOf(point: Fields): string | undefined {
  if (typeof point['Time'] === 'string') return point['Time'].slice(0, 40);
  const end = point['endTime'];
  if (Array.isArray(end)) return isoOf(Number(end[0]) * 1000 + Math.round(Number(end[1]) / 1e6));
  const nanos = first(point, ['timeUnixNano', 'time_unix_nano']);
  return nanos === undefined ? undefined : isoOfNanos(nanos);
}

/** `{"Type":"STRING","Value":"x"}`, `{"stringValue":"x"}`, or the value itself. */
function plain(value: unknown): string | undefined {
  const inner = isFields(value) ? first(value, ['Value', 'stringValue', 'intValue', 'boolValue', 'doubleValue', 'string_value']) : value;
  return typeof inner === 'string' || typeof inner === 'number' || typeof inner === 'boolean' ? String(inner).slice(0, 200) : undefined;
}

function attributesOf(value: unknown): Map<string, string> {
  const pairs = Array.isArray(value)
    ? value.filter(isFields).map((one): [unknown, unknown] => [first(one, ['Key', 'key']), first(one, ['Value', 'value'])])
    : Object.entries(isFields(value) ? value : {});
  const found = new Map<string, string>();
  for (const [key, given] of pairs.slice(0, 60)) {
    const text = plain(given);
    if (typeof key === 'string' && text !== undefined) found.set(key, text);
  }
  return found;
}

/** Whether a sum tells what was added since the last export and no total. */
function isDelta(data: Fields): boolean {
  const said = first(data, ['Temporality', 'aggregationTemporality', 'aggregation_temporality']);
  return said === 1 || (typeof said === 'string' && /delta/i.test(said));
}

function pointsOf(metric: Fields, scope: string | undefined, out: Point[]): boolean {
  const { descriptor } = metric;
  const head = isFields(descriptor) ? descriptor : metric;
  const name = textIn(head, ['Name', 'name']);
  const data = first(metric, POINTS) === undefined ? within(metric, ['Data', 'data', 'sum', 'gauge', 'Sum', 'Gauge']) : metric;
  const points = data && first(data, POINTS);
  if (name === undefined || data === undefined || !Array.isArray(points)) return false;
  if (isDelta(data)) return true;
  const unit = textIn(head, ['Unit', 'unit']);
  for (const point of points) {
    const value = isFields(point) ? numberOf(first(point, VALUES)) : undefined;
    if (value === undefined || out.length >= MOST_POINTS) continue;
    const own = point as Fields;
    out.push({ name, scope, unit, attributes: attributesOf(first(own, ['Attributes', 'attributes'])), value, at: timeOf(own) });
  }
  return true;
}

/**
 * All values of metrics in what an exporter printed: OTLP's JSON (`resourceMetrics`, or one of its resources), Go's stdoutmetric, the console exporters of Python and Node.
 * Histograms have none.
 */
export function pointsIn(value: unknown): Point[] {
  const out: Point[] = [];
  const visit = (one: unknown, scope: string | undefined, depth: number): void => {
    if (depth > 12 || out.length >= MOST_POINTS) return;
    if (Array.isArray(one)) return void one.forEach((each) => visit(each, scope, depth + 1));
    if (!isFields(one) || pointsOf(one, scope, out)) return;
    const own = textIn(within(one, ['Scope', 'scope']), ['Name', 'name']) ?? scope;
    for (const key of ABOVE) if (Object.hasOwn(one, key)) visit(one[key], own, depth + 1);
  };
  visit(value, undefined, 0);
  return out;
}
