import { behindUser, fromIn, threadBeforeLogger, threadString } from './between.ts';
import { soundsOfPool } from './pool-words.ts';
import { addGroup, looksLikeClass, looksLikeLogger, looksLikeThread, type AfterLevel, type Parts, type Shown } from './parts.ts';

export const skipBlanks = (text: string, pos: number): number => {
  let at = pos;
  while (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9) at++;
  return at;
};

const WORD = /[A-Za-z_$<][\w$.<>-]{0,199}/y;
const POSITION = /(?:(?::[\w<>$]{1,80}){0,1}:\d{1,7}|\([\w$.-]{1,100}\.(?:java|kt|scala|groovy):\d{1,7}\))(?=[\s\]:,)]|$)/y;
/** ` - `, ` : `, ` ~ `, ` -- `, ` --- `, ` :: `, ` => `, ` > `, ` | ` or the same at the end of the line. */
const SEPARATOR = /[ \t]*(?:-{1,3}|:{1,2}|~|=>|>|\|)(?:[ \t]+|$)/y;
const COLON = /:[ \t]*/y;
const PYTHON_ROOT = /^(?:root|__main__)$/;

const matchAt = (pattern: RegExp, text: string, pos: number): string | undefined => {
  pattern.lastIndex = pos;
  return pattern.exec(text)?.[0];
};

/**
 * What stands between a level and its message. Elements that could as well begin a message are taken only when a separator or a logger
 * behind them proves that they belong to the layout.
 * @returns where the message begins; `sure` where a logger or a separator was found, `closed` where it ended the layout, whatever the message is
 */
export function afterLevel(text: string, from: number, parts: Parts, bracketed: boolean, shown: Shown): AfterLevel {
  let pos = from;
  let sure = false;
  if (text.charCodeAt(pos) === 58) {
    // `INFO: …`, `DEBUG:logger:message`, `INFO:     …` of uvicorn
    const direct = /^:([A-Za-z_][\w.-]{0,150}):(?! {2})/.exec(text.slice(pos, pos + 160));
    if (direct) {
      parts.logger ??= direct[1] as string;
      return { start: pos + direct[0].length, sure: true, closed: true };
    }
    pos++;
    sure = true;
    if (text.charCodeAt(pos) === 32 && text.charCodeAt(pos + 1) === 32) return { start: skipBlanks(text, pos), sure, closed: true };
  }
  const trial: Parts = { ...parts };
  let committed = skipBlanks(text, pos);
  const commit = (at: number): void => {
    Object.assign(parts, trial);
    committed = skipBlanks(text, at);
    sure = true;
  };
  pos = committed;
  for (let n = 0; n < 8; n++) {
    pos = skipBlanks(text, pos);
    const separator = matchAt(SEPARATOR, text, pos);
    if (separator !== undefined && (n > 0 || !/^>/.test(separator))) {
      commit(pos + separator.length);
      // JBoss and Play put more of the layout behind the first separator; a message may begin with a group too, so only a logger ends it
      if (n > 0 || trial.logger !== undefined) return { start: committed, sure, closed: true };
      pos = committed;
      continue;
    }
    const printed = trial.logger === undefined ? undefined : threadString(text, pos);
    if (printed) {
      if (printed.thread !== '') trial.thread ??= printed.thread;
      commit(printed.end);
      return { start: committed, sure, closed: true };
    }
    const code = text.charCodeAt(pos);
    if (code === 40 && trial.logger === undefined && trial.thread === undefined) {
      const thread = threadBeforeLogger(text, pos);
      if (thread === undefined) break;
      trial.thread = thread;
      pos += thread.length + 2;
      continue;
    }
    if (code === 91 || (code === 40 && trial.logger !== undefined)) {
      const close = text.indexOf(code === 91 ? ']' : ')', pos);
      if (close < 0 || close - pos > 160) break;
      // JBoss' thread; a word between time and level was only a guess
      if (code === 40) delete trial.thread;
      const verdict = addGroup(trial, text.slice(pos + 1, close));
      pos = close + 1;
      const behind = text.charCodeAt(pos);
      if (verdict === 'sure' || code === 40 || (verdict === 'empty' && sure)) commit(pos);
      if (behind === 58) {
        commit(pos + 1);
        return { start: committed, sure, closed: true };
      }
      continue;
    }
    if (trial.thread !== undefined && trial.logger === undefined) pos = behindUser(text, pos) ?? pos;
    const word = matchAt(WORD, text, pos);
    if (word === undefined) {
      const number = /^(\d{1,10}) (?=\[|\d{1,16} |[A-Za-z_][\w$-]*\.[\w$.-]* )/.exec(text.slice(pos, pos + 200));
      if (!number || trial.logger !== undefined) break;
      addGroup(trial, number[1] as string);
      pos += number[0].length;
      continue;
    }
    const end = readWord(text, pos, word, trial, parts, shown);
    if (end === undefined) break;
    commit(end.at);
    if (end.last) return { start: committed, sure, closed: true };
    pos = committed;
  }
  return { start: committed, sure: sure || (bracketed && parts.logger !== undefined), closed: false };
}

/** `INFO - app - …`: a column between two dashes. */
const behindDash = (text: string, pos: number): boolean => /[-:|]\s{1,4}$/.test(text.slice(Math.max(0, pos - 5), pos));

/** A logger's name, or a thread's, at `pos`. Undefined where the word rather begins the message. */
function readWord(
  text: string,
  pos: number,
  raw: string,
  trial: Parts,
  parts: Parts,
  shown: Shown,
): { at: number; last: boolean } | undefined {
  const word = raw.replace(/[.-]+$/, '');
  let end = pos + word.length;
  const position = matchAt(POSITION, text, end) ?? '';
  end += position.length;
  const colon = matchAt(COLON, text, end);
  const separator = colon === undefined || /^:$/.test(colon) ? matchAt(SEPARATOR, text, end) : undefined;
  const apart = text.charCodeAt(end) === 32 || text.charCodeAt(end) === 9 || end === text.length;
  if (trial.logger !== undefined) {
    const spaced = separator !== undefined && /^[ \t]/.test(separator);
    if (!spaced || !looksLikeThread(word) || (separator.trim() !== ':' && !/thread|^main$|worker|exec/i.test(word))) return undefined;
    trial.thread ??= word;
    return { at: end + separator.length, last: true };
  }
  // Flask: `in base: …`; Play: `from application in thread`
  if (word === 'in' || word === 'from') {
    const play = fromIn(text, pos);
    if (play) {
      trial.logger = play.logger;
      trial.thread ??= play.thread;
      return { at: play.end, last: true };
    }
    const named = /^(?:in|from) ([A-Za-z_][\w.$]{0,120})(:| in )/.exec(text.slice(pos, pos + 140));
    if (!named) return undefined;
    trial.logger = named[1] as string;
    return { at: pos + named[0].length, last: named[2] === ':' };
  }
  if (raw !== word && !/^[.-]*$/.test(raw.slice(word.length))) return undefined;
  if (raw.length !== word.length) return undefined;
  const dotted = looksLikeLogger(word);
  if (dotted || position !== '') {
    if (!dotted && !/^[A-Za-z_][\w$]*$/.test(word)) return undefined;
    if (separator !== undefined) {
      trial.logger = word;
      if (dotted && separator.trim() === '-') shown.dash = true;
      if (dotted && separator.startsWith(': ')) shown.colon = true;
      return { at: end + separator.length, last: true };
    }
    if (colon !== undefined && (colon.length > 1 || dotted)) {
      trial.logger = word;
      if (dotted && colon.length > 1) shown.colon = true;
      return { at: end + colon.length, last: true };
    }
    if (!apart) return undefined;
    trial.logger = word;
    return { at: end, last: false };
  }
  const plain = /^[A-Za-z_][\w$]*$/.test(word);
  const spaced = separator !== undefined && /^[ \t]/.test(separator);
  if (plain && spaced && /^[ \t]*[-:~][ \t]*$/.test(separator)) {
    const named = shown.dash || PYTHON_ROOT.test(word) || !separator.includes('-');
    const rest = end + separator.length;
    if (!named && (!(looksLikeClass(word) || behindDash(text, pos)) || soundsOfPool(text, rest))) return undefined;
    trial.logger = word;
    return { at: end + separator.length, last: true };
  }
  if (colon !== undefined && colon.length > 1 && (looksLikeClass(word) || PYTHON_ROOT.test(word) || (plain && shown.colon))) {
    trial.logger = word;
    return { at: end + colon.length, last: true };
  }
  // a thread in front of the logger, or Django's `module pid thread`
  const behind = text.slice(end, end + 220);
  const logger = /^ +([A-Za-z_$][\w$.-]{0,199})(?: |:)/.exec(behind)?.[1];
  if (apart && logger !== undefined && looksLikeLogger(logger) && looksLikeThread(word)) {
    trial.thread ??= word;
    return { at: end, last: false };
  }
  const django = /^ (\d{1,10}) (\d{5,20}) /.exec(behind);
  if (plain && django) {
    trial.logger = word;
    trial.pid ??= django[1] as string;
    trial.thread ??= django[2] as string;
    return { at: end + django[0].length, last: true };
  }
  return apart && parts.thread === undefined && logger !== undefined && word === 'main' && looksLikeLogger(logger)
    ? { at: end, last: false }
    : undefined;
}
