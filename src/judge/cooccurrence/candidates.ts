import { folded } from './fold.ts';
import { foldedValues } from './fold-values.ts';
import { lastWordsOf } from './last-words.ts';
import { firstSaid } from './loggers.ts';
import type { Intervals, Key } from './types.ts';

/** The keys that were counted, and those that are told apart from them only when somebody asks: by who said the words, and by whose last words they are. */
export const keysOf = (value: Intervals): [name: string, key: Key][] => [...value.keys, ...firstSaid(value), ...lastWordsOf(value)];

/** All that may be a suspect: keys, and what several of them are together. */
export const candidatesOf = (value: Intervals): [name: string, key: Key][] => [...keysOf(value), ...folded(value), ...foldedValues(value)];
