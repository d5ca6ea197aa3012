import type { Gate } from '../../model/gate.ts';
import { escaped } from '../json.ts';

/** The gate's result as one JSON document, schema `leak-stream schema gate`. */
export function* json(gate: Gate): Iterable<string> {
  yield `${escaped(JSON.stringify(gate, null, 2))}\n`;
}
