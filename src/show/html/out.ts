import type { PoolReport, Report } from '../../model/report.ts';
import { number, time } from '../words.ts';
import { NAME } from './budget.ts';
import { cut, markup, NOTHING, type Markup } from './markup.ts';
import { more } from './parts.ts';

const OPEN_HOLDS = 12;
const HOLDERS = 10;

/** Fingerprint → rank, of the suspects that have a card to be linked to. */
export type Ranks = ReadonlyMap<string, number>;

export const ranksOf = ({ suspects }: Report, most: number): Ranks =>
  new Map(suspects.slice(0, most).map(({ fingerprint, rank }) => [fingerprint, rank]));

/** A suspect by its fingerprint, as a link where the page shows it. */
function suspectOf(fingerprint: string | undefined, ranks: Ranks): Markup {
  if (fingerprint === undefined) return markup`not judged a leak`;
  const rank = ranks.get(fingerprint);
  const name = markup`<code>${cut(fingerprint, 60)}</code>`;
  return rank === undefined ? name : markup`<a href="#s${rank}">${name}</a>`;
}

/** Connections that are out at the end of the log. */
export function stillOut({ openHolds }: PoolReport, ranks: Ranks): Markup {
  if (openHolds.length === 0) return NOTHING;
  const rows = openHolds.slice(0, OPEN_HOLDS).map(({ connection, since, fingerprint }) =>
    markup`<tr><td><code>${cut(connection, 120)}</code></td><td>${since === null ? 'unknown' : time(since)}</td><td>${suspectOf(fingerprint, ranks)}</td></tr>`,
  ); // prettier-ignore
  return markup`<table>
      <caption>Out at the end of the log, judged or not</caption>
      <thead>
        <tr><th scope="col">Connection</th><th scope="col">Since</th><th scope="col">Suspect</th></tr>
      </thead>
      <tbody>${rows}</tbody>
    </table>
    ${more(openHolds.length - OPEN_HOLDS, 'connection')}`;
} // prettier-ignore

/** Who had the connections when callers gave up: the first time, and the last. */
export function holders({ autopsy = [] }: PoolReport, ranks: Ranks): Markup {
  const tables = autopsy.map(({ at, out, held }, index) => {
    const which = index === 0 ? 'first' : 'last';
    const rows = held.slice(0, HOLDERS).map(({ name, fingerprint, connections, returned }) => {
      const rank = fingerprint === undefined ? undefined : ranks.get(fingerprint);
      const who = markup`<code>${cut(name === '' ? 'the log does not tell' : name, NAME)}</code>`;
      return markup`<tr><td>${rank === undefined ? who : markup`<a href="#s${rank}">${who}</a>`}</td><td class="n">${number(connections)}</td><td class="n">${number(returned)}</td></tr>`;
    });
    return markup`<table>
        <caption>Held when the ${which} caller gave up${at === null ? '' : `, ${time(at)}`}: ${number(out)} out</caption>
        <thead>
          <tr><th scope="col">By</th><th scope="col" class="n">Connections</th><th scope="col" class="n">Back later</th></tr>
        </thead>
        <tbody>${rows}</tbody>
      </table>
      ${more(held.length - HOLDERS, 'holder')}`;
  });
  return markup`${tables}`;
} // prettier-ignore
