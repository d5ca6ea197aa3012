import type { PoolReport, Reason } from '../../../model/report.ts';
import { fingerprintOfFrame, fingerprintOfRoute } from '../../fingerprint.ts';
import type { Alarm, Census, ClosedHold, Hold } from '../../state.ts';
import type { PoolCase } from '../case/pool-case.ts';
import { clock, isoOrNull, plural, reason } from '../words/reasons.ts';
import type { Blamer } from '../case/runs.ts';
import { siteName } from '../words/summary.ts';
import { callSiteOf } from './victims.ts';

type Holder = Hold | ClosedHold | Alarm;
type Autopsy = NonNullable<PoolReport['autopsy']>[number];
type Held = Autopsy['held'][number];

/** More names than fit a sentence. */
const NAMED = 3;

/** Back by itself, as far as the log goes: what the collector or a reaper had to take is not. */
const cameBack = ({ life }: PoolCase, holder: Holder): boolean =>
  'reports' in holder ? !holder.reclaimed && !life.alarms.has(holder) : 'until' in holder && holder.ended !== 'reclaimed';

/** Who it is: the blamed frame of its stack, else its route. */
function whose(poolCase: PoolCase, blamer: Blamer, holder: Holder): { name: string; fingerprint: string } | undefined {
  const { runtime } = poolCase.life;
  const frame = holder.stack === undefined ? undefined : blamer.blame(poolCase, holder.stack).frame;
  if (frame) return { name: siteName(callSiteOf(frame)), fingerprint: fingerprintOfFrame(runtime, frame) };
  const route = 'route' in holder ? (holder.route ?? holder.hint) : undefined;
  return route === undefined ? undefined : { name: route, fingerprint: fingerprintOfRoute(runtime, route) };
}

function examine(poolCase: PoolCase, blamer: Blamer, census: Census, known: ReadonlySet<string>): Autopsy | undefined {
  const mine = census.held.filter(({ pool }) => poolCase.owns(pool));
  if (mine.length === 0) return undefined;
  const groups = new Map<string, Held>();
  for (const holder of mine) {
    const who = whose(poolCase, blamer, holder);
    const group = groups.get(who?.name ?? '') ?? {
      name: who?.name ?? '',
      ...(who && known.has(who.fingerprint) && { fingerprint: who.fingerprint }),
      connections: 0,
      returned: 0,
    };
    group.connections += 1;
    if (cameBack(poolCase, holder)) group.returned += 1;
    groups.set(group.name, group);
  }
  const held = [...groups.values()].sort((a, b) => b.connections - a.connections || (a.name < b.name ? -1 : 1));
  return { at: isoOrNull(census.at), out: mine.length + census.more, held };
}

/**
 * Who held the pool's connections when callers gave up, the first time and the last. Where only the pool's own reports show holders, it is
 * those that had been reported by then.
 * @param known fingerprints of the report's suspects
 */
export function autopsiesOf(poolCase: PoolCase, blamer: Blamer, known: ReadonlySet<string>): Autopsy[] {
  const { first, last } = poolCase.pool.censuses;
  return [first, last].flatMap((census) => (census && examine(poolCase, blamer, census, known)) ?? []);
}

const outcome = ({ connections, returned }: Held): string => {
  if (returned === 0) return connections === 1 ? 'never returned' : 'none returned';
  return returned === connections ? 'returned later' : `${returned} returned later`;
};

/** The first of them in a sentence: it shows who emptied the pool, the last one only who could not be served. */
export function autopsyReason(poolCase: PoolCase, autopsies: readonly Autopsy[]): Reason[] {
  const [first] = autopsies;
  const census = poolCase.pool.censuses.first ?? poolCase.pool.censuses.last;
  if (!first || !census) return [];
  const names = first.held
    .slice(0, NAMED)
    .map((held) => `${held.connections} ${held.name === '' ? 'of whom the log does not tell' : `by ${held.name}`} (${outcome(held)})`);
  const others = first.held.slice(NAMED).reduce((sum, { connections }) => sum + connections, 0);
  const reported = poolCase.pool.checkouts === 0 ? 'reported ' : '';
  const lost = first.held.reduce((sum, { connections, returned }) => sum + connections - returned, 0);
  const text = `When the first caller gave up${census.at === null ? '' : ` (${clock(census.at)})`}, ${plural(first.out, `${reported}connection`)} ${first.out === 1 ? 'was' : 'were'} out: ${[...names, ...(others > 0 ? [`${others} by others`] : [])].join(', ')}.`;
  return [reason('held-at-timeout', 2 * lost > first.out ? 'leak' : 'saturation', text, [census.evidence])];
}
