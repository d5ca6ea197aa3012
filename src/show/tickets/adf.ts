/** A node of the Atlassian Document Format. Text in it is never markup, so nothing has to be escaped. */
export interface AdfNode {
  readonly type: string;
  readonly text?: string;
  readonly attrs?: Readonly<Record<string, string | number>>;
  readonly marks?: readonly { readonly type: 'strong' | 'code' }[];
  readonly content?: readonly AdfNode[];
}

/** Empty text nodes are refused, so an empty text is no node. */
const nodes = (text: string, mark?: 'strong' | 'code'): AdfNode[] =>
  text === '' ? [] : [{ type: 'text', text, ...(mark !== undefined && { marks: [{ type: mark }] }) }];

export const paragraph = (...content: AdfNode[][]): AdfNode => ({ type: 'paragraph', content: content.flat() });
export const plain = (text: string): AdfNode[] => nodes(text);
export const strong = (text: string): AdfNode[] => nodes(text, 'strong');
export const code = (text: string): AdfNode[] => nodes(text, 'code');
export const heading = (text: string): AdfNode => ({ type: 'heading', attrs: { level: 3 }, content: nodes(text) });
export const codeBlock = (text: string): AdfNode => ({ type: 'codeBlock', content: nodes(text) });
export const list = (items: readonly AdfNode[][]): AdfNode => ({
  type: 'bulletList',
  content: items.map((content) => ({ type: 'listItem', content: [{ type: 'paragraph', content }] })),
});

export const document = (...content: (AdfNode | undefined)[]): { readonly version: 1 } & AdfNode => ({
  type: 'doc',
  version: 1,
  content: content.filter((node) => node !== undefined),
});
