import {
  fingerprintOfFrame,
  fingerprintOfPool,
  fingerprintOfRoute,
  fingerprintOfStatement,
  fingerprintOfTemplate,
} from '../../fingerprint.ts';
import type { Finding } from '../fates/finding.ts';
import type { Blamer } from '../case/runs.ts';
import { addException } from './exception-met.ts';
import { emptyDraft, keepOut, lose, seen, witness, type SuspectDraft } from './suspect-draft.ts';
import { tellApart, type ContextGroup } from './tell-apart.ts';

/** Turns findings into suspects: one for each culprit, whatever the pool, pod or process in which it shows. */
export function gather(findings: readonly Finding[], blamer: Blamer): SuspectDraft[] {
  const drafts = new Map<string, SuspectDraft>();
  for (const finding of findings) {
    if (finding.stack !== undefined) add(byStack(drafts, finding, finding.stack, blamer), finding);
  }
  const stackless = findings.filter((finding) => finding.stack === undefined);
  // What came back and names its route needs no telling apart, and says nothing of those that are lost.
  for (const finding of stackless)
    if (isNamedReturn(finding)) add(byContext(drafts, { findings: [finding], route: finding.route }), finding);
  // without a stack the context has to tell
  for (const group of tellApart(stackless.filter((finding) => !isNamedReturn(finding)))) {
    const draft = byContext(drafts, group);
    for (const finding of group.findings) add(draft, finding);
    shareContext(draft, group, blamer);
  }
  return [...drafts.values()];
}

const isNamedReturn = ({ fate, route }: Finding): boolean => fate === 'late' && route !== undefined;

const draftAt = (drafts: Map<string, SuspectDraft>, fingerprint: string, runtime: string, method: SuspectDraft['method']): SuspectDraft => {
  const draft = drafts.get(fingerprint) ?? emptyDraft(fingerprint, runtime, method);
  drafts.set(fingerprint, draft);
  return draft;
};

function byStack(drafts: Map<string, SuspectDraft>, { poolCase, fate }: Finding, stack: string, blamer: Blamer): SuspectDraft {
  const { runtime } = poolCase.life;
  const found = blamer.blame(poolCase, stack);
  const draft = draftAt(
    drafts,
    found.frame ? fingerprintOfFrame(runtime, found.frame) : fingerprintOfPool(runtime, poolCase.pool.name),
    runtime,
    'stack',
  );
  // a lost connection's stack shows the culprit; one that came back may have come through another caller
  if (!draft.blame || (fate === 'leaked' && draft.leaked === 0)) {
    draft.blame = found;
    draft.stack = blamer.framesOf(poolCase, stack);
    draft.blameConfidence = found.confidence;
    draft.parts['blame'] = found.confidence;
    draft.parts['rule'] = found.rule;
  }
  return draft;
}

type Named = Pick<ContextGroup, 'findings' | 'route'> & Partial<ContextGroup>;

function byContext(drafts: Map<string, SuspectDraft>, { findings, route, template, statement }: Named): SuspectDraft {
  const { life, pool } = findings[0]!.poolCase;
  const { runtime } = life;
  const fingerprint =
    route !== undefined
      ? fingerprintOfRoute(runtime, route)
      : template !== undefined
        ? fingerprintOfTemplate(runtime, template)
        : statement !== undefined
          ? fingerprintOfStatement(runtime, statement)
          : fingerprintOfPool(runtime, pool.name);
  const draft = draftAt(drafts, fingerprint, runtime, 'thread-context');
  draft.route ??= route;
  return draft;
}

function add(draft: SuspectDraft, finding: Finding): void {
  if (finding.fate === 'leaked') {
    lose(draft, finding.poolCase, 1, finding.confidence);
    if (finding.reclaimed) draft.reclaimed += 1;
    if (finding.swept === true) draft.swept += 1;
  } else if (finding.fate === 'undecided') draft.undecided += 1;
  else if (finding.fate === 'kept') draft.kept += 1;
  else draft.returnedLate += finding.times ?? 1;
  if (finding.open) keepOut(draft, finding.poolCase, 1);
  draft.cases.add(finding.poolCase);
  draft.findings.push(finding);
  // What came back late says nothing of since when connections get lost.
  if (finding.fate === 'late' && draft.leaked + draft.undecided > 0) return;
  if (finding.fate !== 'late' && draft.leaked + draft.undecided + draft.kept === 1)
    [draft.firstSeen, draft.lastSeen, draft.orEarlier, draft.times.length, draft.evidence.length] = [null, null, false, 0, 0];
  seen(draft, finding.since ?? finding.seenAt, finding.since === null ? 'later' : 'then');
  if (finding.lastSince !== undefined) seen(draft, finding.lastSince);
  witness(draft, finding.evidence);
}

/** What the lines around the lost checkouts have in common. */
function shareContext(draft: SuspectDraft, group: ContextGroup, blamer: Blamer): void {
  draft.template ??= group.template;
  draft.statement ??= group.statement;
  draft.blameConfidence = group.confidence;
  draft.parts['context'] = group.confidence;
  const met = group.findings.find((finding) => finding.exception !== undefined);
  if (!met?.exception) return;
  addException(draft, met.poolCase, met.exception, blamer, [met.evidence]);
}
