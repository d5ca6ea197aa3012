// Makes a program a text of nothing but ASCII, where esbuild leaves other characters as they are: in regular expressions, and in templates whose raw text counts.
import { parseSync, Visitor } from 'rolldown/utils';

/** `µ` as `\u00b5`; what lies beyond the first plane as two of them, which regular expressions read as one with the flag u as well. */
const escaped = (text) => text.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** Text between two holes of a `String.raw` template, as it is to stand in one without a tag. */
const cooked = (raw) => escaped(raw.replace(/\\|`|\$\{/g, (mark) => `\\${mark}`));

const isRaw = ({ type, object, property }) => type === 'MemberExpression' && object.name === 'String' && property.name === 'raw';

/** @throws Error naming what is no ASCII and can be written in no other way */
export function asciiOnly(code) {
  const edits = [];
  const replace = (start, end, text) => edits.push({ start, end, text });
  new Visitor({
    Literal({ regex, start, end }) {
      if (regex) replace(start, end, escaped(code.slice(start, end)));
    },
    TaggedTemplateExpression({ tag, quasi }) {
      if (!isRaw(tag) || !/[^\0-\x7f]/.test(code.slice(quasi.start, quasi.end))) return;
      replace(tag.start, tag.end, '');
      for (const { start, end, value } of quasi.quasis) replace(start, end, cooked(value.raw));
    },
  }).visit(parseSync('code.cjs', code).program);
  let ascii = '';
  let at = 0;
  for (const { start, end, text } of edits.sort((a, b) => a.start - b.start)) {
    ascii += code.slice(at, start) + text;
    at = end;
  }
  ascii += code.slice(at);
  const left = /.{0,60}[^\0-\x7f].{0,20}/.exec(ascii);
  if (left !== null) throw new Error(`not written in ASCII: ${left[0]}`);
  return ascii;
}
