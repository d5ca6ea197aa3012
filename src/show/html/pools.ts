import type { PoolReport } from '../../model/report.ts';
import { exhaustionText } from '../exhaustion.ts';
import { counted, number, waitedOnAverage } from '../words.ts';
import { NAME, type Budget } from './budget.ts';
import { holds } from './holds.ts';
import { cut, markup, NOTHING, type Markup } from './markup.ts';
import { holders, stillOut, type Ranks } from './out.ts';
import { evidence, facts, more, pill, reasons } from './parts.ts';
import { spark, timeline } from './timeline.ts';
import type { Track } from './tracks.ts';

const POOLS = 1000;
/** More healthy pools than this are one line, which opens. */
const HEALTHY = 5;

/** All pools, worst first; each opens to its timeline, hold times, reasons and what is still out. */
export function pools(tracks: readonly Track[], ranks: Ranks, budget: Budget): Markup {
  if (tracks.length === 0) return NOTHING;
  return markup`<section id="pools" aria-labelledby="pools-h">
    <h2 id="pools-h">Pools <span class="count">${number(tracks.length)}</span></h2>
    ${listed(tracks.slice(0, POOLS), (track) => one(track, ranks, budget))}${more(tracks.length - POOLS, 'pool')}
  </section>`;
}

/** Pools of which there is nothing to tell must not hide those of which there is. */
function listed(tracks: readonly Track[], card: (track: Track) => Markup): Markup {
  const healthy = tracks.filter(({ verdict }) => verdict === 'healthy');
  const folds = healthy.length > HEALTHY;
  const cards = tracks.filter(({ verdict }) => !folds || verdict !== 'healthy').map(card);
  if (!folds) return markup`${cards}`;
  return markup`${cards}<details class="fold"><summary>${counted(healthy.length, 'healthy pool')}</summary>${healthy.map(card)}</details>`;
}

function one(track: Track, ranks: Ranks, budget: Budget): Markup {
  const { title, verdict, lives, worst } = track;
  const last = lives.at(-1) as PoolReport;
  const timeouts = lives.reduce((sum, { acquireTimeouts }) => sum + acquireTimeouts, 0);
  const use = last.inUse === undefined ? undefined : `${last.inUse.last} in use${last.max ? ` of ${last.max}` : ''}, peak ${Math.max(...lives.map(({ inUse }) => inUse?.peak ?? 0))}`;
  const told = [use, timeouts > 0 ? counted(timeouts, 'timeout') : undefined, lives.length > 1 ? counted(lives.length - 1, 'restart') : undefined].filter((text) => text !== undefined);
  const drawn = budget.take('charts', 1) === 1;
  const buckets = budget.take('fine', 1) === 1 ? 240 : 60;
  return markup`<details class="card pool"><summary>${pill(verdict)}<span class="name">${cut(title, NAME)}</span>${drawn ? spark(track) : NOTHING}<span class="told">${told.join(' · ')}</span></summary>
<div class="body">${drawn ? timeline(track, buckets) : NOTHING}
${facts([
  ['Runtime', last.runtime],
  ['Confidence', worst.confidence.toFixed(2)],
  ['Exhaustion', exhaustionText(worst)],
  ['Waits', waits(worst)],
  ['Floor', growth(worst)],
])}
${lives.toReversed().map((life) => markup`${lives.length > 1 ? markup`<h3>Life ${(life.instance.restart ?? 0) + 1} of ${life.instance.lives ?? lives.length} ${pill(life.verdict)}</h3>` : NOTHING}${reasons(life.reasons, life.verdict)}${evidence(life.reasons.flatMap((reason) => (reason.for === life.verdict ? reason.evidence : [])), 3, budget)}`)}
${holds(worst.holdTime === undefined ? last : worst)}${worst.holdTime === undefined && last.holdTime === undefined && worst.threshold !== undefined ? markup`<p>${cut(worst.threshold.advice, NAME)}</p>` : NOTHING}
${holders(worst, ranks)}${stillOut(last, ranks)}</div></details>`;
} // prettier-ignore

const waits = ({ waits: seen }: PoolReport): string | undefined =>
  seen === undefined || seen.count === 0
    ? undefined
    : [number(seen.count), waitedOnAverage(seen)].filter((text) => text !== undefined).join(', ');

const growth = ({ inUse }: PoolReport): string | undefined =>
  inUse?.slopePerHour === undefined || inUse.slopePerHour <= 0
    ? undefined
    : `rises by ${Number(inUse.slopePerHour.toPrecision(2))} connections an hour`;
