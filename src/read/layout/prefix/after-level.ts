import {
  behindUser,
  contextBehind,
  innerElapsed,
  innerLevel,
  processAndThread,
  threadBeforeFile,
  threadBeforeLogger,
  threadString,
} from './between.ts';
import { addGroup, addPair, looksLikeLogger, looksLikeThread, type AfterLevel, type Parts, type Shown } from '../parts.ts';
import { matchAt, readWord, SEPARATOR } from './word.ts';

export const skipBlanks = (text: string, pos: number): number => {
  let at = pos;
  while (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9) at++;
  return at;
};

const WORD = /[A-Za-z_$<][\w$.<>-]{0,199}/y;
/** Log4j's `(%F:%L)` in the place of a logger: the file is named after the class. */
const FILE_GROUP = /\([\w$-]{1,100}\.(?:java|kt|scala|groovy):\d{1,7}\)(?= )/y;

/** A thread behind a logger and a colon: no more than Python's own names and a worker's number, for a message may begin so too. */
const THREAD_BEHIND =
  /^(MainThread|(?:Thread|Worker|Dummy|ThreadPoolExecutor|asyncio)[-_]\d{1,9}(?:_\d{1,9})?(?: \([\w.]{1,60}\))?):(?! {2})/;

/** WSO2's `{org.wso2.carbon.core.Store} - `. */
const BRACED = /^\{([\w$.-]{2,160})\} +- {1,2}/;

/** `%(name)s (%(threadName)s): `, a logger of one word and its thread. */
const NAME_AND_THREAD = /^([A-Za-z_][\w-]{0,60}) \(([^()]{1,80})\): /;

/**
 * `brook::pool: `, a module of Rust, as tracing and env_logger print it. Modules are written small there; what C++ throws (`std::bad_alloc: …`) and
 * what is called an error begins a message.
 */
const RUST_MODULE = /(?!std::)[a-z_][a-z\d_]{0,60}(?:::(?![a-z\d_]{0,60}(?:error|exception): )[a-z_][a-z\d_]{0,60}){1,12}(?=: )/y;

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
      const end = pos + direct[0].length;
      // `INFO:Thread-3:shop.orders:message`
      const second = looksLikeLogger(direct[1] as string)
        ? undefined
        : /^([A-Za-z_][\w.-]{0,150}):(?! {2})/.exec(text.slice(end, end + 160));
      if (second && looksLikeLogger(second[1] as string)) {
        parts.thread ??= direct[1] as string;
        parts.logger ??= second[1] as string;
        return { start: end + second[0].length, sure: true, closed: true };
      }
      parts.logger ??= direct[1] as string;
      // `INFO:huey:Worker-3:message` (huey/consumer_options.py)
      const thread = parts.thread === undefined ? THREAD_BEHIND.exec(text.slice(end, end + 100))?.[1] : undefined;
      if (thread === undefined) return { start: end, sure: true, closed: true };
      parts.thread = thread;
      return { start: end + thread.length + 1, sure: true, closed: true };
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
  let group: string | undefined;
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
    const braced = code === 123 && trial.logger === undefined ? BRACED.exec(text.slice(pos, pos + 240)) : null;
    if (braced && looksLikeLogger(braced[1] as string)) {
      trial.logger = braced[1] as string;
      commit(pos + braced[0].length);
      return { start: committed, sure, closed: true };
    }
    const context = code === 123 && trial.logger !== undefined ? contextBehind(text, pos) : undefined;
    if (context !== undefined) {
      for (const [key, value] of context.pairs) addPair(trial, key, value);
      commit(context.end);
      return { start: committed, sure, closed: true };
    }
    const file = code === 40 && trial.logger === undefined ? matchAt(FILE_GROUP, text, pos) : undefined;
    if (file !== undefined) {
      trial.logger = file.slice(1, file.lastIndexOf('.'));
      commit(pos + file.length);
      pos = committed;
      continue;
    }
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
      group = text.slice(pos + 1, close).trim();
      const verdict = addGroup(trial, group);
      pos = close + 1;
      const behind = text.charCodeAt(pos);
      if (verdict === 'sure' || code === 40 || (verdict === 'empty' && sure)) commit(pos);
      if (behind === 58) {
        commit(pos + 1);
        return { start: committed, sure, closed: true };
      }
      continue;
    }
    const beforeFile = trial.thread === undefined && trial.logger === undefined ? threadBeforeFile(text, pos) : undefined;
    if (beforeFile !== undefined) {
      trial.thread = beforeFile;
      pos += beforeFile.length;
      continue;
    }
    const both = trial.thread === undefined && trial.logger === undefined ? processAndThread(text, pos) : undefined;
    if (both) {
      trial.pid ??= both.process;
      trial.thread = both.thread;
      pos = both.end;
      continue;
    }
    if (trial.thread !== undefined && trial.logger === undefined) {
      const inner = innerLevel(text, pos);
      if (inner) Object.assign(trial, { severity: inner.severity, thread: group ?? trial.thread });
      pos = inner?.end ?? behindUser(text, pos) ?? pos;
    }
    const module = trial.logger === undefined ? matchAt(RUST_MODULE, text, pos) : undefined;
    if (module !== undefined) {
      trial.logger = module;
      commit(pos + module.length + 1);
      return { start: committed, sure, closed: true };
    }
    const word = matchAt(WORD, text, pos);
    const named = word === undefined || trial.logger !== undefined ? null : NAME_AND_THREAD.exec(text.slice(pos, pos + 160));
    if (named && looksLikeThread(named[2] as string)) {
      Object.assign(trial, { logger: named[1], thread: named[2] });
      commit(pos + named[0].length);
      return { start: committed, sure, closed: true };
    }
    if (word === undefined) {
      const number = /^(\d{1,10}) (?=\[|\d{1,16} |[A-Za-z_][\w$-]*\.[\w$.-]* )/.exec(text.slice(pos, pos + 200));
      if (!number || trial.logger !== undefined) break;
      const inner = innerElapsed(text, pos);
      if (inner === undefined) addGroup(trial, number[1] as string);
      pos = inner ?? pos + number[0].length;
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
