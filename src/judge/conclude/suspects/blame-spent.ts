import { fingerprintOfRoute, fingerprintOfTemplate } from '../../fingerprint.ts';
import type { Spent } from '../claims/from-spent.ts';
import type { Kind } from '../../state.ts';
import type { PoolCase } from '../case/pool-case.ts';
import { reason } from '../words/reasons.ts';
import { emptyDraft, keepOut, lose, seen, witness, type SuspectDraft } from './suspect-draft.ts';

/** Names the work of which each piece kept a connection until the pool ran dry. */
export function blameSpent(poolCase: PoolCase, { kinds, lines, claim }: Spent, drafts: SuspectDraft[]): void {
  const { runtime } = poolCase.life;
  const { route, status } = kinds.find((kind) => kind.status !== undefined) ?? kinds.find((kind) => kind.route !== undefined) ?? {};
  const template = kinds.find((kind) => kind.template !== undefined)?.template;
  const name = route ?? template;
  if (name === undefined) return;
  const fingerprint = route !== undefined ? fingerprintOfRoute(runtime, route) : fingerprintOfTemplate(runtime, name);
  let draft = drafts.find((other) => other.fingerprint === fingerprint);
  if (!draft) {
    drafts.push((draft = emptyDraft(fingerprint, runtime, 'co-occurrence')));
    const text = `Its lines are as many as the pool has connections, and the last of them is the last thing that got done.`;
    draft.reasons.push(reason('goes-with-exhaustion', 'leak', text));
  }
  draft.route = route;
  draft.status = status;
  draft.template ??= template;
  lose(draft, poolCase, lines, claim.confidence);
  keepOut(draft, poolCase, lines);
  draft.checkouts = (draft.checkouts ?? 0) + Math.max(lines, runsOf(poolCase, kinds));
  draft.blameConfidence = Math.min(draft.blameConfidence, claim.confidence);
  draft.parts = { confidence: Number(claim.confidence.toFixed(3)), occurrences: lines };
  draft.cases.add(poolCase);
  for (const { first, last, from, at } of kinds) {
    for (const line of [first, last]) witness(draft, line);
    for (const time of [from, at]) seen(draft, time);
  }
}

/** Requests of the route whose line comes behind a message: the message tells which of them kept a connection. */
function runsOf({ pool }: PoolCase, kinds: readonly Kind[]): number {
  const { route } = kinds.find(({ template }) => template !== undefined) ?? {};
  if (route === undefined || kinds.some(({ status }) => status !== undefined)) return 0;
  const requests = [...(pool.usual?.kinds?.values() ?? [])].filter((kind) => kind.route === route && kind.status !== undefined);
  return requests.reduce((sum, kind) => sum + kind.lines, 0);
}
