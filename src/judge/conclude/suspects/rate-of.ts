import { plural, withStatus } from '../words/reasons.ts';
import type { SuspectDraft } from './suspect-draft.ts';

/** Where the log shows how often the path ran. */
export const rateOf = ({ leaked, checkouts: runs, method, status, route, withStatus: some }: SuspectDraft): string => {
  const checkouts = status === undefined ? runs : (some ?? runs);
  if (checkouts === undefined || checkouts < leaked) return '';
  const all = plural(checkouts, method !== 'co-occurrence' ? 'checkout' : route === undefined ? 'line' : 'request');
  const percent = (100 * leaked) / checkouts;
  const part = leaked === checkouts ? 'all' : `${percent >= 10 ? Math.round(percent) : Number(percent.toPrecision(2))} %`;
  // What came before the first sample, or when the pool was full, is not counted.
  if (method === 'co-occurrence') return `, ${part} of the ${all}${withStatus(status)} that samples tell of`;
  return `, ${part} of its ${all}${withStatus(status)}`;
};
