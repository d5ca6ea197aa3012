/** The beginning of a JSON document that may hold many entries: an array of them, or an object with an array of them. */
const DOCUMENT = /^\s{0,8}(?:\[\s{0,8}[[{]|\{\s{0,8}"[\w@-]{1,40}"\s{0,8}:)/;

export const isLongDocument = (beginning: string): boolean => DOCUMENT.test(beginning);

const QUOTE = 34;
const COMMA = 44;
const LF = 10;
const BACKSLASH = 92;

const opens = (code: number | undefined): boolean => code === 123 || code === 91;
const closes = (code: number): boolean => code === 125 || code === 93;

/**
 * Makes line feeds of the commas between `}` and `{` outside of texts, so that stores of logs which answer in one line (Elasticsearch, Datadog,
 * `jq -c`) are read entry by entry. Whoever reads the document puts the commas back: no JSON has a line feed there without one.
 */
export async function* parted(bytes: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  let quoted = false;
  let escaped = false;
  /** The byte before was a closing bracket. */
  let closed = false;
  /** A comma behind a closing bracket ended the block; what follows decides. */
  let held = false;
  for await (const chunk of bytes) {
    if (chunk.length === 0) continue;
    const own = held ? Buffer.concat([Buffer.of(opens(chunk[0]) ? LF : COMMA), chunk]) : Buffer.from(chunk);
    let from = held ? 1 : 0;
    held = false;
    for (; from < own.length; from++) {
      const code = own[from] as number;
      if (quoted) {
        if (escaped) escaped = false;
        else if (code === BACKSLASH) escaped = true;
        else if (code === QUOTE) quoted = false;
      } else if (code === QUOTE) quoted = true;
      else if (code === COMMA && closed) {
        if (from + 1 === own.length) held = true;
        else if (opens(own[from + 1])) own[from] = LF;
      }
      closed = !quoted && closes(code);
    }
    yield held ? own.subarray(0, -1) : own;
  }
  if (held) yield Buffer.of(COMMA);
}
