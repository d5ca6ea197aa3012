import plugin from '../../../parsers/own-words/index.ts';
import { readWith } from '../reading.ts';

export const read = readWith(plugin);
