import type { Finding } from './finding.ts';

/** A message must be this many times more frequent in the contexts of lost checkouts than in those of returned ones … */
const LEAST_LIFT = 5;
/** … and stand in at least this many lost ones. */
const LEAST_LOST = 2;
const MOST_SUSPECTS = 4;

interface Candidate {
  readonly template: string;
  readonly findings: readonly Finding[];
  readonly weight: number;
}

/**
 * Gives each lost checkout the message that tells it from the returned ones, where there is such a message: spoken in the contexts of the
 * lost, hardly ever in those of the others. What was there before (a warning in the same context) stays where no message tells more.
 * @returns the findings, with `template` set where one was found
 */
export function tellingTemplates(findings: readonly Finding[]): Finding[] {
  const told = new Map<Finding, string>();
  for (const group of byPlace(findings)) {
    let left = group;
    for (let i = 0; i < MOST_SUSPECTS && left.length > 0; i++) {
      const best = candidates(left, group.length)[0];
      if (!best) break;
      for (const finding of best.findings) told.set(finding, best.template);
      left = left.filter((finding) => !best.findings.includes(finding));
    }
  }
  return findings.map((finding) => (told.has(finding) ? { ...finding, template: told.get(finding) } : finding));
}

/** Checkouts of one life are compared with the returned ones of that life; routes are told apart already. */
function byPlace(findings: readonly Finding[]): Finding[][] {
  const places = new Map<unknown, Map<string, Finding[]>>();
  for (const finding of findings) {
    const routes = places.get(finding.poolCase.life) ?? new Map<string, Finding[]>();
    places.set(finding.poolCase.life, routes);
    routes.set(finding.route ?? '', [...(routes.get(finding.route ?? '') ?? []), finding]);
  }
  return [...places.values()].flatMap((routes) => [...routes.values()]);
}

function candidates(findings: readonly Finding[], of: number): Candidate[] {
  const { innocent } = findings[0]!.poolCase.life;
  const spoken = new Map<string, Finding[]>();
  for (const finding of findings) for (const template of finding.templates) spoken.set(template, [...(spoken.get(template) ?? []), finding]);
  return [...spoken]
    .map(([template, found]): Candidate & { lift: number } => {
      const among = ((innocent.templates.get(template) ?? 0) + 0.5) / (innocent.checkouts + 1);
      const lift = found.length / of / among;
      return { template, findings: found, lift, weight: found.length * Math.log(lift) };
    })
    .filter(({ findings: found, lift }) => lift >= LEAST_LIFT && found.length >= LEAST_LOST)
    .sort((a, b) => b.weight - a.weight || (a.template < b.template ? -1 : 1));
}
