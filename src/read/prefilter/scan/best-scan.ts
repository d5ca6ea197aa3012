import { CompiledLines } from './compiled-lines.ts';
import type { LineScan } from './line-scan.ts';
import { PlainLines } from './plain-lines.ts';

/** The fastest way that this process has: WebAssembly where it may be used, and where the literals fit. */
export function lineScan(texts: readonly string[]): LineScan {
  return CompiledLines.of(texts) ?? new PlainLines(texts);
}
