import { atLeast, gain } from '../../likelihood.ts';
import { rightBefore, saidBefore } from '../../observe/work/right-before.ts';
import { isKeyless, runsSeveralAtOnce } from '../case/patience.ts';
import type { Finding } from '../fates/finding.ts';

/** Lost checkouts that the lines around them tell from the returned ones, by the same sign. */
export interface ContextGroup {
  readonly findings: readonly Finding[];
  readonly route: string | undefined;
  readonly template: string | undefined;
  readonly statement: string | undefined;
  /** That the sign names the right work. */
  readonly confidence: number;
}

/** Nats that a sign must tell beyond chance, besides the cost of picking one of so many. */
const LEAST_GAIN = 3;
/** A sign stands in at least this many lost checkouts … */
const LEAST_LOST = 2;
/** … and a route or message shared by this part of a group belongs to the group. */
const MOST = 0.8;
const MOST_GROUPS = 6;
/** What innocents say in their contexts too names nobody, though more than this part of a group said it. */
const HALF = 0.5;
/** Chance below which mistakes do not explain how often a route was named. */
const UNLIKELY = 0.05;

/** A route, a message of its context, or the one right before it. What is equally telling is preferred in this order. */
const KINDS = ['route', 'template', 'before'] as const;
type Kind = (typeof KINDS)[number];

interface Sign {
  readonly kind: Kind;
  readonly text: string;
  readonly findings: readonly Finding[];
  readonly gain: number;
}

/**
 * Tells apart whose the lost checkouts of one process life are. Routes and messages are held against the contexts of the returned
 * checkouts: the sign that lost ones have and returned ones lack wins, takes its checkouts along, and the rest is told apart in turn.
 */
export function tellApart(findings: readonly Finding[]): ContextGroup[] {
  return byLife(findings).flatMap((lost) => {
    const groups: ContextGroup[] = [];
    const told: Sign[] = [];
    let left = lost;
    for (let i = 0; i < MOST_GROUPS && left.length > 0; i++) {
      const all = signs(left);
      const best = all[0];
      if (!best || best.gain < LEAST_GAIN + Math.log(all.length)) break;
      groups.push(groupOf(best.findings, 0.95));
      told.push(best);
      left = left.filter((finding) => !best.findings.includes(finding));
    }
    const [only] = told;
    if (told.length === 1 && only && strayed(only, left)) return [{ ...groups[0]!, findings: lost }];
    return [...groups, ...rest(left, lost.length)];
  });
}

/**
 * Several requests share a context, so that some lines fell to checkouts beside their own, or to none: the sign was said as often in returned ones, or astray, as
 * there are lost ones without it, and no sign of their own tells these. Then they are its.
 */
function strayed({ kind, text, findings }: Sign, left: readonly Finding[]): boolean {
  const { life } = findings[0]!.poolCase;
  const elsewhere = kind === 'template' ? (life.innocent.templates.get(text) ?? 0) + (life.astray.get(text) ?? 0) : 0;
  return left.length > 0 && left.length <= elsewhere && elsewhere < findings.length && runsSeveralAtOnce(life);
}

const byLife = (findings: readonly Finding[]): Finding[][] => {
  const lives = new Map<unknown, Finding[]>();
  for (const finding of findings) {
    const life = lives.get(finding.poolCase.life) ?? [];
    lives.set(finding.poolCase.life, life);
    life.push(finding);
  }
  return [...lives.values()];
};

/** How often returned checkouts had a sign, as a probability. */
function amongReturned({ poolCase: { life } }: Finding, kind: Kind, text: string): number {
  if (kind !== 'route') {
    const returned = life.innocent.templates.get(kind === 'before' ? rightBefore(text) : text) ?? 0;
    return (returned + 0.5) / (life.innocent.checkouts + 1);
  }
  const sites = isKeyless(life) ? life.claims.sites : life.sites;
  let all = 0;
  for (const { returned } of sites.values()) all += returned.count;
  return ((sites.get(`route\u0001${text}`)?.returned.count ?? 0) + 0.5) / (all + 1);
}

/** All signs of the lost checkouts, the most telling first. */
function signs(lost: readonly Finding[]): Sign[] {
  const found = new Map<string, { kind: Kind; text: string; findings: Finding[] }>();
  const note = (kind: Kind, text: string, finding: Finding): void => {
    const sign = found.get(`${kind} ${text}`) ?? { kind, text, findings: [] };
    found.set(`${kind} ${text}`, sign);
    sign.findings.push(finding);
  };
  for (const finding of lost) {
    if (finding.route !== undefined) note('route', finding.route, finding);
    for (const template of finding.templates) {
      const before = saidBefore(template);
      if (before === undefined) note('template', template, finding);
      // where several requests share a context, it may be anybody's
      else if (!runsSeveralAtOnce(finding.poolCase.life)) note('before', before, finding);
    }
  }
  return [...found.values()]
    .filter((sign) => sign.findings.length >= LEAST_LOST)
    .map((sign) => ({ ...sign, gain: gain(sign.findings.length, lost.length, amongReturned(sign.findings[0]!, sign.kind, sign.text)) }))
    .sort((a, b) => b.gain - a.gain || KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || (a.text < b.text ? -1 : 1));
}

const shared = (values: readonly (string | undefined)[], part: number): string | undefined => {
  const counts = new Map<string, number>();
  for (const value of values) if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
  const [best] = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return best && best[1] >= part * values.length ? best[0] : undefined;
};

function groupOf(findings: readonly Finding[], confidence: number): ContextGroup {
  const messages = signs(findings).filter(
    (sign) => sign.kind !== 'route' && sign.findings.length >= MOST * findings.length && sign.gain >= LEAST_GAIN,
  );
  const trouble = shared(
    findings.map((finding) => finding.template),
    HALF,
  );
  const usual = trouble !== undefined && amongReturned(findings[0]!, 'template', trouble) >= HALF;
  return {
    findings,
    route: shared(findings.map((finding) => finding.route), MOST), // prettier-ignore
    template: messages[0]?.text ?? (usual ? undefined : trouble),
    statement: shared(findings.map((finding) => finding.statement), HALF), // prettier-ignore
    confidence,
  };
}

/**
 * Nothing tells these from innocent work. Their routes still say whose they are, however busy these are; else, if nearly all have the same
 * route, that is where to look.
 */
function rest(left: readonly Finding[], of: number): ContextGroup[] {
  const routed = byRoute(left);
  const others = left.filter((finding) => !routed.some((group) => group.includes(finding)));
  return [...routed.map((group) => groupOf(group, sureOf(group))), ...unrouted(others, of)];
}

const sureOf = (findings: readonly Finding[]): number => findings.reduce((sure, finding) => Math.min(sure, 1 - finding.routeDoubt), 1);

/** Lost checkouts of one route, where there are more of them than mistakes would make. */
function byRoute(left: readonly Finding[]): Finding[][] {
  const routes = new Map<string, Finding[]>();
  for (const finding of left) {
    if (finding.route !== undefined) routes.set(finding.route, [...(routes.get(finding.route) ?? []), finding]);
  }
  return [...routes.values()].filter((group) => {
    const mistaken = (1 - sureOf(group)) * left.length;
    return group.length >= LEAST_LOST && atLeast(group.length, mistaken) < UNLIKELY;
  });
}

function unrouted(left: readonly Finding[], of: number): ContextGroup[] {
  if (left.length === 0) return [];
  const group = groupOf(left, sureOf(left));
  if (group.route !== undefined && (left.length >= LEAST_LOST || left.length === of)) return [group];
  return [
    {
      findings: left,
      route: undefined,
      template: left.length === of ? group.template : undefined,
      statement: group.statement,
      confidence: 0.3,
    },
  ];
}
