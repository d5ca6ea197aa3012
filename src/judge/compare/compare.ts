import { CHANGES, type ChangeKind } from '../../model/changes.ts';
import type { Comparison, SuspectChange, Side, TrafficPair } from '../../model/comparison.ts';
import type { Report, Suspect } from '../../model/report.ts';
import { chanceOf, chanceOfNone } from './binomial.ts';
import { exposureOf, type Compared, type Exposure } from './exposure.ts';
import { trafficOfSites } from './sites.ts';
import { explain, placeOf, summarise } from './sentences.ts';

type Known = NonNullable<SuspectChange['before']>;

/** A change of rate is believed where chance alone would make it less often than this. */
const CHANCE = 0.1;
/** A leak that is not seen again has not run often enough while chance alone would leave it out more often than this. */
const ABSENCE = 0.05;

const SEVERITY = { leak: 3, inconclusive: 2, accepted: 2, 'long-hold': 1 } as const;

/** Compares two reports suspect by suspect, by fingerprint. Pure; the same reports give the same comparison. */
export function compare(one: Compared, other: Compared, tool: Comparison['tool']): Comparison {
  const [before, after] = [withTraffic(one), withTraffic(other)];
  const known = new Map(before.report.suspects.map((suspect) => [suspect.fingerprint, suspect]));
  const now = new Map(after.report.suspects.map((suspect) => [suspect.fingerprint, suspect]));
  const changes = [...new Set([...known.keys(), ...now.keys()])].map((fingerprint) =>
    changeOf(fingerprint, known.get(fingerprint), now.get(fingerprint), before, after),
  );
  changes.sort((a, b) => CHANGES.indexOf(a.change) - CHANGES.indexOf(b.change) || (a.fingerprint < b.fingerprint ? -1 : 1));
  const counts = Object.fromEntries(CHANGES.map((change) => [change, changes.filter((one) => one.change === change).length]));
  return {
    schemaVersion: '1.0',
    tool: { ...tool },
    summary: summarise(changes, sideOf(before.report), sideOf(after.report)),
    before: sideOf(before.report),
    after: sideOf(after.report),
    counts: counts as Comparison['counts'],
    changes,
  };
}

const withTraffic = ({ report, traffic }: Compared): Compared => ({
  report,
  traffic: traffic ?? (report.sites && trafficOfSites(report.sites)),
});

const sideOf = ({ verdict, summary, input, pools, ignored = [] }: Report): Side => ({
  verdict,
  summary,
  sources: input.sources.map(({ name }) => name),
  timeRange: input.timeRange,
  pools: pools.length,
  ...(ignored.length > 0 && { accepted: { leaks: ignored.length, connections: ignored.reduce((sum, { leaked }) => sum + leaked, 0) } }),
});

function changeOf(
  fingerprint: string,
  known: Suspect | undefined,
  now: Suspect | undefined,
  before: Compared,
  after: Compared,
): SuspectChange {
  const named = (now ?? known) as Suspect;
  const was = known ? stateOf(known) : accepted(fingerprint, before.report);
  const is = now ? stateOf(now) : accepted(fingerprint, after.report);
  const exposure = exposureOf(known ?? named, before, after);
  const { change, chance } = decide(was, is, exposure);
  const { traffic } = exposure;
  return {
    change,
    fingerprint,
    place: placeOf(named),
    callSite: named.callSite,
    ...(named.route !== undefined && { route: named.route }),
    before: was,
    after: is,
    traffic,
    ...(chance !== undefined && { chance: Number(chance.toPrecision(3)) }),
    text: explain(change, was, is, exposure, chance),
  };
}

const stateOf = ({ verdict, leaked, open, returnedLate }: Suspect): Known => ({
  verdict,
  count: verdict === 'leak' ? leaked : verdict === 'inconclusive' ? open : returnedLate,
});

const accepted = (fingerprint: string, { ignored }: Report): Known | null => {
  const found = ignored?.find((one) => one.fingerprint === fingerprint);
  return found === undefined ? null : { verdict: 'accepted', count: found.leaked };
};

function decide(was: Known | null, is: Known | null, exposure: Exposure): { change: ChangeKind; chance: number | undefined } {
  if (was === null) return { change: 'new', chance: undefined };
  if (is === null) return absent(was, exposure);
  const chance = rateChange(was, is, exposure);
  const steps = SEVERITY[is.verdict] - SEVERITY[was.verdict];
  // An acceptance is the user's, not the pool's: it makes nothing better or worse.
  const graded = was.verdict !== 'accepted' && is.verdict !== 'accepted';
  if (graded && steps !== 0) return { change: steps > 0 ? 'worse' : 'better', chance: undefined };
  if (chance === undefined || chance.value > CHANCE) return { change: 'same', chance: chance?.value };
  return { change: chance.side === 'high' ? 'worse' : 'better', chance: chance.value };
}

function absent(was: Known, { traffic, exercised }: Exposure): { change: ChangeKind; chance: number | undefined } {
  const chance = chanceOfAbsence(was.count, traffic);
  // A short run proves enough where the leak was so frequent that even it would have shown it.
  const telling = chance !== undefined && chance <= ABSENCE;
  return { change: exercised || telling ? 'gone' : 'not-exercised', chance };
}

function chanceOfAbsence(count: number, { basis, before, after }: TrafficPair): number | undefined {
  if (before === null || after === null || before <= 0 || after <= 0 || count === 0) return undefined;
  // Runs are counted one by one, and each leaks or does not; connections and hours are not the leak's own.
  const single = (basis === 'site' || basis === 'line') && before >= count;
  return single ? chanceOfNone(count, { before, after }) : chanceOf('low', count, 0, { before, after });
}

/** How likely chance alone moves the count that far, in the direction in which it moved; equal traffic is assumed where none is known. */
function rateChange(was: Known, is: Known, { traffic }: Exposure): { side: 'high' | 'low'; value: number } | undefined {
  if (was.count + is.count === 0) return undefined;
  const told = traffic.before !== null && traffic.after !== null && traffic.before > 0 && traffic.after > 0;
  const pair = told ? { before: traffic.before as number, after: traffic.after as number } : { before: 1, after: 1 };
  const side = is.count * pair.before > was.count * pair.after ? 'high' : 'low';
  return { side, value: chanceOf(side, was.count, is.count, pair) };
}
