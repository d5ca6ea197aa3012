import type { Comparison } from '../../model/comparison.ts';
import { escaped } from '../json.ts';

/** The comparison as one JSON document, schema `leak-stream schema compare`. */
export function* json(comparison: Comparison): Iterable<string> {
  yield `${escaped(JSON.stringify(comparison, null, 2))}\n`;
}
