import { fingerprintOfFrame, fingerprintOfPool, fingerprintOfRoute, fingerprintOfStatement, fingerprintOfTemplate } from '../fingerprint.ts';
import type { Finding } from './finding.ts';
import type { Blamer } from './runs.ts';
import { tellingTemplates } from './telling-templates.ts';
import { emptyDraft, seen, witness, type SuspectDraft } from './suspect-draft.ts';

/** A route that a single finding names while others agree on another is noise: below this share, and below two, it names nobody. */
const NOISE_SHARE = 0.2;

/** Turns findings into suspects: one for each culprit, whatever the pool, pod or process in which it shows. */
export function gather(findings: readonly Finding[], blamer: Blamer): SuspectDraft[] {
  const drafts = new Map<string, SuspectDraft>();
  const stackless = tellingTemplates(findings.filter((finding) => finding.stack === undefined));
  for (const finding of findings) {
    // without a stack the context has to tell
    const draft = finding.stack !== undefined ? byStack(drafts, finding, finding.stack, blamer) : undefined;
    if (draft) add(draft, finding);
  }
  const perRoute = new Map<string, Finding[]>();
  for (const finding of stackless) {
    const key = identity(finding);
    perRoute.set(key, [...(perRoute.get(key) ?? []), finding]);
  }
  for (const group of perRoute.values()) {
    const [first] = group;
    if (!first) continue;
    const named = first.route !== undefined && (group.length >= 2 || group.length >= NOISE_SHARE * stackless.length);
    const draft = named || first.route === undefined ? byContext(drafts, first) : undefined;
    if (!draft) continue;
    for (const finding of group) add(draft, finding);
    shareContext(draft, group, blamer);
  }
  return [...drafts.values()];
}

const identity = (finding: Finding): string =>
  finding.route ?? finding.template ?? finding.statement ?? `\u0001${finding.poolCase.life.runtime}\u0001${finding.poolCase.pool.name}`;

const draftAt = (drafts: Map<string, SuspectDraft>, fingerprint: string, runtime: string, method: SuspectDraft['method']): SuspectDraft => {
  const draft = drafts.get(fingerprint) ?? emptyDraft(fingerprint, runtime, method);
  drafts.set(fingerprint, draft);
  return draft;
};

function byStack(drafts: Map<string, SuspectDraft>, { poolCase }: Finding, stack: string, blamer: Blamer): SuspectDraft {
  const { runtime } = poolCase.life;
  const found = blamer.blame(poolCase, stack);
  const draft = draftAt(drafts, found.frame ? fingerprintOfFrame(runtime, found.frame) : fingerprintOfPool(runtime, poolCase.pool.name), runtime, 'stack');
  if (!draft.blame) {
    draft.blame = found;
    draft.stack = blamer.framesOf(poolCase, stack);
    draft.blameConfidence = found.confidence;
    draft.parts['blame'] = found.confidence;
    draft.parts['rule'] = found.rule;
  }
  return draft;
}

function byContext(drafts: Map<string, SuspectDraft>, { poolCase, route, template, statement }: Finding): SuspectDraft {
  const { runtime } = poolCase.life;
  const fingerprint =
    route !== undefined
      ? fingerprintOfRoute(runtime, route)
      : template !== undefined
        ? fingerprintOfTemplate(runtime, template)
        : statement !== undefined
          ? fingerprintOfStatement(runtime, statement)
          : fingerprintOfPool(runtime, poolCase.pool.name);
  return draftAt(drafts, fingerprint, runtime, 'thread-context');
}

function add(draft: SuspectDraft, finding: Finding): void {
  if (finding.fate === 'leaked') {
    draft.leaked += 1;
    draft.sureness += finding.confidence;
    if (finding.reclaimed) draft.reclaimed += 1;
  } else if (finding.fate === 'undecided') draft.undecided += 1;
  else draft.returnedLate += 1;
  if (finding.open) draft.open += 1;
  draft.cases.add(finding.poolCase);
  draft.findings.push(finding);
  seen(draft, finding.since ?? finding.seenAt);
  witness(draft, finding.evidence);
}

/** The value that most of the group has, if more than half of those that have one agree. */
const common = <T>(values: readonly (T | undefined)[]): { value: T; share: number } | undefined => {
  const counts = new Map<T, number>();
  for (const value of values) if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
  const [best] = [...counts].sort((a, b) => b[1] - a[1]);
  return best && best[1] / values.length > 0.5 ? { value: best[0], share: best[1] / values.length } : undefined;
};

/** What the lines around the lost checkouts have in common. */
function shareContext(draft: SuspectDraft, group: readonly Finding[], blamer: Blamer): void {
  const route = common(group.map((finding) => finding.route));
  draft.route = route?.value;
  draft.template = common(group.map((finding) => finding.template))?.value;
  draft.statement = common(group.map((finding) => finding.statement))?.value;
  draft.blameConfidence = route ? 0.9 : draft.template !== undefined || draft.statement !== undefined ? 0.6 : 0.2;
  draft.parts['context'] = draft.blameConfidence;
  nameException(draft, group, blamer);
}

/** An exception that most of the lost checkouts met names the function that did not clean up after it. */
function nameException(draft: SuspectDraft, group: readonly Finding[], blamer: Blamer): void {
  const blamed = group.map((finding) => (finding.exception === undefined ? undefined : blamer.blame(finding.poolCase, finding.exception)));
  const sites = blamed.map((found) => (found?.frame?.role === 'application' ? found.frame.key : undefined));
  const site = group.length >= 3 ? common(sites) : undefined;
  const index = site && site.share >= 0.8 ? sites.indexOf(site.value) : -1;
  const found = blamed[index];
  const finding = group[index];
  if (!found || !finding?.exception) return;
  draft.blame = found;
  draft.stack = blamer.framesOf(finding.poolCase, finding.exception);
}
