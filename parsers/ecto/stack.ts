import type { StackFrame } from 'leak-stream/plugin';

const FRAMES_CAP = 200;
/** `    (shop 0.1.0) lib/shop/orders.ex:5: Shop.Orders.show/1`: the application and the place may be missing. */
const LINE = /^ {2,12}(?:\([a-z]\w{0,60}(?: [^\s()]{1,40})?\) )?(?:(?<file>[^\s:()][^:()]{0,300}):(?<line>\d{1,7}): )?(?<call>\S.{0,500})$/;
const CLOSURE = /^anonymous fn\/\d{1,3} in (?=.)/;
/** `Shop.Orders.show/1`, `:gen_server.loop/7`; instead of a number the arguments, where no clause took them. */
const CALL = /^(?<module>:?[A-Za-z_][\w.]{0,200})\.(?<function>(?:[a-z_]\w{0,100}[?!]?|"[^"]{1,100}")(?:\/\d{1,3}|(?=\()))/;

function frameOf(text: string): StackFrame | undefined {
  const { file, line, call = '' } = LINE.exec(text)?.groups ?? {};
  const { module, function: name } = CALL.exec(call.replace(CLOSURE, ''))?.groups ?? {};
  if (module === undefined || name === undefined) return undefined;
  return { function: name, module, ...(file === undefined ? {} : { file, line: Number(line) }), language: 'other' };
}

/**
 * A stack as Elixir's `Exception.format_stacktrace/1` prints it, innermost frame first, as it stands. The virtual machine keeps eight frames unless
 * told otherwise, so the outermost ones may be missing. A function defined in another is told as that other.
 */
export function elixirStack(lines: readonly string[]): StackFrame[] {
  return lines.flatMap((text) => frameOf(text) ?? []).slice(0, FRAMES_CAP);
}
