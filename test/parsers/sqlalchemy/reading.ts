import { readFileSync } from 'node:fs';
import plugin from '../../../parsers/sqlalchemy/index.ts';
import { readWith } from '../reading.ts';

export type { Read } from '../reading.ts';

export const read = readWith(plugin);

export const recording = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');
