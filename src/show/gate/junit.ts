import type { Gate, GateCheck } from '../../model/gate.ts';
import { cleanLines, cleaned } from '../clean.ts';
import { CHECKS } from './text.ts';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;', '\n': '&#10;' };
/** Noncharacters are the last that XML 1.0 forbids after control characters are gone. */
const xml = (text: string): string => cleanLines(text).replace(/[\ufffe\uffff]/g, '').replace(/[&<>"'\n]/g, (mark) => ENTITIES[mark] ?? ''); // prettier-ignore

/** JUnit XML: one test case for each check. What the log does not tell is an error, or skipped where that was allowed. */
export function* junit(gate: Gate): Iterable<string> {
  const { checks, counts, summary, allowUnknown } = cleaned(gate);
  const [errors, skipped] = allowUnknown ? [0, counts.unknown] : [counts.unknown, 0];
  const totals = `tests="${checks.length}" failures="${counts.fail}" errors="${errors}" skipped="${skipped}"`;
  yield '<?xml version="1.0" encoding="UTF-8"?>\n';
  yield `<testsuites name="leak-stream gate" ${totals}>\n  <testsuite name="connection pools" ${totals}>\n`;
  for (const check of checks) yield testCase(check, allowUnknown);
  yield `    <system-out>${xml(summary)}</system-out>\n  </testsuite>\n</testsuites>\n`;
}

function testCase({ check, subject, status, text, evidence }: GateCheck, allowUnknown: boolean): string {
  const open = `    <testcase classname="${xml(subject)}" name="${xml(CHECKS[check])}">`;
  const close = '    </testcase>\n';
  const message = `message="${xml(text)}"`;
  const lines = [text, ...evidence.map(({ source, line, text: said }) => `${source}:${line} ${said}`)].map(xml).join('\n');
  if (status === 'pass') return `${open}\n      <system-out>${xml(text)}</system-out>\n${close}`;
  if (status === 'fail') return `${open}\n      <failure type="${check}" ${message}>${lines}</failure>\n${close}`;
  if (allowUnknown) return `${open}\n      <skipped ${message}/>\n${close}`;
  return `${open}\n      <error type="unknown" ${message}>${lines}</error>\n${close}`;
}
