// Assembles src/read/prefilter/scan-code.ts: the WebAssembly that finds where one of many four-byte windows stands.
// Run by `npm run generate`; a test holds the file against a new assembly. The instructions are written one by one, so that building needs no compiler.
//
// Memory: at 0 a byte for each short hash of a window, then from BITS on a bit for each long one, from TEXT on the text with 32 bytes of anything
// behind it. Eight places are asked at a time, none waiting for the other's answer; that takes less time than stepping over what cannot match.
// next(from, to): the first place from `from` on where the four bytes have both hashes of a window and end before `to`; else `to`.

const SHORT_BITS = 14;
const PLACES = 8;
export const BITS = 1 << SHORT_BITS;
export const TEXT = BITS + (1 << 13);
export const SHORT = { multiplier: 0x9e3779b1, shift: 32 - SHORT_BITS };
export const LONG = { multiplier: 0x85ebca6b, shift: 16 };

const I32 = 0x7f;

const unsigned = (value) => {
  const bytes = [];
  do {
    bytes.push((value & 0x7f) | (value > 0x7f ? 0x80 : 0));
    value >>>= 7;
  } while (value > 0);
  return bytes;
};
const signed = (value) => {
  const bytes = [];
  for (;;) {
    const low = value & 0x7f;
    value >>= 7;
    if ((value === 0 && (low & 0x40) === 0) || (value === -1 && (low & 0x40) !== 0)) return [...bytes, low];
    bytes.push(low | 0x80);
  }
};

const get = (local) => [0x20, ...unsigned(local)];
const set = (local) => [0x21, ...unsigned(local)];
const constant = (value) => [0x41, ...signed(value | 0)];
const load = (offset) => [0x28, 0, ...unsigned(offset)];
const loadByte = (offset) => [0x2d, 0, ...unsigned(offset)];
const add = [0x6a];
const multiply = [0x6c];
const and = [0x71];
const or = [0x72];
const shiftRight = [0x76];
const greater = [0x4b];
const loop = (...body) => [0x03, 0x40, ...body.flat(Infinity), 0x0b];
const when = (...body) => [0x04, 0x40, ...body.flat(Infinity), 0x0b];
const again = (depth) => [0x0c, depth];
const answer = [0x0f];

// Locals: two parameters, then two numbers.
const [FROM, TO, AT, HASH] = [0, 1, 2, 3];

const hashOf = (local, offset, { multiplier, shift }) => [
  get(local),
  load(offset),
  constant(multiplier),
  multiply,
  constant(shift),
  shiftRight,
];
const shortKnown = (local, offset) => [hashOf(local, offset, SHORT), loadByte(0)];

const body = [
  loop(
    get(FROM), constant(4), add, get(TO), greater, when(get(TO), answer),
    shortKnown(FROM, 0), ...Array.from({ length: PLACES - 1 }, (_, i) => [shortKnown(FROM, i + 1), or]),
    when(
      get(FROM), set(AT),
      loop(
        get(AT), constant(4), add, get(TO), greater, when(get(TO), answer),
        shortKnown(AT, 0),
        when(
          hashOf(AT, 0, LONG), set(HASH),
          get(HASH), constant(3), shiftRight, loadByte(BITS), get(HASH), constant(7), and, shiftRight, constant(1), and,
          when(get(AT), answer),
        ),
        get(AT), constant(1), add, set(AT),
        get(AT), get(FROM), constant(PLACES), add, [0x49], [0x0d, 0],
      ),
    ),
    get(FROM), constant(PLACES), add, set(FROM),
    again(0),
  ),
  get(TO),
].flat(Infinity); // prettier-ignore

const section = (id, ...content) => [id, ...unsigned(content.flat().length), ...content.flat()];
const text = (word) => [word.length, ...Buffer.from(word)];
const code = [1, 2, I32, ...body, 0x0b];

export const wasm = Buffer.from([
  0, 0x61, 0x73, 0x6d, 1, 0, 0, 0,
  ...section(1, [1, 0x60, 2, I32, I32, 1, I32]),
  ...section(3, [1, 0]),
  ...section(5, [1, 0, 1]),
  ...section(7, [2, ...text('memory'), 2, 0, ...text('next'), 0, 0]),
  ...section(10, [1, ...unsigned(code.length), ...code]),
]); // prettier-ignore

/** The module that holds it. */
export const source =
  () => `// Assembled by scripts/wasm/literal-scan.mjs, which says what it does. Do not edit: npm run generate writes it anew.

/** WebAssembly in base64. */
export const CODE =
  '${wasm.toString('base64')}';
/** Where in its memory the bits for long hashes of windows stand, and where the text. */
export const BITS = ${BITS};
export const TEXT = ${TEXT};
/** A window's hashes: the upper bits of its four bytes, as a number, times a multiplier. */
export const SHORT = { multiplier: ${SHORT.multiplier}, shift: ${SHORT.shift} };
export const LONG = { multiplier: ${LONG.multiplier}, shift: ${LONG.shift} };
`;
