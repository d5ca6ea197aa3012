const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;', '`': '&#96;' };

/** Text as HTML text or as a quoted attribute. */
const escape = (text: string): string => text.replace(/[&<>"'`]/g, (mark) => ENTITIES[mark] ?? '');

/** Markup of our own. Nothing else is ever put into a page unescaped, so a log cannot make any. */
export class Markup {
  readonly source: string;

  constructor(source: string) {
    this.source = source;
  }
}

export type Content = Markup | string | number | undefined | readonly Content[];

const rendered = (content: Content): string => {
  if (content instanceof Markup) return content.source;
  if (content === undefined) return '';
  return typeof content === 'object' ? content.map(rendered).join('') : escape(String(content));
};

const plain = new WeakMap<TemplateStringsArray, readonly string[]>();

/** The fixed pieces of a template without the indentation that they have in our source. */
function piecesOf(template: TemplateStringsArray): readonly string[] {
  const known = plain.get(template) ?? template.map((piece) => piece.replace(/\n\s+/g, '\n'));
  plain.set(template, known);
  return known;
}

/**
 * Markup with holes: what fills them is escaped unless it is markup itself; lists are joined, undefined is nothing.
 * Not called html, because Prettier closes elements that such a template leaves open.
 */
export const markup = (pieces: TemplateStringsArray, ...contents: readonly Content[]): Markup =>
  new Markup(piecesOf(pieces).reduce((before, piece, index) => before + rendered(contents[index - 1]) + piece));

export const NOTHING = new Markup('');

/** A text of at most so many characters; what is longer ends with a mark. */
export const cut = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`;
