import { Readable } from 'node:stream';
import { plugins } from '../../../../parsers/index.ts';
import { analyse } from '../../../../src/analysis.ts';
import type { Report, Suspect } from '../../../../src/model/report.ts';
import type { TrueLeak, Truth } from './truth.ts';
import { truthOf } from './truth.ts';
import { worldOf } from './world.ts';
import type { Runtime, Wish } from './wish.ts';

/** A suspect that was called a leak, and whether it is one. */
export interface Named {
  readonly right: boolean;
  /** The culprit is the frame beside the one that is blamed. */
  readonly beside: boolean;
  readonly confidence: number;
  readonly method: string;
  /** Which frame rule spoke, where there was a stack. */
  readonly rule: string;
  readonly leaked: number;
}

export interface Outcome {
  readonly wish: Wish;
  readonly truth: Truth;
  readonly verdict: Report['verdict'];
  /** The greatest among the pools of that verdict. */
  readonly confidence: number;
  /** By rank. */
  readonly named: readonly Named[];
  /** Codes of the reasons for the verdict. */
  readonly reasons: readonly string[];
}

/** Runs the whole program, from bytes to report. */
export const reportOn = async (text: string): Promise<Report> =>
  (await analyse([{ name: 'app.log', stream: Readable.from([Buffer.from(text)]) }], { plugins })).report;

const wild = (text: string | undefined): string =>
  (text ?? '')
    .toLowerCase()
    .replace(/\{[^}]*\}|<[^>]*>/g, '*')
    .trim();

const words = (text: string): string[] => text.toLowerCase().match(/[a-z]{4,}/g) ?? [];

/** The suspect's place, route, job or message is the leak's. */
export function isOf(leak: TrueLeak, suspect: Pick<Suspect, 'callSite' | 'route' | 'template'>, site = suspect.callSite): boolean {
  if (leak.file !== undefined) return site?.file?.split('/').at(-1) === leak.file && site.line === leak.line;
  if ((leak.routes ?? []).some((route) => wild(route) === wild(suspect.route))) return true;
  const template = words(suspect.template ?? '');
  const own = words(leak.log_template ?? '');
  return (
    own.length > 0 && own.filter((word) => template.includes(word)).length / own.length >= 0.7 && template.length <= 2 * own.length + 4
  );
}

export function compare(wish: Wish, truth: Truth, report: Report): Outcome {
  const suspects = report.suspects.filter(({ verdict }) => verdict === 'leak').sort((a, b) => a.rank - b.rank);
  const free = new Set(truth.leaks);
  const named = suspects.map((suspect) => {
    const leak = [...free].find((one) => isOf(one, suspect));
    if (leak) free.delete(leak);
    const { calledBy } = suspect;
    return {
      right: leak !== undefined,
      beside: leak === undefined && calledBy !== undefined && truth.leaks.some((one) => isOf(one, suspect, calledBy)),
      confidence: suspect.confidence,
      method: suspect.attribution.method,
      rule: String(suspect.attribution.parts['rule'] ?? ''),
      leaked: suspect.leaked,
    };
  });
  const pools = report.pools.filter(({ verdict }) => verdict === report.verdict);
  return {
    wish,
    truth,
    verdict: report.verdict,
    confidence: Math.max(0, ...pools.map(({ confidence }) => confidence)),
    named,
    reasons: [...new Set(pools.flatMap(({ reasons }) => reasons.filter((one) => one.for === report.verdict).map(({ code }) => code)))],
  };
}

/** Makes the world of a seed, has its log judged and says how right that was. */
export async function judged(seed: number, runtime: Runtime): Promise<Outcome> {
  const world = worldOf(seed, runtime);
  return compare(world.wish, truthOf(world), await reportOn(world.text));
}
