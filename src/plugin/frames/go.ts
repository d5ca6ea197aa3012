import type { StackFrame } from '../../model/stack-frame.ts';
import { ginFrame, withoutArrow } from './go-recovered.ts';

/** As many frames as a stack may bring; the runtime itself prints 100 and then elides. */
const MAX_FRAMES = 400;
const ORIGIN = /^\s*\[originating from goroutine \d{1,12}\]:/;
const GOROUTINE = /^\s*goroutine \d{1,12} .{0,200}\]:?\s*$/;
const CREATED_BY = /^\s*created by (?<name>\S{1,600})(?: in goroutine \d{1,12})?\s*$/;
// `\t/src/app/orders.go:73 +0x6e fp=0xc0 sp=0xc0 pc=0x6a`: a Windows file has a colon of its own, so the last one counts.
const LOCATION = /:(?<line>\d{1,9})(?: \+0x[0-9a-f]{1,16})?(?: fp=0x[0-9a-f]{1,16} sp=0x[0-9a-f]{1,16} pc=0x[0-9a-f]{1,16})?\s*$/;
// debug=1 of net/http/pprof: `#\t0x4d8138\tdatabase/sql.(*DB).conn+0x3d8\t\t/go/src/database/sql/sql.go:1341`
const PROFILE = /^#\s{1,8}0x[0-9a-f]{1,16}\s{1,40}(?<name>\S{1,600}?)\+0x[0-9a-f]{1,16}\s{1,80}(?<file>\S.{0,600}):(?<line>\d{1,9})\s*$/;
// Package paths, receivers, closures and `[...]` of generics. No blank: a sentence that ends in a parenthesis is no frame.
const ARGUMENTS = /^[0-9a-fx?_{}., ]{0,1500}$/;
const NAME = /^[\w./%*()[\]·~$<>,{}@+-]{1,600}$/;

/** Lines of a stack that travelled as one escaped string (`"stack":"goroutine 7 [running]:\n\tmain…"`), unfolded. */
function unfold(lines: readonly string[]): string[] {
  return lines.flatMap((line) =>
    line.includes('\\n\\t') || line.includes('\\n goroutine') || line.includes(']:\\n')
      ? line.replace(/\\([nt"\\])/g, (_, letter: string) => (letter === 'n' ? '\n' : letter === 't' ? '\t' : letter)).split('\n')
      : [withoutArrow(line)],
  );
}

// The linker escapes dots of a path's last element, quotes and control characters: `gopkg.in/yaml%2ev3`.
const unescape = (path: string): string => path.replace(/%([2-7][0-9a-f])/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));

/** `fleetd/internal/httpapi.(*Server).evaluateFence` → package path and function. */
function split(name: string): Pick<StackFrame, 'function' | 'module'> {
  const generic = name.indexOf('[');
  const slash = name.lastIndexOf('/', generic < 0 ? name.length : generic);
  const dot = name.indexOf('.', slash + 1);
  // `panic` and `goexit` are the runtime's, printed bare.
  if (dot < 0) return { function: name, module: 'runtime' };
  // A method value's wrapper stands for the method.
  const own = name.slice(dot + 1).replace(/-fm$/, '');
  return { function: own === '' ? name : own, module: unescape(name.slice(0, dot)) };
}

interface Location {
  readonly file?: string;
  readonly line?: number;
}

function location(text: string | undefined): Location | undefined {
  if (text === undefined || !/^(?:\s|\/|[A-Za-z]:[\\/]|<)/.test(text)) return undefined;
  const found = LOCATION.exec(text);
  if (!found) return undefined;
  const file = text.slice(0, found.index).trim();
  if (file === '' || file.startsWith('<')) return {};
  return { file, line: Number(found.groups?.['line']) };
}

/** The function's name in the first line of a frame: before its arguments, or the whole line where a location follows (zap, pkg/errors). */
function nameOf(line: string, located: boolean): string | undefined {
  const text = line.trim();
  const open = text.endsWith(')') ? text.lastIndexOf('(') : -1;
  // Arguments are hexadecimal words without parentheses: what stands in the last pair is theirs, or the line is no frame.
  const called = open > 0 && ARGUMENTS.test(text.slice(open + 1, -1));
  const name = called ? text.slice(0, open) : located ? text : undefined;
  if (name === undefined || !NAME.test(name)) return undefined;
  return name.includes('.') || name === 'panic' ? name : undefined;
}

const same = (a: StackFrame | undefined, b: StackFrame): boolean => a !== undefined && a.function === b.function && a.module === b.module;

/**
 * The frames of the first goroutine in these lines, innermost first. Reads what the runtime prints (panics, SIGQUIT, `debug.Stack`,
 * pprof's debug=1 and debug=2; Go, runtime/traceback.go), the same without arguments (zap's `stacktrace`, pkg/errors, go-chi's recoverer) and
 * what gin's recovery makes of it.
 *
 * - The goroutine's creator ends the list; with GODEBUG=tracebackancestors the ancestor's frames follow in its place.
 * - Below a `panic` only what panicked counts: the frames above it belong to whoever recovered and printed.
 *
 * `function` is what the package holds (`(*Server).evaluateFence`, `worker.func1`), `module` the package's path, unescaped.
 * Lines that are no frames are skipped; empty where there is no frame at all.
 */
export function goStack(lines: readonly string[]): StackFrame[] {
  const all = unfold(lines);
  let frames: StackFrame[] = [];
  let creator = false;
  for (let i = 0; i < all.length && frames.length < MAX_FRAMES; i++) {
    const line = (all[i] as string).slice(0, 2000);
    if (GOROUTINE.test(line)) {
      if (frames.length > 0) break;
      continue;
    }
    if (ORIGIN.test(line)) {
      // The ancestor's first frame is the creator, with what called it.
      if (creator) frames.pop();
      creator = false;
      continue;
    }
    const profile = PROFILE.exec(line)?.groups;
    if (profile) {
      frames.push({ ...split(profile['name'] as string), file: profile['file'] as string, line: Number(profile['line']), language: 'go' });
      continue;
    }
    const recovered = ginFrame(line, all[i + 1]?.slice(0, 2000));
    if (recovered) {
      if (!same(frames.at(-1), recovered)) frames.push(recovered);
      i++;
      continue;
    }
    const where = location(all[i + 1]?.slice(0, 2000));
    const created = CREATED_BY.exec(line)?.groups?.['name'];
    const name = created ?? nameOf(line, where !== undefined);
    if (name === undefined) continue;
    // The stack of an outer error begins where that of the inner one has ended.
    if (creator || (frames.at(-1)?.module === 'runtime' && frames.at(-1)?.function === 'goexit' && created === undefined)) break;
    if (where) i++;
    const frame: StackFrame = { ...split(name), ...where, language: 'go' };
    // A recursion, the generated wrapper of a method value, inlined initialisers: the innermost one stands for all.
    if (created === undefined && same(frames.at(-1), frame)) continue;
    if (frame.module === 'runtime' && (frame.function === 'panic' || frame.function === 'gopanic')) frames = [];
    else frames.push(frame);
    creator = created !== undefined;
  }
  const thrown = frames.findIndex((f) => f.module !== 'runtime');
  return thrown > 0 && /^(?:panic|sigpanic|goPanic)/.test(frames[0]?.function ?? '') ? frames.slice(thrown) : frames;
}
