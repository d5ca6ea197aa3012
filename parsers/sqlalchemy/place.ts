import { javaStack, type StackFrame } from 'leak-stream/plugin';

/** `com.acme.Shop.sell(Shop.java:54)`, as stacks print it. */
const JAVA = /[\w.$/]{1,200}\.[\w$<>]{1,100}\([\w$]{1,100}\.(?:java|kt|scala|groovy):\d{1,6}\)/;
/** `store/orders.go:54 (*Store).Place`, `orders.ts:12 place`, `orders.go:54`; the function may stand before its file: `place (orders.ts:12)`. */
const OTHER =
  /(?:(?<before>[\w.$*()-]{1,120}) \()?(?<file>[\w@/.-]{1,200}\.(?<kind>go|[cm]?[jt]sx?|rb|cs|exs?)):(?<line>\d{1,6})(?::\d{1,6})?\)?(?: (?:in )?(?<after>\(\*[\w.]{1,60}\)\.\w{1,60}|[A-Za-z_$][\w.$]{0,100})(?=$|[ ,;|)\]]))?/;
const LANGUAGES: Readonly<Record<string, StackFrame['language']>> = { go: 'go', rb: 'other', cs: 'other', ex: 'other', exs: 'other' };

/** The one call that a line names by its place, of the languages whose stacks are not Python's; empty where it names none. */
export function callAt(text: string): StackFrame[] {
  const java = JAVA.exec(text)?.[0];
  if (java !== undefined) return javaStack([`\tat ${java}`]);
  const found = OTHER.exec(text)?.groups;
  if (found === undefined) return [];
  const { file = '', kind = '', line, before, after } = found;
  return [{ function: after ?? before ?? '', file, line: Number(line), language: LANGUAGES[kind] ?? 'javascript' }];
}
