import { javaStack, type RecordView, type StackFrame } from 'leak-stream/plugin';

/** `com.acme.Shop.sell(Shop.java:54)`, as stacks print it. */
const JAVA = /[\w.$/]{1,200}\.[\w$<>]{1,100}\([\w$]{1,100}\.(?:java|kt|scala|groovy):\d{1,6}\)/;
/** `store/orders.go:54 (*Store).Place`, `orders.ts:12 place`, `orders.go:54`; the function may stand before its file: `place (orders.ts:12)`. */
const OTHER =
  /(?:(?<before>[\w.$*()-]{1,120}) \()?(?<file>[\w@/.-]{1,200}\.(?<kind>go|java|kt|scala|groovy|[cm]?[jt]sx?|rb|cs|exs?)):(?<line>\d{1,6})(?::\d{1,6})?\)?(?: (?:in )?(?<after>\(\*[\w.]{1,60}\)\.\w{1,60}|[A-Za-z_$][\w.$]{0,100})(?=$|[ ,;|)\]]))?/;
const LANGUAGES: Readonly<Record<string, StackFrame['language']>> = {
  go: 'go',
  java: 'java',
  kt: 'java',
  scala: 'java',
  groovy: 'java',
  rb: 'other',
  cs: 'other',
  ex: 'other',
  exs: 'other',
};

/** A place in a program. */
export const PLACE = /[\w/.-]{1,200}\.(?:py|go|js|ts|mjs|java|kt|scala|rb|cs|ex):\d{1,6}\b/;
/** How long and how many, which may stand behind a place without a mark. */
export const BEHIND_PLACE = /[ ,;(|]{1,3}(?:held|after|for|out|in[ _]use|took|\d{1,9}(?:\.\d{1,9})? ?(?:m?s|out|in use|active|busy))\b/i;
/** So much may stand before a place and name its function. */
const MOST_BEFORE = 200;

/** The part of a text that names a place, with the function before or behind it; undefined where none does. */
export function placeIn(text: string): string | undefined {
  const found = PLACE.exec(text);
  if (found === null) return undefined;
  const end = found.index + found[0].length;
  return text.slice(Math.max(0, found.index - MOST_BEFORE), end) + (text.slice(end).split(BEHIND_PLACE, 1)[0] as string);
}

/** The one call that a line names by its place, of the languages whose stacks are not Python's; empty where it names none. */
export function callAt(text: string): StackFrame[] {
  const java = JAVA.exec(text)?.[0];
  if (java !== undefined) return javaStack([`\tat ${java}`]);
  const found = OTHER.exec(text)?.groups;
  if (found === undefined) return [];
  const { file = '', kind = '', line, before, after } = found;
  return [{ function: after ?? before ?? '', file, line: Number(line), language: LANGUAGES[kind] ?? 'javascript' }];
}

/** Keys under which programs print where in the program a connection was taken, or by whom. */
const SITES = [
  'acquired_at',
  'taken_at',
  'site',
  'caller',
  'at',
  'where',
  'by',
  'owner',
  'borrower',
  'holder',
  'src',
  'source',
  'location',
];
/** The text of a field that names where a connection was taken, or by whom. */
export const siteIn = (fields: Readonly<Record<string, unknown>>): string | undefined =>
  SITES.map((key) => (Object.hasOwn(fields, key) ? fields[key] : undefined)).find((value): value is string => typeof value === 'string');

/** The same where it is a place. */
export function placeInFields({ fields = {} }: RecordView): string | undefined {
  const site = siteIn(fields);
  return site !== undefined && PLACE.test(site) ? site : undefined;
}

/** A function that is named without its place: `OrderService.create`. */
export function callOf(name: string): StackFrame {
  const at = name.lastIndexOf('.');
  return { function: name.slice(at + 1), ...(at > 0 && { module: name.slice(0, at) }), language: 'other' };
}
