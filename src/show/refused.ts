import type { Report } from '../model/report.ts';
import { counted, firstAndLast } from './words.ts';

/** `39 connections turned away, first 2026-11-12 10:02:00Z, last 10:58:03Z (56 min).` and what that means; undefined where none was. */
export function refusedText({ refused }: Report): string | undefined {
  if (refused === undefined) return undefined;
  const { count, firstAt, lastAt, limit, text } = refused;
  const by = limit === 'pooler' ? 'pooler' : 'database server';
  const when = firstAt === null ? '' : `, ${firstAndLast(firstAt, lastAt ?? firstAt)}`;
  return `${counted(count, 'connection')} turned away by the ${by}${when}. ${text}`;
}
