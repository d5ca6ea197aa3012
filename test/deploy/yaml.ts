import { parsers } from 'prettier/plugins/yaml';

/** What YAML holds; each scalar as its text. */
export type Yaml = string | readonly Yaml[] | { readonly [key: string]: Yaml };

interface Node {
  readonly type: string;
  readonly value?: string;
  readonly children?: readonly (Node | null)[];
}

/** The documents of a file. The parser is the one that formats these files already; its tree becomes plain values here. @throws where the text is no YAML */
export async function documentsOf(text: string): Promise<Yaml[]> {
  const root = (await parsers.yaml.parse(text, {} as never)) as Node;
  return (root.children ?? []).flatMap((document) => {
    const body = document?.children?.find((child) => child?.type === 'documentBody')?.children?.[0];
    return body ? [valueOf(body)] : [];
  });
}

function valueOf(node: Node | null | undefined): Yaml {
  if (!node) return '';
  if (node.value !== undefined) return node.value;
  const children = node.children ?? [];
  if (node.type === 'mapping' || node.type === 'flowMapping') return Object.fromEntries(children.map((item) => entryOf(item)));
  if (node.type === 'sequence' || node.type === 'flowSequence') return children.map((item) => valueOf(item));
  // what stands around a value: an item, a key
  return valueOf(children[0]);
}

const entryOf = (item: Node | null): [string, Yaml] => [String(valueOf(item?.children?.[0])), valueOf(item?.children?.[1])];

/** What stands there, by keys and positions; undefined where nothing does. */
export function at(value: Yaml | undefined, ...path: readonly (string | number)[]): Yaml | undefined {
  return path.reduce<Yaml | undefined>(
    (inner, key) => (typeof inner === 'object' ? (inner as Record<string, Yaml>)[key] : undefined),
    value,
  );
}
