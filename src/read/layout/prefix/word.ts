import { fromIn, idBehind, processBehind } from './between.ts';
import { looksLikeClass, looksLikeLogger, looksLikeThread, type Parts, type Shown } from '../parts.ts';
import { soundsOfPool } from '../pool-words.ts';

const POSITION = /(?:(?::[\w<>$]{1,80}){0,1}:\d{1,7}|\([\w$.-]{1,100}\.(?:java|kt|scala|groovy):\d{1,7}\))(?=[\s\]:,)]|$)/y;
/** ` - `, ` : `, ` ~ `, ` -- `, ` --- `, ` :: `, ` => `, ` > `, ` | ` or the same at the end of the line. */
export const SEPARATOR = /[ \t]*(?:-{1,3}|:{1,2}|~|=>|>|\|)(?:[ \t]+|$)/y;
/** loguru's `:run:30`. */
const FUNCTION_AND_LINE = /^:[^:]+:\d+$/;
const COLON = /:[ \t]*/y;
/** `[zadar,1432] `, `[,] `, `[] `: values of the MDC in a layout, some of them empty. */
const CONTEXT = / {1,4}\[(?:[\w.:@/-]{0,60}(?:, ?[\w.:@/-]{0,60}){1,6})?\] /y;
const PYTHON_ROOT = /^(?:root|__main__)$/;

export const matchAt = (pattern: RegExp, text: string, pos: number): string | undefined => {
  pattern.lastIndex = pos;
  return pattern.exec(text)?.[0];
};

/** `INFO - app - …`: a column between two dashes. */
const behindDash = (text: string, pos: number): boolean => /[-:|]\s{1,4}$/.test(text.slice(Math.max(0, pos - 5), pos));

/** A logger's name, or a thread's, at `pos`. Undefined where the word rather begins the message. */
export function readWord(
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
    return (
      behindLogger(text, end, trial) ??
      (FUNCTION_AND_LINE.test(position) ? behindPlace(text, end, trial) : undefined) ?? { at: end, last: false }
    );
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
  const context = plain && looksLikeClass(word) && parts.severity !== undefined ? matchAt(CONTEXT, text, end) : undefined;
  if (context !== undefined) {
    trial.logger = word;
    return { at: end + context.length, last: true };
  }
  // a thread in front of the logger, or Django's `module pid thread`
  const behind = text.slice(end, end + 220);
  const [, logger, mark] = /^ +([A-Za-z_$][\w$.-]{0,199})( |: ?)/.exec(behind) ?? [];
  // names in steps have stood where this one of one word stands
  const named = logger !== undefined && (looksLikeLogger(logger) || (mark === ': ' && shown.colon && !/[.-]/.test(logger)));
  if (apart && named && looksLikeThread(word)) {
    trial.thread ??= word;
    return { at: end, last: false };
  }
  const django = plain ? behindLogger(text, end, trial) : undefined;
  if (django) {
    trial.logger = word;
    return django;
  }
  return apart && parts.thread === undefined && logger !== undefined && word === 'main' && looksLikeLogger(logger)
    ? { at: end, last: false }
    : undefined;
}

/** Takes the id of a request or a job that stands behind a place in the program: then the message follows. */
function behindPlace(text: string, end: number, trial: Parts): { at: number; last: boolean } | undefined {
  const id = idBehind(text, end);
  if (id === undefined) return undefined;
  trial.request ??= id.id;
  return { at: id.end, last: true };
}

/** Takes process and thread that stand behind a logger: then the message follows, whatever it is. */
function behindLogger(text: string, end: number, trial: Parts): { at: number; last: boolean } | undefined {
  const found = processBehind(text, end);
  if (found === undefined) return undefined;
  trial.pid ??= found.pid;
  trial.thread ??= found.thread;
  return { at: found.end, last: true };
}
