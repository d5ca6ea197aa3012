import { expect, it } from 'vitest';
import { checkPlugin } from 'leak-stream/testing';
import plugin from '../../../parsers/own-words/index.ts';
import { plugins } from '../../../parsers/index.ts';

it('keeps its contract beside the parsers of known pools', () => expect(checkPlugin(plugin, { others: plugins })).toEqual([]), 120_000);
