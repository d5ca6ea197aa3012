import { calibration, verdictClaims } from './calibration.ts';
import { count, groups, percent, plain, shareOf, table } from './figures.ts';
import type { Outcome } from './logs/judged.ts';
import { goSettings } from './logs/print-go.ts';
import { hikariSettings } from './logs/print-hikari.ts';
import { sqlalchemySettings } from './logs/print-sqlalchemy.ts';

export const isLeaking = ({ truth }: Outcome): boolean => truth.verdict === 'leak';
const saysLeak = ({ verdict }: Outcome): boolean => verdict === 'leak';
const isDecided = ({ verdict }: Outcome): boolean => verdict !== 'inconclusive';

const HEAD = ['', 'logs', 'decided %', 'false leak % (95 %)', 'found %', 'left open %', 'somebody named %', 'first is right %', 'first, or the frame beside it %', 'wrong names']; // prettier-ignore

function line(name: string, all: readonly Outcome[]): string[] {
  const honest = all.filter((one) => !isLeaking(one));
  const leaking = all.filter(isLeaking);
  const found = leaking.filter(saysLeak);
  const named = found.filter((one) => one.named.length > 0);
  return [
    name,
    String(all.length),
    percent(count(all, isDecided) / all.length),
    shareOf(count(honest, saysLeak), honest.length),
    plain(found.length, leaking.length),
    plain(count(leaking, (one) => !isDecided(one)), leaking.length),
    plain(named.length, found.length),
    plain(count(named, (one) => one.named[0]?.right === true), named.length),
    plain(count(named, (one) => one.named[0]?.right === true || one.named[0]?.beside === true), named.length),
    String(named.reduce((sum, one) => sum + count(one.named, ({ right }) => !right), 0)),
  ]; // prettier-ignore
}

/** Connections leaked, in classes. */
export const sizeOf = ({ truth }: Outcome): string | undefined =>
  truth.leaked === 0 ? undefined : truth.leaked === 1 ? '1' : truth.leaked < 5 ? '2–4' : truth.leaked < 10 ? '5–9' : '10 and more';

const SIZES = ['1', '2–4', '5–9', '10 and more'];
const RUNTIME_SIZES = ['go', 'hikaricp', 'sqlalchemy'].flatMap((runtime) => SIZES.map((size) => `${runtime}, ${size}`));

/** What the project wants of itself, and what came out. */
function goals(all: readonly Outcome[]): string {
  const clear = all.filter(({ truth }) => truth.clear);
  const found = clear.filter((one) => saysLeak(one) && one.named.length > 0);
  const decided = all.filter(isDecided);
  const first = (one: Outcome): boolean => one.named[0]?.right === true;
  return table(
    ['wanted', '', 'came out'],
    [
      ['five leaked and a quiet time seen: decided', '≥ 90', shareOf(count(clear, isDecided), clear.length)],
      ['of all decided: a false leak', '≤ 1', shareOf(count(decided, (one) => saysLeak(one) && !isLeaking(one)), decided.length)],
      ['five leaked and a quiet time seen: first suspect right', '≥ 95', shareOf(count(found, first), found.length)],
      ['the same, without the two structures that the log cannot show', '', shareOf(...tellable(found, first))],
    ],
  ); // prettier-ignore
}

/** `opaque` and `repository` look like `direct` unless others go the same way and give back. */
function tellable(found: readonly Outcome[], first: (one: Outcome) => boolean): [hits: number, of: number] {
  const left = found.filter(({ wish }) => !wish.stacks || !['opaque', 'repository'].includes(wish.app.structure));
  return [count(left, first), left.length];
}

/** What the log shows of the pool. */
function shownBy({ wish }: Outcome): string {
  switch (wish.runtime) {
    case 'hikaricp': {
      const { info, debug, thresholdMs } = hikariSettings(wish);
      if (thresholdMs === undefined) return 'hikaricp, statistics alone';
      return `hikaricp, reports${debug ? ', returns and statistics' : info ? ' and returns' : ' at WARN alone'}`;
    }
    case 'sqlalchemy':
      return wish.stacks ? 'sqlalchemy, a listener logs stacks' : `sqlalchemy, lines tied together by ${{ request: 'a request id', thread: 'threads', nothing: 'nothing' }[sqlalchemySettings(wish).tie]}`; // prettier-ignore
    case 'go':
      return goSettings(wish).access ? 'go, with access lines' : 'go, without access lines';
  }
}

/** All tables, as Markdown. */
export function tables(all: readonly Outcome[]): string {
  const part = (title: string, body: string): string => `### ${title}\n\n${body}`;
  const by = (title: string, key: (one: Outcome) => string | undefined, order?: readonly string[]): string =>
    part(title, table(HEAD, groups(all, key, order).map(([name, list]) => line(name, list)))); // prettier-ignore
  const open = groups(all.filter((one) => !isDecided(one)), ({ reasons, wish }) => `${wish.runtime}: ${reasons.join(', ') || 'the log says nothing of the pool'}`); // prettier-ignore
  const truths = ['leak', 'saturation', 'healthy'] as const;
  return [
    part('Against what is wanted', goals(all)),
    by('By runtime', ({ wish }) => wish.runtime),
    by('By what is logged', shownBy),
    by('By length of the log', ({ wish }) => wish.length, ['10 min', '30 min', '1 h', '6 h', '1 day', '3 days']),
    by('By load', ({ wish }) => wish.shape),
    by('By connections leaked', (one) => sizeOf(one) && `${one.wish.runtime}, ${sizeOf(one)}`, RUNTIME_SIZES),
    by('By trouble', ({ wish }) => wish.trouble),
    by('By who takes and who gives back, where the log has stacks', ({ wish }) => (wish.stacks ? wish.app.structure : undefined)),
    part('Confidence of verdicts', calibration(all, ({ verdict, wish }) => `${verdict}, ${wish.runtime}`, verdictClaims)),
    part('Confidence of suspects', calibration(all.flatMap(({ named }) => named), ({ method, rule }) => (rule === '' ? method : `${method}, ${rule}`), (of) => of)),
    part('Why nothing was decided', table(['reasons', ...truths], open.map(([name, list]) => [name, ...truths.map((truth) => String(count(list, (one) => one.truth.verdict === truth)))]))),
  ].join('\n\n'); // prettier-ignore
}
