import type { Rule } from 'leak-stream/plugin';
import { poolField } from './words.ts';

/**
 * What Micrometer's LoggingMeterRegistry prints of HikariCP's meters, one a line, each minute: `hikaricp.connections.active{pool=orders} value=3`. Each figure is
 * read at another instant, so only what is in use is a sample; the limit is a setting.
 * @see micrometer-core, io.micrometer.core.instrument.logging.LoggingMeterRegistry; HikariCP, com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTracker
 */
const meter: Rule = {
  pattern:
    /\bhikaricp\.connections\.(?<figure>active|max)\{(?:[^{}]{0,300},)?pool=(?<pool>[^,{}]{1,100})(?:,[^{}]{0,300})?\} value=(?<value>\d{1,6})(?:\.0)?(?![\w.])/,
  read(match) {
    const value = match.number('value');
    const pool = poolField(match.text('pool'));
    if (match.text('figure') === 'max') return { kind: 'pool-configuration', max: value, ...pool };
    return { kind: 'pool-snapshot', inUse: value, occasion: 'periodic', ...pool };
  },
};

export const meterRules = { meter };
