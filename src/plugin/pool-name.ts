import type { RecordView } from './contract.ts';
import { poolNameIn } from './pool-name/fields.ts';
import { nameInHeading, nameInPairs } from './pool-name/text.ts';

export { poolNameIn } from './pool-name/fields.ts';
export { isPoolName, isPoolWord } from './pool-name/words.ts';

/**
 * What a line with a pool's figures calls that pool, `{ pool }` or nothing: a field (`"pool":"replica"`, `engine=replica`, `pool: 'replica'`), a bracket behind
 * the word for a pool (`pool[replica]`), or the one word before the figures that does not only say that a pool speaks (`pg pool replica {`,
 * `[replica] pg pool {`, `replica: active=8`). Two pools that a program prints alike are told apart by nothing else. Only for lines that are known to hold
 * figures: in prose a word beside the pool is seldom its name. Who speaks, how the pool is, and what changes with each line is none.
 */
export function poolNameOf({ fields, message, logger, thread }: RecordView): { readonly pool?: string } {
  const told = (fields && poolNameIn(fields)) ?? nameInPairs(message);
  if (told !== undefined) return { pool: told };
  const pool = nameInHeading(message);
  return pool === undefined || pool === logger || pool === thread ? {} : { pool };
}
