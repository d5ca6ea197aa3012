import type { Reason, Suspect } from '../../../model/report.ts';
import { plural, reason, span } from '../words/reasons.ts';
import { pathRuns } from './path-runs.ts';
import type { PoolCase } from '../case/pool-case.ts';
import type { SuspectDraft } from './suspect-draft.ts';
import { programOf } from './tracks.ts';

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
  /** How often the path ran: in those that lost something, in the others; undefined where the log does not tell. */
  ran: { there: number; elsewhere: number } | undefined;
}

/**
 * How a suspect spreads over the revisions of its workloads, and of those that run the same program beside them: the leaking ones first. Empty where no pod tells its
 * revision.
 */
export function revisionsOf(draft: SuspectDraft, cases: readonly PoolCase[]): { revisions: Revision[]; reasons: Reason[] } {
  const tallies = talliesOf(draft, cases);
  const mine = new Set(tallies.filter(({ leaked }) => leaked > 0).map(({ workload }) => programOf(workload)));
  const all = tallies
    .filter(({ workload }) => mine.has(programOf(workload)))
    .sort((a, b) => b.leaked - a.leaked || (a.revision < b.revision ? -1 : 1));
  const revisions = all.map(({ workload, revision, pods, leaking, leaked }) => ({
    workload,
    revision,
    instances: pods.size,
    leaking: leaking.size,
    leaked,
  }));
  return { revisions, reasons: [...(all.length > 1 ? compared(all) : []), ...among(all)] };
}

function talliesOf(draft: SuspectDraft, cases: readonly PoolCase[]): Tally[] {
  const tallies = new Map<string, Tally>();
  const runsIn = pathRuns(draft, cases);
  for (const poolCase of cases) {
    const { life } = poolCase;
    if (life.runtime !== draft.runtime) continue;
    const { workload, hash } = REPLICA.exec(life.instance.pod ?? '')?.groups ?? {};
    if (workload === undefined || hash === undefined) continue;
    const key = `${workload}-${hash}`;
    const tally = tallies.get(key) ?? { workload, revision: hash, pods: new Set(), leaking: new Set(), leaked: 0, observedMs: 0, ran: { there: 0, elsewhere: 0 } }; // prettier-ignore
    tallies.set(key, tally);
    tally.pods.add(poolCase.place);
    if (life.firstAt !== null && life.lastAt !== null) tally.observedMs += life.lastAt - life.firstAt;
    const lost = draft.leakedIn.get(poolCase) ?? 0;
    tally.leaked += lost;
    if (lost > 0) tally.leaking.add(poolCase.place);
    const ran = runsIn?.(poolCase);
    if (ran === undefined) tally.ran = undefined;
    else if (tally.ran !== undefined) tally.ran[lost > 0 ? 'there' : 'elsewhere'] += ran;
  }
  return [...tallies.values()];
}

/** One revision that leaks beside others that do not, held against what it would have lost in their place. */
function compared(all: readonly Tally[]): Reason[] {
  const guilty = all.filter(({ leaked }) => leaked > 0);
  const innocent = all.filter(({ leaked }) => leaked === 0);
  const [one] = guilty;
  if (one === undefined || guilty.length > 1 || innocent.length === 0) return [];
  const isOne = all.every(({ workload }) => workload === one.workload);
  const name = ({ workload, revision }: Tally): string => (isOne ? revision : `${workload} (revision ${revision})`);
  const observed = innocent.reduce((sum, { observedMs }) => sum + observedMs, 0);
  const ran = innocent.every((tally) => tally.ran !== undefined) ? innocent.reduce((sum, tally) => sum + (tally.ran?.elsewhere ?? 0), 0) : undefined;
  const expected = expectedLosses(one, observed, ran);
  const others = innocent.map(name).join(', ');
  const where = `${one.leaking.size} of ${plural(one.pods.size, 'instance')}`;
  if (expected < FEWEST_EXPECTED) {
    const text = `Seen in ${where} of ${isOne ? 'revision ' : ''}${name(one)} only; the log shows too little of ${others} to say that it does not leak there.`;
    return [reason('revision', 'inconclusive', text)];
  }
  const rate = `the same rate would have lost about ${Math.round(expected)}`;
  const nothing =
    ran === undefined || ran === 0
      ? `In ${span(observed)} of ${others} nothing was lost, where ${rate}`
      : `The same lines were written ${plural(ran, 'time')} by ${others}, where nothing was lost, and ${rate}`;
  const why =
    ran === 0
      ? `they do not write its lines at all, so this work is new, or ${isOne ? 'only that revision' : one.workload + ' alone'} is asked for it.`
      : 'look at what changed between them.';
  return [reason('revision', 'leak', `Only ${isOne ? 'revision ' : ''}${name(one)} leaks (${where}). ${nothing}: ${why}`)];
} // prettier-ignore

/** At the same rate in time, or, where the path is seen to run there, of its runs. */
function expectedLosses(guilty: Tally, observed: number, ran: number | undefined): number {
  if (ran !== undefined && ran > 0 && guilty.ran !== undefined && guilty.ran.there > 0) return (guilty.leaked * ran) / guilty.ran.there;
  return guilty.observedMs > 0 ? (guilty.leaked * observed) / guilty.observedMs : 0;
}

/** Of the pods of one revision, which run the same code, some leak, and the others would show it. */
function among(all: readonly Tally[]): Reason[] {
  return all.flatMap(({ leaked, leaking, pods, ran, revision }) => {
    const sound = pods.size - leaking.size;
    if (leaked === 0 || sound === 0 || ran === undefined || ran.there === 0) return [];
    const where = `Only ${leaking.size} of ${plural(pods.size, 'pod')} of revision ${revision} ${leaking.size === 1 ? 'leaks' : 'leak'}`;
    const expected = (leaked * ran.elsewhere) / ran.there;
    if (ran.elsewhere === 0 && leaked >= FEWEST_EXPECTED) return [reason('pods-alike', 'leak', `${where}, and this work is done nowhere else: look at what only ${leaking.size === 1 ? 'that one is' : 'those are'} asked for.`)];
    if (expected < FEWEST_EXPECTED) return [];
    return [reason('pods-alike', 'leak', `${where}. The others run the same code, wrote the same lines ${plural(ran.elsewhere, 'time')} and lost nothing, where about ${Math.round(expected)} were to be expected: look at what differs between them, such as data, node or settings.`)];
  });
} // prettier-ignore
