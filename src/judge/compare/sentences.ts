import type { ChangeKind, Side, SuspectChange, TrafficPair } from '../../model/comparison.ts';
import type { Suspect } from '../../model/report.ts';
import { plural } from '../conclude/words/reasons.ts';
import type { Exposure } from './exposure.ts';

type Known = SuspectChange['before'];

/** What a suspect is called: its call site, else its route, log line or statement. */
export function placeOf({ callSite, route, template, statement, fingerprint }: Suspect): string {
  if (callSite === null) return route ?? template ?? statement ?? fingerprint;
  const { module, function: name, file, line } = callSite;
  const qualified = module === undefined ? name : `${module}.${name}`;
  return file === undefined ? qualified : `${qualified} (${file}${line === undefined ? '' : `:${line}`})`;
}

const number = (n: number): string => String(Number(n.toFixed(n < 10 ? 2 : n < 100 ? 1 : 0))).replace(/\B(?=(?:\d{3})+$)/g, ',');

const WHAT = {
  site: 'runs of this place',
  line: 'runs with the log line that went with the leak',
  pool: 'connections returned to its pool',
  time: 'its pool in use',
  none: 'traffic',
} as const;

/** Units that two times are told in, the largest of which the shorter one has two: by what share they differ can then be seen. */
const UNITS = [
  ['days', 24],
  ['h', 1],
  ['min', 1 / 60],
  ['s', 1 / 3600],
] as const;

/** Hours in the unit of both. */
function inUnit(before: number | null, after: number | null): (hours: number) => string {
  const shorter = Math.min(...[before, after].filter((hours) => hours !== null && hours > 0).map(Number));
  const [unit, length] = UNITS.find(([, hours]) => shorter >= 2 * hours) ?? UNITS[3];
  return (hours) => `${number(Number((hours / length).toPrecision(3)))} ${unit}`;
}

/** `340 runs of this place before, 12 after`. */
function compared({ basis, before, after }: TrafficPair): string {
  const told = basis === 'time' ? inUnit(before, after) : number;
  const amount = (n: number | null): string => (n === null ? 'an unknown number' : told(n));
  const what = before === 1 ? WHAT[basis].replace(/^(run|connection)s/, '$1') : WHAT[basis];
  return `${amount(before)}${before === null || basis === 'time' ? ' of' : ''} ${what} before, ${amount(after)} after`;
}

const share = (chance: number): string => (chance < 0.001 ? 'less than 0.1 %' : `${Number((chance * 100).toPrecision(2))} %`);

const stateText = (known: Known): string => {
  if (known === null) return 'not found';
  const what = { leak: 'leaked', accepted: 'leaked (accepted)', inconclusive: 'undecided', 'long-hold': 'came back late' }[known.verdict];
  return `${known.count} ${what}`;
};

/** Why a change is called what it is called. */
export function explain(
  change: ChangeKind,
  was: Known,
  is: Known,
  { traffic, shown, routeRuns = 0 }: Exposure,
  chance: number | undefined,
): string {
  const counts = `${stateText(was)} before, ${stateText(is)} after`;
  const known = traffic.basis !== 'none' && (traffic.before !== null || traffic.after !== null);
  switch (change) {
    case 'new':
      return `${stateText(is)}; not found before.`;
    case 'worse':
    case 'better':
    case 'same': {
      const chanceText =
        chance === undefined || was?.verdict !== is?.verdict || was?.count === is?.count
          ? ''
          : `; chance alone makes such a difference with ${share(chance)}`;
      return `${counts}${known ? `, with ${compared(traffic)}` : ''}${chanceText}.`;
    }
    case 'gone': {
      const weak =
        traffic.basis === 'site' || traffic.basis === 'line'
          ? ''
          : ' The input does not show whether this very place ran; stacks of the checkouts, or a request id on every line, would.';
      return `Not found any more, with ${compared(traffic)}${chance === undefined ? '' : `: had nothing changed, ${share(chance)} of such runs would show none`}.${weak}`;
    }
    case 'not-exercised':
      if (traffic.basis === 'none') return 'Not found, but AFTER shows no pool of its kind: nothing is proven.';
      if (traffic.basis === 'line' && traffic.after === 0 && routeRuns > 0)
        return `Not found, but though this place ran ${number(routeRuns)} times, the log line that went with the leak never came: it did not fail in that way again, so nothing is proven.`;
      if ((shown || traffic.basis === 'line') && traffic.after === 0)
        return 'Not found, but this place did not run in AFTER: nothing is proven.';
      return `Not found, but the traffic is not comparable (${compared(traffic)}): nothing is proven.`;
  }
}

/** In the words in which the two sides are told below the sentence. */
const STOOD = { leak: 'leak', saturation: 'saturated', 'long-hold': 'slow work', inconclusive: 'undecided', healthy: 'healthy' } as const;

/** `healthy but for 1 accepted leak`: whoever reads the verdict alone must not take an accepted leak for a mended one. */
const stoodText = ({ verdict, accepted }: Side): string =>
  accepted === undefined
    ? STOOD[verdict]
    : `${STOOD[verdict]} ${verdict === 'leak' ? 'besides' : 'but for'} ${plural(accepted.leaks, 'accepted leak')}`;

/** The comparison in a sentence. */
export function summarise(changes: readonly SuspectChange[], before: Side, after: Side): string {
  const parts = (['new', 'worse', 'not-exercised', 'same', 'better', 'gone'] as const).flatMap((change) => {
    const n = changes.filter((one) => one.change === change).length;
    return n === 0 ? [] : [`${n} ${change === 'not-exercised' ? 'not exercised' : change}`];
  });
  const [was, is] = [stoodText(before), stoodText(after)];
  const verdicts = was === is ? `${is} before and after` : `${was} before, ${is} after`;
  return parts.length === 0
    ? `No suspects on either side; ${verdicts}.`
    : `${plural(changes.length, 'suspect')}: ${parts.join(', ')}; ${verdicts}.`;
}
