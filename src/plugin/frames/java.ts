import type { StackFrame } from '../../model/stack-frame.ts';
import { KnownLists } from '../known-lists.ts';
import { isBrokenFrame, javaFrame, omittedFrames, ungutter } from './java-frame.ts';

const FRAMES_CAP = 1_000;
const LINES_CAP = 20_000;

/** One throwable of a chain: its own frames, and how many of its parent's outermost frames it shares. */
interface Throwable {
  readonly frames: StackFrame[];
  shared: number;
}

/** Dropwizard says `Causing:` where logback says `Wrapped by:` (PrefixedRootCauseFirstThrowableProxyConverter.java). */
const CHAIN = /^(?:Caused by|Wrapped by|Causing|Suppressed):/;
/** Starts another trace inside the same record (Druid prints the owner's current stack after the one at checkout). */
const OTHER_TRACE = /stack ?trace|\b(?:exception|error|throwable|thread)\b/i;

/** Puts the pieces of a trace that a forwarder flattened, or escaped as `\n`, on lines of their own again. */
function unfold(line: string): readonly string[] {
  if (!line.includes(' at ') && !line.includes('\\n') && !line.includes(' ... ')) return [line];
  const escaped = line.includes('\\n') ? line.split(/(?:\\r)?\\n/) : [line];
  return escaped.flatMap((piece) =>
    piece.includes(') at ') || piece.includes('] at ') || / at [\w$./]{3,300}\([^()]{0,300}\) {1,4}\.{3} \d/.test(piece)
      ? piece.split(/ (?=at [\w$./@<>-]{3,300}\(|Caused by: |\.{3} \d{1,6} (?:more|common))/)
      : [piece],
  );
}

/** Printed frames and, where the deepest throwable leaves out what it shares with its parent, the parent's. */
function splice(outermostFirst: readonly Throwable[]): StackFrame[] {
  let whole: StackFrame[] = [];
  for (const { frames, shared } of outermostFirst) {
    if (frames.length === 0 && shared === 0) continue;
    whole = shared === 0 ? frames : [...frames, ...whole.slice(-shared)];
  }
  return whole.slice(0, FRAMES_CAP);
}

/**
 * The stack of a Java trace, innermost first: the frames of the deepest cause followed by those of its parents that
 * `... n more` stands for, so that a wrapped exception shows the whole way from the entry point to where it was thrown.
 * Reads `printStackTrace`, logback (also root cause first) and log4j2 traces, pasted, indented, quoted, wrapped or flattened.
 * Suppressed exceptions and a second trace in the same record are left out. Empty where there is no frame. Never throws;
 * at most 1,000 frames.
 */
export const javaStack = (lines: readonly string[]): StackFrame[] => [...(known.of(lines) ?? stackIn(lines))];

const known = new KnownLists(stackIn);

function stackIn(lines: readonly string[]): StackFrame[] {
  const first: Throwable = { frames: [], shared: 0 };
  const chain = [first];
  let current: Throwable | undefined = first;
  let rootCauseFirst = false;
  let suppressedIndent = Infinity;
  let broken: string | undefined;

  for (const line of lines.slice(0, LINES_CAP).flatMap(unfold).slice(0, LINES_CAP)) {
    const { indent, text } = ungutter(line);
    if (text === '') continue;

    let frame = broken === undefined || text.startsWith('at ') ? undefined : javaFrame(broken + text);
    frame ??= javaFrame(text);
    broken = frame === undefined && isBrokenFrame(text) ? text : undefined;
    if (frame !== undefined) {
      if (current !== undefined && current.frames.length < FRAMES_CAP) current.frames.push(frame);
      continue;
    }
    const omitted = omittedFrames(text);
    if (omitted !== undefined) {
      if (current !== undefined) current.shared = omitted;
      continue;
    }
    const link = CHAIN.exec(text)?.[0];
    if (link === 'Suppressed:') {
      suppressedIndent = Math.min(suppressedIndent, indent);
      current = undefined;
    } else if (link !== undefined) {
      // The cause of a suppressed exception is indented like that exception, the main one's is not.
      if (suppressedIndent !== Infinity && suppressedIndent > 0 && indent >= suppressedIndent) continue;
      suppressedIndent = Infinity;
      rootCauseFirst ||= link === 'Wrapped by:' || link === 'Causing:';
      current = { frames: [], shared: 0 };
      chain.push(current);
    } else if (current !== undefined && current.frames.length > 0 && OTHER_TRACE.test(text)) {
      current = undefined;
    }
  }
  return splice(rootCauseFirst ? chain.reverse() : chain);
}
