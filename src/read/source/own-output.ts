/** How each of this program's formats begins. Folded stacks bear no mark, and no line of them is a log's. */
const FORMATS: readonly (readonly [RegExp, string])[] = [
  [/^leak-stream state \d{1,9}\n\{"leak-stream":"/, 'the state'],
  [/^\{\s{0,8}"(?:kind": ?"report", ?")?schemaVersion":\s{0,8}"[^"]{1,16}",\s{0,8}"tool":\s{0,8}\{\s{0,8}"name":\s{0,8}"leak-stream"/, 'a report'],
  [/^\{"kind":"[a-z-]{3,40}","at":(?:null|"[^"]{10,40}"),"source":"/, 'the output of leak-stream events'],
  [/^<!doctype html>[^]{0,1500}<meta name="generator" content="leak-stream /, 'an HTML report'],
  [/^\{\s{0,8}"\$schema":[^]{0,300}"driver":\s{0,8}\{\s{0,16}"name":\s{0,8}"leak-stream"/, 'a SARIF report'],
  [/^\{"\$schema":"[^"]{1,100}","exporter":"leak-stream@/, 'a speedscope profile'],
  [/^(?:<\?xml [^>]{0,80}\?>\s{0,4})?<testsuites name="leak-stream"/, 'a JUnit report'],
  [/^## Connection (?:pool: [^\n]{3,40}|leaks, before and after)\n\n/, 'a Markdown report'],
  [/^ (?:LEAK|SATURATION, no leak|SLOW WORK, no leak|UNDECIDED|HEALTHY|KNOWN LEAK, accepted|GATE HOLDS|GATE DOES NOT HOLD) {1,80}\r?\n [A-Za-z"]/, 'a report'],
]; // prettier-ignore

const COLOUR = /\x1b\[[0-9;]{0,12}m/g;

/**
 * What of this program's own output a text is, told by its beginning; undefined for everything else. Reports quote log lines, and none of them
 * may count again.
 */
export function ownOutput(beginning: string): string | undefined {
  const text = beginning.slice(0, 4096).replace(COLOUR, '');
  const start = text.startsWith(' {') ? text.trimStart() : text;
  return FORMATS.find(([pattern]) => pattern.test(start))?.[1];
}
