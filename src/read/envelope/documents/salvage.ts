/** Brackets still open, in the order in which they close. */
const closersOf = (open: readonly number[]): string => open.map((code) => (code === 123 ? '}' : ']')).reverse().join(''); // prettier-ignore

const parsed = (text: string): Record<string, unknown> | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
};

/** What is left of a JSON object whose end is missing: the values that are whole, and the beginning of a text that is not. Undefined where it is none. */
export function salvaged(text: string): Record<string, unknown> | undefined {
  const open: number[] = [];
  let quoted = false;
  /** Where the last value that is whole ends, and what was open there. */
  let whole = -1;
  let openThere = '';
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (quoted) {
      if (code === 92) i++;
      else if (code === 34) quoted = false;
    } else if (code === 34) quoted = true;
    else if (code === 123 || code === 91) open.push(code);
    else if (code === 125 || code === 93) open.pop();
    else if (code === 44) {
      whole = i;
      openThere = closersOf(open);
    }
  }
  const cut = quoted ? `${text.replace(/\\(?:u[0-9a-fA-F]{0,3})?$/, '')}"` : text.trimEnd();
  return parsed(cut + closersOf(open)) ?? (whole >= 0 ? parsed(text.slice(0, whole) + openThere) : undefined);
}

/** A text whose end is missing, ended: an escape that was cut in two is left out. */
export const untorn = (text: string): string => `${text.replace(/\\(?:u[0-9a-fA-F]{0,3})?$/, '')}"`;

/** Where a document on one line was parted at its commas; no text in JSON holds a line break. */
const PARTED = /([}\]])\n([{[])/g;
/** A text that was torn, and what comes after it without the comma that went with its end. */
const TORN = /"\n(\s{0,200}")/g;

/** The lines of an entry as one text, with the commas that were lost on the way. */
export function rejoined(lines: readonly string[], torn: boolean): string {
  const text = lines.join('').replace(PARTED, '$1,$2');
  return torn ? text.replace(TORN, '",\n$1') : text;
}

/** What is left of an entry whose end is missing; its text where that is none. */
export function cutShort(lines: readonly string[], torn: boolean): { value: Record<string, unknown> | string; text: string } {
  const text = rejoined(lines, torn).trimEnd();
  const value = salvaged(text);
  return value === undefined ? { value: text, text } : { value, text: JSON.stringify(value) };
}
