import { expect, it } from 'vitest';
import { read } from './reading.ts';

const line = (message: string): string => `2026-11-23T09:14:02.511Z ERROR ${message}`;

it.each([
  'pool exhausted',
  'the pool is exhausted',
  'db pool exhausted',
  'DBPoolExhausted',
  'connection pool is empty',
  'error: pool exhausted, 3 requests left',
  'orders pool exhausted: 10/10 in use, 4 waiting',
  'orders pool exhausted, no connection free',
  'pool exhausted, 0 of 12 connections available',
  'request failed: shared pool exhausted',
])('a caller that got no connection: %s', (message) => {
  const [timeout] = read(line(message)).filter(({ kind }) => kind === 'acquire-timeout');
  expect(timeout).toBeDefined();
  expect(timeout).not.toHaveProperty('poolPerhaps');
});

it.each([
  ['orders pool exhausted', 'orders'],
  ['seed pool is empty', undefined],
  ['seed pool is exhausted', 'seed'],
  ['TokenPoolExhausted', 'Token'],
])('a pool of who knows what: %s', (message, word) => {
  expect(read(line(message)).map((event) => ('poolPerhaps' in event ? event.poolPerhaps : ''))).toEqual(word === undefined ? [] : [word]);
});

it.each([
  'word pool exhausted for pattern Q?X??, 0 of 12 words available, grid dropped',
  'pool exhausted, 0 of 12 words available',
  'number pool exhausted: 0/500 numbers free',
  'seed pool exhausted, no seeds left',
  'db pool exhausted: no licences remaining',
  'httpcore.PoolTimeout',
  'httpx.PoolTimeout: timed out',
  '__proto__ pool exhausted, no constructors left',
])('a pool of something else: %s', (message) => expect(read(line(message))).toEqual([]));
