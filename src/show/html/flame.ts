import type { Report, Suspect } from '../../model/report.ts';
import type { StackFrame } from '../../model/stack-frame.ts';
import { heldTimes, lostOf } from '../profile/held-time.ts';
import { counted, duration, location, number, place, qualifiedName, shortDuration, shortName } from '../words.ts';
import { NAME } from './budget.ts';
import { cut, markup, NOTHING, type Markup } from './markup.ts';

interface Node {
  readonly name: string;
  readonly title: string;
  readonly kind: 'blamed' | 'yours' | 'other' | 'pool' | 'run';
  /** Connection-milliseconds, or connections where the log does not tell times. */
  weight: number;
  connections: number;
  readonly children: Map<string, Node>;
}

/** Frames narrower than this share of the page have no room for a word. */
const NARROWEST = 1 / 150;
const DEEPEST = 60;

/** Outermost first. Runs of frames that are not the user's are one step each: they are the same in every stack. */
function stepsOf(suspect: Suspect): Omit<Node, 'weight' | 'connections' | 'children'>[] {
  const { stack = [] } = suspect;
  // Without a stack its route or log line stands for it.
  if (stack.length === 0) return [{ name: cut(place(suspect), 120), title: cut(place(suspect), NAME), kind: 'blamed' }];
  const steps: { name: string; title: string; kind: Node['kind']; run: number }[] = [];
  for (const frame of [...stack].reverse()) {
    const kind = isBlamed(frame, suspect) ? 'blamed' : kindOf(frame);
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

const isBlamed = (frame: StackFrame, { callSite }: Suspect): boolean =>
  callSite !== null && frame.function === callSite.function && frame.module === callSite.module && frame.line === callSite.line;

const kindOf = ({ role }: StackFrame): Node['kind'] =>
  role === 'application' || role === 'plumbing' ? 'yours' : role === 'pool' || role === 'driver' ? 'pool' : 'other';

/** Markup of the flame graph and the style rules for its widths: a strict policy allows no style in attributes. */
export function flame(report: Report): { readonly section: Markup; readonly rules: string } {
  const times = heldTimes(report);
  const root: Node = { name: 'all', title: '', kind: 'run', weight: 0, connections: 0, children: new Map() };
  for (const suspect of report.suspects) {
    const connections = lostOf(suspect);
    const weight = times === undefined ? connections : (times.get(suspect.fingerprint) ?? 0);
    if (weight === 0) continue;
    let node = root;
    for (const step of [undefined, ...stepsOf(suspect)]) {
      if (step !== undefined) {
        const child = node.children.get(step.title) ?? { ...step, weight: 0, connections: 0, children: new Map<string, Node>() };
        node.children.set(step.title, child);
        node = child;
      }
      node.weight += weight;
      node.connections += connections;
    }
  }
  if (root.weight === 0) return { section: NOTHING, rules: '' };
  const widths = new Set<number>();
  const tree = level(root, root.weight, widths, times !== undefined);
  const rules = [...widths].sort((a, b) => a - b).map((width) => `.w${width}{flex:${width} 1 0}`).join(''); // prettier-ignore
  const section = markup`<section id="flame" aria-labelledby="flame-h">
    <h2 id="flame-h">${times === undefined ? 'Leaked connections by stack' : 'Leaked connection time by stack'} <span class="count">${told(root, times !== undefined)}</span></h2>
    <p class="hint">Callers above, the pool below; red where the connection is lost; as wide as ${times === undefined ? 'the connections that it cost' : 'the time for which its connections have been gone, all together'}.</p>
    <div class="flame" tabindex="0" role="region" aria-label="Flame graph, scrolls sideways">${tree}</div>
  </section>`;
  return { section, rules };
} // prettier-ignore

/** `4 min · 5 connections`. */
const told = ({ weight, connections }: Node, timed: boolean): string =>
  timed ? `${duration(weight)} · ${counted(connections, 'connection')}` : counted(connections, 'connection');

function level(node: Node, total: number, widths: Set<number>, timed: boolean): Markup {
  const children = [...node.children.values()].sort((a, b) => b.weight - a.weight || (a.title < b.title ? -1 : 1));
  const wide = children.filter(({ weight }) => weight >= total * NARROWEST);
  const rest = node.weight - wide.reduce((sum, { weight }) => sum + weight, 0);
  if (wide.length === 0) return NOTHING;
  const items = wide.map((child) => {
    const text = `${child.title}: ${told(child, timed)}`;
    const short = timed ? shortDuration(child.weight) : number(child.weight);
    return markup`<li class="w${known(child.weight, total, widths)}"><span class="frame ${child.kind}" title="${text}">${child.name} <span class="weight">${short}</span></span>${level(child, total, widths, timed)}</li>`;
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
