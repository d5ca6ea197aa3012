import type { Reason, Suspect } from '../../model/report.ts';
import { plural, reason, span } from './reasons.ts';
import type { PoolCase } from './pool-case.ts';
import type { SuspectDraft } from './suspect-draft.ts';

/**
 * The pods of one revision of a Kubernetes Deployment share the hash of its ReplicaSet: `<deployment>-<hash>-<5 letters>`. Both parts are
 * written without vowels and look-alikes (k8s.io/apimachinery/pkg/util/rand); hashes of old clusters are decimal.
 */
const REPLICA = /^(?<workload>.{1,240})-(?<hash>[bcdfghjklmnpqrstvwxz2456789]{6,10}|\d{6,10})-[bcdfghjklmnpqrstvwxz2456789]{5}$/;

/** Losses that another revision should have shown at the same rate, so that their absence is no accident (chance below 1 in 20). */
const FEWEST_EXPECTED = 3;

type Revision = NonNullable<Suspect['revisions']>[number];
interface Tally extends Omit<Revision, 'instances' | 'leaking'> {
  readonly pods: Set<string>;
  readonly leaking: Set<string>;
  observedMs: number;
}

/** How a suspect spreads over the revisions of its workloads: the leaking ones first. Empty where no pod tells its revision. */
export function revisionsOf(draft: SuspectDraft, cases: readonly PoolCase[]): { revisions: Revision[]; reasons: Reason[] } {
  const tallies = new Map<string, Tally>();
  for (const poolCase of cases) {
    const { life } = poolCase;
    if (life.runtime !== draft.runtime) continue;
    const { workload, hash } = REPLICA.exec(life.instance.pod ?? '')?.groups ?? {};
    if (workload === undefined || hash === undefined) continue;
    const key = `${workload}-${hash}`;
    const tally = tallies.get(key) ?? { workload, revision: hash, pods: new Set(), leaking: new Set(), leaked: 0, observedMs: 0 };
    tallies.set(key, tally);
    tally.pods.add(poolCase.place);
    if (life.firstAt !== null && life.lastAt !== null) tally.observedMs += life.lastAt - life.firstAt;
    const lost = draft.leakedIn.get(poolCase) ?? 0;
    tally.leaked += lost;
    if (lost > 0) tally.leaking.add(poolCase.place);
  }
  const mine = new Set([...tallies.values()].filter(({ leaked }) => leaked > 0).map(({ workload }) => workload));
  const all = [...tallies.values()]
    .filter(({ workload }) => mine.has(workload))
    .sort((a, b) => b.leaked - a.leaked || (a.revision < b.revision ? -1 : 1));
  const revisions = all.map(({ workload, revision, pods, leaking, leaked }) => ({
    workload,
    revision,
    instances: pods.size,
    leaking: leaking.size,
    leaked,
  }));
  return { revisions, reasons: all.length > 1 ? compared(all) : [] };
}

function compared(all: readonly Tally[]): Reason[] {
  const guilty = all.filter(({ leaked }) => leaked > 0);
  const innocent = all.filter(({ leaked }) => leaked === 0);
  const [one] = guilty;
  if (one === undefined || guilty.length > 1 || innocent.length === 0) return [];
  const observed = innocent.reduce((sum, { observedMs }) => sum + observedMs, 0);
  const expected = one.observedMs > 0 ? (one.leaked * observed) / one.observedMs : 0;
  const others = innocent.map(({ revision }) => revision).join(', ');
  const where = `${one.leaking.size} of ${plural(one.pods.size, 'instance')} of revision ${one.revision}`;
  const text =
    expected >= FEWEST_EXPECTED
      ? `Only revision ${one.revision} leaks (${where}). In ${span(observed)} of ${others} nothing was lost, where the same rate would have lost about ${Math.round(expected)}: look at what changed between them.`
      : `Seen in ${where} only; the log shows too little of ${others} to say that it does not leak there.`;
  return [reason('revision', expected >= FEWEST_EXPECTED ? 'leak' : 'inconclusive', text)];
}
