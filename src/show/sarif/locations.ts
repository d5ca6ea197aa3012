import type { CallSite, Evidence, SourceExcerpt } from '../../model/report.ts';
import { frameText } from '../words.ts';

interface Region {
  readonly startLine: number;
  readonly endLine?: number;
  readonly snippet?: { readonly text: string };
}

interface PhysicalLocation {
  readonly artifactLocation: { readonly uri: string; readonly uriBaseId?: string };
  readonly region: Region;
  readonly contextRegion?: Region;
}

/** The name that SARIF's readers know for the repository's root. */
export const ROOT = '%SRCROOT%';

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
  if (frame.path !== undefined) {
    const { physicalLocation, ...rest } = located(frame.path, frame.line ?? 1, frameText(frame));
    return {
      physicalLocation: { ...physicalLocation, artifactLocation: { ...physicalLocation.artifactLocation, uriBaseId: ROOT } },
      ...rest,
    };
  }
  if (frame.file === undefined || encoded(frame.file) === '') return undefined;
  const bare = !/[/\\]/.test(frame.file);
  const folder = bare && frame.module !== undefined && !frame.module.includes('/') ? frame.module.split('.').slice(0, -1).join('/') : '';
  return located(folder === '' ? frame.file : `${folder}/${frame.file}`, frame.line ?? 1, frameText(frame));
}

/** The same with the code that stands there, for readers that have no checkout at hand. */
export function withExcerpt({ physicalLocation, ...rest }: Location, { line, lines }: SourceExcerpt): Location {
  const [first, last, here] = [lines[0], lines.at(-1), lines.find((one) => one.line === line)];
  if (first === undefined || last === undefined || here === undefined) return { physicalLocation, ...rest };
  const context = { startLine: first.line, endLine: last.line, snippet: { text: lines.map(({ text }) => text).join('\n') } };
  const region = here.text === '' ? physicalLocation.region : { ...physicalLocation.region, snippet: { text: here.text } };
  return { physicalLocation: { ...physicalLocation, region, contextRegion: context }, ...rest };
}

/** A line of a log. */
export const logLocation = ({ source, line, text }: Evidence): Location => located(source.replace(/[<>]/g, ''), line, text);

function located(path: string, line: number, text: string): Location {
  return {
    physicalLocation: { artifactLocation: { uri: uriOf(path) }, region: { startLine: Math.max(1, line) } },
    ...(text === '' ? {} : { message: { text } }),
  };
}
