import type { Report, Suspect } from '../../model/report.ts';
import type { StackFrame } from '../../model/stack-frame.ts';
import { counted, location, number, qualifiedName, shortName } from '../words.ts';
import { NAME } from './budget.ts';
import { cut, markup, NOTHING, type Markup } from './markup.ts';

interface Node {
  readonly name: string;
  readonly title: string;
  readonly kind: 'yours' | 'other' | 'pool' | 'run';
  weight: number;
  readonly children: Map<string, Node>;
}

/** Frames narrower than this share of the page have no room for a word. */
const NARROWEST = 1 / 150;
const DEEPEST = 60;

const weightOf = ({ leaked, open }: Suspect): number => (leaked > 0 ? leaked : open);

/** Outermost first. Runs of frames that are not the user's are one step each: they are the same in every stack. */
function stepsOf({ stack = [] }: Suspect): Omit<Node, 'weight' | 'children'>[] {
  const steps: { name: string; title: string; kind: Node['kind']; run: number }[] = [];
  for (const frame of [...stack].reverse()) {
    const kind = kindOf(frame);
    const where = location(frame);
    const title = cut(`${qualifiedName(frame)}${where === undefined ? '' : ` (${where})`}`, NAME);
    const last = steps.at(-1);
    if (kind === 'other' && last?.kind === 'other') {
      last.run++;
      last.name = `${last.run} library frames`;
    } else steps.push({ name: cut(shortName(frame), 120), title, kind, run: 1 });
  }
  return steps.slice(0, DEEPEST).map(({ name, title, kind, run }) => ({
    name,
    title: run > 1 ? `${run} frames from ${title} on` : title,
    kind: run > 1 ? 'run' : kind,
  }));
}

const kindOf = ({ role }: StackFrame): Node['kind'] =>
  role === 'application' || role === 'plumbing' ? 'yours' : role === 'pool' || role === 'driver' ? 'pool' : 'other';

/** Markup of the flame graph and the style rules for its widths: a strict policy allows no style in attributes. */
export function flame({ suspects }: Report): { readonly section: Markup; readonly rules: string } {
  const root: Node = { name: 'all', title: '', kind: 'run', weight: 0, children: new Map() };
  for (const suspect of suspects) {
    const weight = weightOf(suspect);
    const steps = stepsOf(suspect);
    if (weight === 0 || steps.length === 0) continue;
    let node = root;
    node.weight += weight;
    for (const step of steps) {
      const child = node.children.get(step.title) ?? { ...step, weight: 0, children: new Map<string, Node>() };
      node.children.set(step.title, child);
      child.weight += weight;
      node = child;
    }
  }
  if (root.weight === 0) return { section: NOTHING, rules: '' };
  const widths = new Set<number>();
  const tree = level(root, root.weight, widths);
  const rules = [...widths].sort((a, b) => a - b).map((width) => `.w${width}{flex:${width} 1 0}`).join(''); // prettier-ignore
  const section = markup`<section id="flame" aria-labelledby="flame-h">
    <h2 id="flame-h">Leaked connections by stack <span class="count">${number(root.weight)}</span></h2>
    <p class="hint">Callers above, the pool below; as wide as the connections that it cost.</p>
    <div class="flame">${tree}</div>
  </section>`;
  return { section, rules };
}

function level(node: Node, total: number, widths: Set<number>): Markup {
  const children = [...node.children.values()].sort((a, b) => b.weight - a.weight || (a.title < b.title ? -1 : 1));
  const wide = children.filter(({ weight }) => weight >= total * NARROWEST);
  const rest = node.weight - wide.reduce((sum, { weight }) => sum + weight, 0);
  if (wide.length === 0) return NOTHING;
  const items = wide.map((child) => {
    const text = `${child.title}: ${counted(child.weight, 'connection')}`;
    return markup`<li class="w${known(child.weight, total, widths)}"><span class="frame ${child.kind}" title="${text}">${child.name} <span class="weight">${number(child.weight)}</span></span>${level(child, total, widths)}</li>`;
  }); // prettier-ignore
  return markup`<ul>
    ${items}${rest > 0 ? markup`<li class="w${known(rest, total, widths)}" aria-hidden="true"></li>` : NOTHING}
  </ul>`;
}

/** Widths in thousandths: there are at most so many rules. */
function known(weight: number, total: number, widths: Set<number>): number {
  const width = Math.max(1, Math.round((weight / total) * 1000));
  widths.add(width);
  return width;
}
