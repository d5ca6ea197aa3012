import type { CallSite, Evidence } from '../../model/report.ts';
import { frameText } from '../words.ts';

interface PhysicalLocation {
  readonly artifactLocation: { readonly uri: string };
  readonly region: { readonly startLine: number };
}

export interface Location {
  readonly physicalLocation: PhysicalLocation;
  readonly message?: { readonly text: string };
}

const encoded = (path: string): string => path.split('/').filter((part) => part !== '' && part !== '.').map(encodeURIComponent).join('/'); // prettier-ignore

/** A path as a URI reference: absolute ones with file://, the others relative. */
function uriOf(path: string): string {
  const slashed = path.replaceAll('\\', '/');
  const uri = encoded(slashed) || 'unknown';
  if (/^[A-Za-z]:\//.test(slashed)) return `file:///${uri.replace('%3A', ':')}`;
  return slashed.startsWith('/') ? `file:///${uri}` : uri;
}

/**
 * A file as SARIF wants it. Java prints the bare file name, so the package of the class is put before it: what stands below a source
 * root. Undefined where the frame knows no file.
 */
export function codeLocation(frame: CallSite & { readonly language?: string }): Location | undefined {
  if (frame.file === undefined || encoded(frame.file) === '') return undefined;
  const bare = !/[/\\]/.test(frame.file);
  const folder = bare && frame.module !== undefined && !frame.module.includes('/') ? frame.module.split('.').slice(0, -1).join('/') : '';
  return located(folder === '' ? frame.file : `${folder}/${frame.file}`, frame.line ?? 1, frameText(frame));
}

/** A line of a log. */
export const logLocation = ({ source, line, text }: Evidence): Location => located(source.replace(/[<>]/g, ''), line, text);

function located(path: string, line: number, text: string): Location {
  return {
    physicalLocation: { artifactLocation: { uri: uriOf(path) }, region: { startLine: Math.max(1, line) } },
    ...(text === '' ? {} : { message: { text } }),
  };
}
