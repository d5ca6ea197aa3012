/** A text that is no longer than this is written where it stands; longer ones once, however often they are held. */
const SHORT = 24;

/** A value that is none of those that can be written. */
export class NotPlain extends Error {
  override readonly name = 'NotPlain';
}

/**
 * Plain data as lines of text, each an object, an array, a map, a set or a long text. What is held in several places is one line, and one thing again when it
 * is read; circles are no harm. A line is a letter for what it is (`o`, `n` without a prototype, `a`, `m`, `s`, `t`) and JSON, in which `[7]` is the thing of
 * line 7 and `["u"]`, `["n"]`, `["i"]`, `["-i"]`, `["-0"]` are the values that JSON has not. The first line is the value itself.
 * @throws NotPlain for functions, instances of classes, symbols and the like
 */
export function* linesOf(value: unknown): Generator<string> {
  const things: (object | string)[] = [];
  const numbers = new Map<object | string, number>();
  const names = new Map<string, string>();
  const reference = (thing: object | string): string => {
    let number = numbers.get(thing);
    if (number === undefined) {
      number = things.push(thing) - 1;
      numbers.set(thing, number);
    }
    return `[${number}]`;
  };
  const textOf = (item: unknown): string => {
    switch (typeof item) {
      case 'string':
        return item.length > SHORT ? reference(item) : JSON.stringify(item);
      case 'number':
        return numberOf(item);
      case 'boolean':
        return item ? 'true' : 'false';
      case 'undefined':
        return '["u"]';
      case 'object':
        return item === null ? 'null' : reference(item);
      default:
        throw new NotPlain(`a ${typeof item} cannot be kept`);
    }
  };
  const nameOf = (key: string): string => {
    let name = names.get(key);
    if (name === undefined) {
      name = `${JSON.stringify(key)}:`;
      // Names of fields are few; keys that come from logs are not.
      if (names.size < 1000) names.set(key, name);
    }
    return name;
  };
  reference(typeof value === 'object' && value !== null ? value : [value]);
  for (let i = 0; i < things.length; i++) {
    const thing = things[i] as object | string;
    if (typeof thing === 'string') yield `t${JSON.stringify(thing)}`;
    else if (Array.isArray(thing)) yield `a[${Array.from(thing as unknown[], textOf).join(',')}]`;
    else if (thing instanceof Map) yield `m[${Array.from(thing as Map<unknown, unknown>, ([key, item]) => `${textOf(key)},${textOf(item)}`).join(',')}]`;
    else if (thing instanceof Set) yield `s[${Array.from(thing as Set<unknown>, textOf).join(',')}]`;
    else yield objectLine(thing, nameOf, textOf);
  }
} // prettier-ignore

function objectLine(thing: object, nameOf: (key: string) => string, textOf: (item: unknown) => string): string {
  const prototype: unknown = Object.getPrototypeOf(thing);
  if (prototype !== Object.prototype && prototype !== null) throw new NotPlain(`a ${thing.constructor.name} cannot be kept`);
  let line = prototype === null ? 'n{' : 'o{';
  let first = true;
  for (const key of Object.keys(thing)) {
    line += (first ? '' : ',') + nameOf(key) + textOf((thing as Record<string, unknown>)[key]);
    first = false;
  }
  return `${line}}`;
}

function numberOf(item: number): string {
  if (Number.isFinite(item)) return Object.is(item, -0) ? '["-0"]' : String(item);
  return Number.isNaN(item) ? '["n"]' : item > 0 ? '["i"]' : '["-i"]';
}

const SPECIAL: Readonly<Record<string, unknown>> = { u: undefined, n: NaN, i: Infinity, '-i': -Infinity, '-0': -0 };

/** The value of such lines. Makes nothing but plain data, whatever they hold. @throws Error where they are none */
export function valueOf(lines: Iterable<string>): unknown {
  const things: unknown[] = [];
  const raw: unknown[] = [];
  for (const line of lines) {
    const parsed: unknown = JSON.parse(line.slice(1));
    raw.push(parsed);
    things.push(emptyOf(line.charAt(0), parsed));
  }
  if (things.length === 0) throw new Error('it holds nothing');
  const itemOf = (item: unknown): unknown => {
    if (typeof item !== 'object' || item === null) return item;
    const [of] = item as unknown[];
    if (typeof of === 'string' && Object.hasOwn(SPECIAL, of)) return SPECIAL[of];
    if (typeof of !== 'number' || !(of in things)) throw new Error(`it refers to ${JSON.stringify(of)}, which is not there`);
    return things[of];
  };
  for (const [i, thing] of things.entries()) fill(thing, raw[i], itemOf);
  return things[0];
}

function emptyOf(kind: string, parsed: unknown): unknown {
  if (kind === 't' && typeof parsed === 'string') return parsed;
  if (kind === 'a' && Array.isArray(parsed)) return parsed;
  if (kind === 'm' && Array.isArray(parsed)) return new Map();
  if (kind === 's' && Array.isArray(parsed)) return new Set();
  if ((kind === 'o' || kind === 'n') && typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed))
    return kind === 'o' ? parsed : Object.setPrototypeOf(parsed, null);
  throw new Error(`a line begins with ${JSON.stringify(kind)}, and is none`);
}

function fill(thing: unknown, raw: unknown, itemOf: (item: unknown) => unknown): void {
  if (typeof thing !== 'object' || thing === null) return;
  if (thing instanceof Map) {
    const items = raw as unknown[];
    for (let i = 0; i < items.length; i += 2) thing.set(itemOf(items[i]), itemOf(items[i + 1]));
  } else if (thing instanceof Set) for (const item of raw as unknown[]) thing.add(itemOf(item));
  else if (Array.isArray(thing)) for (let i = 0; i < thing.length; i++) thing[i] = itemOf(thing[i]);
  else {
    // What JSON names is the object's own, so that not even `__proto__` is anything else than a name.
    const object = thing as Record<string, unknown>;
    for (const key of Object.keys(object)) object[key] = itemOf(object[key]);
  }
}
