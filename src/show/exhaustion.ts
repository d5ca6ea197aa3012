import type { PoolReport } from '../model/report.ts';
import { time, timeBeside } from './words.ts';

/**
 * When the pool ran out: `ran out at …` where samples show it, `the first caller gave up at …, so dry since about …` where callers tell; or the forecast
 * with its interval. Undefined where nothing is known.
 */
export function exhaustionText({ exhaustion, acquireTimeouts }: PoolReport): string | undefined {
  if (exhaustion === undefined) return undefined;
  if ('at' in exhaustion) {
    const { at, drySince, orLater } = exhaustion;
    if (acquireTimeouts === 0) return `ran out at ${time(at)}`;
    return `the first caller gave up ${orLater === true ? 'after' : 'at'} ${time(at)}${drySince === undefined ? '' : `, so dry since about ${timeBeside(drySince, at)}`}`;
  }
  const { eta, from, to } = exhaustion;
  const short = (iso: string): string => timeBeside(iso, eta);
  return `at this rate it runs out around ${time(eta)} (between ${short(from)} and ${short(to)})`;
}
