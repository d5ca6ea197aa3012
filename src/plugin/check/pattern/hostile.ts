import { LOOP } from './ambiguity.ts';
import { UNIVERSE, type Tree } from './tree.ts';

/** A text that is made to be tried in vain: what stands before, what is repeated, and an end that nothing expects. */
export interface Hostile {
  readonly before: string;
  readonly unit: string;
}

/** What makes careless repeats try everything: one kind of character, or words, digits and marks by turns. */
const COMMON = ['a', ' ', '0', '"', '(', 'a.', 'a b ', '0:', 'a=1 ', '\t'];
const MOST = 60;

const exampleOf = (tree: Tree, liked: string): string => {
  switch (tree.kind) {
    case 'empty':
      return '';
    case 'set':
      return tree.chars.has(liked) ? liked : ((tree.chars.values().next().value as string | undefined) ?? '');
    case 'sequence':
      return tree.parts.map((part) => exampleOf(part, liked)).join('');
    case 'choice':
      return exampleOf(tree.branches[0] as Tree, liked);
    case 'repeat':
      return exampleOf(tree.body, liked).repeat(Math.max(1, Math.min(tree.min, 50)));
  }
};

/** The sets that a pattern repeats, each time it does. */
function repeated(tree: Tree, inLoop: boolean, out: ReadonlySet<string>[]): ReadonlySet<string>[] {
  if (tree.kind === 'set' && inLoop) out.push(tree.chars);
  if (tree.kind === 'sequence') for (const part of tree.parts) repeated(part, inLoop, out);
  if (tree.kind === 'choice') for (const branch of tree.branches) repeated(branch, inLoop, out);
  if (tree.kind === 'repeat') repeated(tree.body, inLoop || tree.max > LOOP, out);
  return out;
}

/** Texts on which this very pattern is slow, if on any: each of its loops gone through again and again, after what leads to it. */
export function hostileTexts(tree: Tree | undefined, source: string): Hostile[] {
  const literal = /[A-Za-z][A-Za-z :=-]{2,40}/.exec(source)?.[0];
  const found = COMMON.concat(literal === undefined ? [] : [literal, `${literal} `]).map((unit) => ({ before: '', unit }));
  if (tree === undefined) return found;
  const sets = repeated(tree, false, []);
  const hits = (char: string): number => sets.filter((chars) => chars.has(char)).length;
  const liked = [...UNIVERSE].sort((a, b) => hits(b) - hits(a)).slice(0, 2);
  for (const char of liked) {
    const walk = (node: Tree, before: string): string => {
      if (node.kind === 'sequence') return node.parts.reduce((text, part) => walk(part, text), before);
      if (node.kind === 'choice') return node.branches.map((branch) => walk(branch, before))[0] ?? before;
      if (node.kind !== 'repeat') return before + exampleOf(node, char);
      if (node.max > LOOP) found.push({ before, unit: exampleOf(node.body, char) }, { before: '', unit: before + exampleOf(node, char) });
      return walk(node.body, before);
    };
    walk(tree, '');
    found.push({ before: '', unit: char });
  }
  const unique = new Map(found.map((text) => [`${text.before}\n${text.unit}`, text]));
  return [...unique.values()].filter(({ unit }) => unit !== '').slice(0, MOST);
}
