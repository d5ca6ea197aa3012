import { routePath } from './route.ts';

const MAX_LENGTH = 240;
/** Whole values that vary: URLs and e-mail addresses before words, because they hold several of them. */
const URL = /\b[a-z][a-z0-9+.-]{1,12}:\/\/[^\s"'<>]{1,400}/gi;
const MAIL = /[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,6}/g;
const UUID = /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi;
const BRACED = /\{[^{}\n]{0,400}\}/g;

/** No word that is shorter is a hexadecimal number without a digit. */
const HEX_LENGTH = 16;

const word = (text: string): string => {
  if (text.length < HEX_LENGTH && isPlainWord(text)) return text;
  const path = /^[("'[<{`]{0,4}\/[^/]/.test(text);
  if (!path && !/\d/.test(text) && !(/^[0-9a-f]{8,}$/i.test(text) && /[a-f]/i.test(text) && text.length >= HEX_LENGTH)) return text;
  const assigned = /^([A-Za-z_][\w.-]{0,60}[=:])(.+)$/s.exec(text);
  if (assigned && !/\d/.test(assigned[1] as string)) return `${assigned[1] as string}${masked(assigned[2] as string)}`;
  return masked(text);
};

/** Whether neither a digit nor a slash stands in a word. Most words of a sentence are such ones. */
function isPlainWord(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code >= 47 && code <= 57) return false;
  }
  return true;
}

/** Punctuation around a value is part of the sentence, not of the value. */
const masked = (text: string): string => {
  const open = /^[("'[<{`,;:]{0,8}/.exec(text)?.[0] ?? '';
  const inner = text.slice(open.length);
  let end = inner.length;
  while (end > 0 && ')"\']>}`,;:.!?'.includes(inner.charAt(end - 1))) end--;
  return end === 0 ? text : `${open}${steps(inner.slice(0, end))}${inner.slice(end)}`;
};

/** A path keeps what its routes keep, `HTTP/1.1` and `shop/v2` their words; any other value goes whole. */
const steps = (value: string): string => {
  if (/^\/[^/]/.test(value)) return routePath(value).replaceAll('{id}', '<*>');
  if (!/^[A-Za-z][A-Za-z_.-]*\//.test(value)) return '<*>';
  return value
    .split('/', 16)
    .map((part) => (/\d/.test(part) ? '<*>' : part))
    .join('/');
};

/**
 * A message with its variable parts as `<*>`: words that hold a digit (of a path, its steps that name one thing), long hexadecimal words, braced
 * values that hold a digit, URLs, addresses. Fixed masks only, so that the same message gives the same template whatever came before it.
 */
export function templateOf(message: string): string | undefined {
  if (isFixed(message)) return message.length > MAX_LENGTH ? message.slice(0, MAX_LENGTH) : message;
  let text = message.slice(0, 2 * MAX_LENGTH);
  if (text.includes('://')) text = text.replace(URL, '<*>');
  if (text.includes('@')) text = text.replace(MAIL, '<*>');
  if (text.includes('-')) text = text.replace(UUID, '<*>');
  if (text.includes('{')) text = text.replace(BRACED, (value) => (/\d/.test(value) ? '<*>' : value));
  const template = text.split(/\s+/).map(word).join(' ').trim().slice(0, MAX_LENGTH);
  return template === '' ? undefined : template;
}

/** Letters of hexadecimal numbers in a row that may be one. */
const HEX_RUN = 8;

/** Whether a message has nothing that a mask could fit: words of letters, a blank between, and no mark that values are known by. */
function isFixed(message: string): boolean {
  let blank = true;
  let run = 0;
  const end = Math.min(message.length, 2 * MAX_LENGTH);
  for (let i = 0; i < end; i++) {
    const code = message.charCodeAt(i);
    if (code === 32) {
      if (blank) return false;
      blank = true;
      run = 0;
      continue;
    }
    blank = false;
    const letter = code | 32;
    // controls, digits, a path's slash, an address, a brace; what is beyond ASCII may be a blank or a digit
    if (code < 32 || (code >= 47 && code <= 57) || code === 64 || code === 123 || code > 126) return false;
    run = letter >= 97 && letter <= 102 ? run + 1 : 0;
    if (run >= HEX_RUN) return false;
  }
  return !blank;
}
