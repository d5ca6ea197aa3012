import { contextBehind, fileAhead, idBehind, processBehind, threadBeforeFile } from '../prefix/between.ts';
import { looksLikeThread } from '../parts.ts';
import { severityAt } from '../severity.ts';

/*
 * What the general reader looks at behind a prefix before it takes the rest for the message. Here the same is asked of a line whose prefix is
 * known, in a few steps over its characters; `false` means no more than that the general reader has to decide.
 */

const letter = (code: number): boolean => (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
const digit = (code: number): boolean => code >= 48 && code <= 57;
/** `-`, `:`, `~`, `=`, `>`, `|`: what a separator is made of. */
const sign = (code: number): boolean => code === 45 || code === 58 || code === 126 || code === 61 || code === 62 || code === 124;
/** What may begin a word of a layout. */
const opens = (code: number): boolean => letter(code) || code === 95 || code === 36 || code === 60;
/** What it may go on with. */
const goesOn = (code: number): boolean =>
  letter(code) || digit(code) || code === 95 || code === 36 || (code >= 45 && code <= 46) || code === 60 || code === 62;
const LONGEST = 190;

const wordEnd = (text: string, from: number): number => {
  let at = from;
  while (goesOn(text.charCodeAt(at)) && at - from <= LONGEST) at++;
  return at;
};
const blanksEnd = (text: string, from: number): number => {
  let at = from;
  while (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9) at++;
  return at;
};

const dotIn = (text: string, from: number, to: number): boolean => {
  for (let at = from; at < to; at++) if (text.charCodeAt(at) === 46) return true;
  return false;
};

/** Behind a logger: the message, unless a group or a separator shows that more of the layout follows. */
export function followsLogger(text: string, start: number): boolean {
  let at = start;
  let code = text.charCodeAt(at);
  if (code === 91) {
    at = behindRemark(text, start);
    if (at < 0) return false;
    code = text.charCodeAt(at);
  }
  if (sign(code) || code === 91 || code === 40 || code === 124 || fileAhead(text, at)) return false;
  if (code === 123) return contextBehind(text, at) === undefined;
  if (digit(code)) return processBehind(text, at - 1) === undefined && idBehind(text, at - 1) === undefined;
  if (!opens(code)) return true;
  const end = wordEnd(text, at);
  const next = text.charCodeAt(end);
  if (end - at > LONGEST || next === 40 || next === 91) return false;
  if (next === 58) return !(text.charCodeAt(end + 1) > 32);
  return (next !== 32 && next !== 9) || !sign(text.charCodeAt(blanksEnd(text, end)));
}

/**
 * Where the text goes on behind a bracketed remark with which a message begins, `[cached since 12.3s ago] …`: several words that name no thread. -1 where it
 * may be a part of the layout.
 */
function behindRemark(text: string, start: number): number {
  const close = text.indexOf(']', start);
  if (close < 0 || close - start > 160 || text.charCodeAt(close + 1) === 58) return -1;
  const inner = text.slice(start + 1, close).trim();
  if (!inner.includes(' ') || digit(inner.charCodeAt(0)) || looksLikeThread(inner)) return -1;
  return blanksEnd(text, close + 1);
}

/** Behind a level or a thread: the message, unless its first word may be a logger or a thread. */
export function followsLevel(text: string, start: number, colon: boolean): boolean {
  const code = text.charCodeAt(start);
  if (sign(code) || digit(code) || code === 91 || code === 40 || code === 124 || code === 42 || code === 36) return false;
  if (!opens(code)) return true;
  const end = wordEnd(text, start);
  if (end - start > LONGEST) return false;
  if (dotIn(text, start, end)) return false;
  const next = text.charCodeAt(end);
  if (next === 40 || next === 64) return false;
  if (next === 58) return !colon && code >= 97 && !(text.charCodeAt(end + 1) > 32) && !text.startsWith('root', start);
  if (next !== 32 && next !== 9) return true;
  if ((end - start === 2 && text.startsWith('in', start)) || (end - start === 4 && text.startsWith('from', start))) return false;
  return !mayNameOther(text, blanksEnd(text, end), colon) && threadBeforeFile(text, start) === undefined;
}

/** Whether a second word may tell that the first one was a thread, a user or a module: a separator, a name in steps or before a colon, a number. */
function mayNameOther(text: string, start: number, colon: boolean): boolean {
  const code = text.charCodeAt(start);
  if (sign(code) || digit(code)) return true;
  const end = wordEnd(text, start);
  return end - start > LONGEST || dotIn(text, start, end) || (colon && text.charCodeAt(end) === 58);
}

/** Right behind a time: the message, unless one of its first two words may be a level or belong to a layout. */
export function followsTime(text: string, start: number): boolean {
  const code = text.charCodeAt(start);
  if (code === 34 || code === 39) return true;
  if (!letter(code) && code !== 47) return false;
  // `I shop.orders - …`, `I/Orders: …`: a letter may be a level.
  const second = text.charCodeAt(start + 1);
  if (code <= 90 && (second === 32 || second === 47)) return false;
  const end = plainEnd(text, start);
  // With a dot in it, and one more word, it heads a record of java.util.logging; a place in a program is Go's.
  if (end < 0 || dotIn(text, start, end) || severityAt(text, start) !== undefined) return false;
  let at = end;
  while (text.charCodeAt(at) === 32) at++;
  const next = text.charCodeAt(at);
  if (next === 124 || next === 9 || next === 91 || next === 40 || next === 60) return false;
  if ((next === 45 || next === 44 || next === 58) && text.charCodeAt(at + 1) === 32) return false;
  if (text.charCodeAt(at + 1) <= 90 && severityAt(text, at) !== undefined) return false;
  const last = plainEnd(text, at);
  return last >= 0 && text.charCodeAt(last) !== 91;
}

/** Where a word ends: at a blank, a quote or a bracket. -1 where it is too long. */
function plainEnd(text: string, from: number): number {
  let at = from;
  for (; at - from <= 100; at++) {
    const code = text.charCodeAt(at);
    if (!(code > 32) || code === 34 || code === 39 || code === 91 || code === 93 || code === 123 || code === 124 || code === 125) return at;
  }
  return -1;
}

/** Whether some words of the message may be taken for a thread's name before a level in capitals and a bracket. */
export function mayNameThread(text: string, start: number): boolean {
  const bracket = text.indexOf('[', start);
  if (bracket <= start || bracket - start > 170) return false;
  let at = bracket - 1;
  if (text.charCodeAt(at) !== 32) return false;
  while (text.charCodeAt(at) === 32) at--;
  const code = text.charCodeAt(at);
  return code >= 65 && code <= 90;
}
