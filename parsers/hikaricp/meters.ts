import type { EventDraft, Match, Rule } from 'leak-stream/plugin';
import { poolField } from './words.ts';

/** Beside tags of the program's own: `application=shop,pool=orders`, quoted in Prometheus' lines. */
const POOL = /(?:^|,)pool="?(?<pool>[^",]{1,100})/;

function figureOf(match: Match): EventDraft | undefined {
  const named = POOL.exec(match.text('labels'))?.groups?.['pool'];
  return named === undefined ? undefined : gaugeOf(match.text('figure'), named, match.number('value'));
}

function gaugeOf(figure: string, named: string, value: number): EventDraft {
  const pool = poolField(named);
  if (figure.toLowerCase() === 'max') return { kind: 'pool-configuration', max: value, ...pool };
  return { kind: 'pool-snapshot', inUse: value, occasion: 'periodic', ...pool };
}

/**
 * What Micrometer's LoggingMeterRegistry prints of HikariCP's meters, one a line, each minute: `hikaricp.connections.active{pool=orders} value=3`. Each figure is
 * read at another instant, so only what is in use is a sample; the limit is a setting.
 * @see micrometer-core, io.micrometer.core.instrument.logging.LoggingMeterRegistry; HikariCP, com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTracker
 */
const meter: Rule = {
  pattern: /\bhikaricp\.connections\.(?<figure>active|max)\{(?<labels>[^{}]{1,500})\} value=(?<value>\d{1,6})(?:\.0)?(?![\w.])/,
  read: (match) => figureOf(match),
};

/**
 * Micrometer's names as Prometheus prints them, a line each, as a page that is scraped or in a log: `hikaricp_connections_active{pool="orders"} 3.0`; HikariCP's own collector
 * has the words the other way round, `hikaricp_active_connections` (com.zaxxer.hikari.metrics.prometheus.HikariCPCollector).
 */
const exposed: Rule = {
  pattern:
    /\bhikaricp_(?:connections_(?=\w{3,6}\{))?(?<figure>active|max)(?:_connections)?\{(?<labels>[^{}]{1,500})\}[ =:]{1,3}(?<value>\d{1,6})(?:\.0)?(?![\w.])/,
  scope: 'raw',
  read: (match) => figureOf(match),
};

/**
 * What Dropwizard's log reporter prints of them, one a line: `type=GAUGE, name=orders.pool.ActiveConnections, value=3`.
 * @see metrics-core, com.codahale.metrics.Slf4jReporter; HikariCP, com.zaxxer.hikari.metrics.dropwizard.CodaHaleMetricsTracker
 */
const reported: Rule = {
  pattern: /\btype=GAUGE, name=(?<pool>[^\s,=]{1,100})\.pool\.(?<figure>Active|Max)Connections, value=(?<value>\d{1,6})(?![\w.])/,
  read: (match) => gaugeOf(match.text('figure'), match.text('pool'), match.number('value')),
};

export const meterRules = { meter, exposed, reported };
