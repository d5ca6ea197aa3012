import type { StackFrame } from '../../model/stack-frame.ts';
import { compactFrames } from './python-compact.ts';

const MAX_JSON = 1 << 20;
const MAX_DEPTH = 6;

type Shape = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Shape => typeof value === 'object' && value !== null && !Array.isArray(value);
const firstString = (shape: Shape, ...keys: string[]): string | undefined =>
  keys.map((key) => shape[key]).find((value): value is string => typeof value === 'string' && value !== '');
const firstNumber = (shape: Shape, ...keys: string[]): number | undefined =>
  keys.map((key) => shape[key]).find((value): value is number => Number.isInteger(value) && (value as number) >= 0);

function frameOf(value: unknown): StackFrame[] {
  if (typeof value === 'string') return compactFrames(value);
  if (!isObject(value)) return [];
  const file = firstString(value, 'abs_path', 'filename', 'file');
  const line = firstNumber(value, 'lineno', 'line');
  const name = firstString(value, 'name', 'function');
  return file && line !== undefined && name ? [{ function: name, file, line, language: 'python' }] : [];
}

function tracesOf(value: unknown, depth: number): StackFrame[][] {
  if (depth > MAX_DEPTH) return [];
  if (Array.isArray(value)) {
    const own = value.flatMap(frameOf);
    // structlog lists the exception that was raised last first, its causes after it; a traceback prints them the other way round.
    return own.length > 0 ? [own] : value.flatMap((item) => tracesOf(item, depth + 1)).reverse();
  }
  if (!isObject(value)) return [];
  if (Array.isArray(value['exceptions']) && value['exceptions'].length > 0) return tracesOf(value['exceptions'][0], depth + 1);
  // Sentry's `values` already stand oldest first.
  if (Array.isArray(value['values'])) return value['values'].flatMap((item) => tracesOf(item, depth + 1));
  const frames = value['frames'];
  if (Array.isArray(frames)) return [frames.flatMap(frameOf)];
  return ['exception', 'stacktrace', 'exc_info', 'traceback', 'stack'].flatMap((key) => tracesOf(value[key], depth + 1)).slice(0, 8);
}

/**
 * Stacks in a line of JSON, oldest exception first, outermost call first: structlog's `dict_tracebacks`
 * (structlog/tracebacks.py: `[{exc_type, frames: [{filename, lineno, name}]}]`), Sentry's `stacktrace.frames`, a list of frames or of
 * `file:line in function`. Empty where the line is no JSON or holds none.
 */
export function tracesOfJson(line: string): StackFrame[][] {
  if (line.length > MAX_JSON || !/"(?:frames|lineno|stack)"|\.py/.test(line)) return [];
  try {
    return tracesOf(JSON.parse(line), 0).filter((frames) => frames.length > 0);
  } catch {
    return [];
  }
}
