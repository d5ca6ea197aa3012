/** One tag of a page, as a browser would read it. */
export interface Tag {
  readonly name: string;
  readonly end: boolean;
  readonly selfClosed: boolean;
  readonly attributes: Readonly<Record<string, string>>;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", '#96': '`' };
const decoded = (text: string): string => text.replace(/&(#?\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole);

/**
 * The tags, text and style sheet of a page, by the rules of HTML's tokenizer for what it may hold: a tag begins with `<` and a letter or `/`,
 * attributes are quoted. Anything else that begins like markup (a comment, a declaration, a bare attribute) throws.
 */
export function parts(source: string): { readonly tags: Tag[]; readonly text: string; readonly style: string } {
  const tags: Tag[] = [];
  let text = '';
  let style = '';
  let at = source.startsWith('<!doctype html>') ? 15 : fail(source, 0);
  while (at < source.length) {
    const next = source.indexOf('<', at);
    if (next < 0) break;
    text += decoded(source.slice(at, next));
    const match = /<(\/?)([a-z][a-z0-9]*)((?:\s+[a-zA-Z][\w-]*(?:="[^"<>]*")?)*)\s*(\/?)>/y;
    match.lastIndex = next;
    const found = match.exec(source) ?? fail(source, next);
    const attributes = Object.fromEntries(
      [...found[3]!.matchAll(/([a-zA-Z][\w-]*)(?:="([^"]*)")?/g)].map(([, name, value]) => [name!, decoded(value ?? '')]),
    );
    tags.push({ name: found[2]!, end: found[1] === '/', selfClosed: found[4] === '/', attributes });
    at = match.lastIndex;
    if (found[2] === 'style' && found[1] === '') {
      const end = source.indexOf('</style', at);
      style += source.slice(at, end);
      at = end;
    }
  }
  return { tags, text: text.replace(/\s+/g, ' '), style };
}

function fail(source: string, at: number): never {
  throw new Error(`no markup of ours: ${source.slice(at, at + 80)}`);
}
