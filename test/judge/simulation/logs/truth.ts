import type { CodePath, Frame } from './app.ts';
import { javaFrame } from './java-stack.ts';
import type { Stay } from './pool.ts';
import { goSettings } from './print-go.ts';
import { hikariSettings } from './print-hikari.ts';
import { pythonFile } from './print-sqlalchemy.ts';
import { snake } from './words.ts';
import { podName, type LogWorld } from './world.ts';
import type { Wish } from './wish.ts';

/** One code path that leaks. Fields in the spelling of the truth files that are kept beside logs. */
export interface TrueLeak {
  readonly call_site?: string;
  readonly file?: string;
  readonly line?: number;
  readonly route?: string;
  readonly routes?: readonly string[];
  readonly job?: string;
  readonly count: number;
  readonly log_template?: string;
}

export interface Truth {
  readonly verdict: 'leak' | 'saturation' | 'healthy';
  /** All verdicts that would be right. */
  readonly right: readonly string[];
  readonly leaks: readonly TrueLeak[];
  readonly leaked: number;
  readonly stackless: boolean;
  readonly slow_but_returned: readonly { readonly job: string }[];
  readonly timeouts: number;
  readonly timeouts_visible: boolean;
  readonly hold_visible: boolean;
  readonly verdict_by_pod?: Readonly<Record<string, string>>;
  /** Five leaked and a time after that in which nothing honest was out. */
  readonly clear: boolean;
  readonly notes: string;
}

const SECOND = 1000;

/** Where the log shows that a connection is out: at its checkout, or when the pool has reported it. */
function shownAt(wish: Wish, { from }: Stay): number {
  if (wish.runtime !== 'hikaricp') return from;
  return from + (hikariSettings(wish).thresholdMs ?? 0);
}

/** HikariCP without leak detection prints statistics and no stack. */
const showsStacks = (wish: Wish): boolean => wish.stacks && (wish.runtime !== 'hikaricp' || hikariSettings(wish).thresholdMs !== undefined);

function callSite(wish: Wish, frame: Frame): { call_site: string; file: string; line: number } {
  if (wish.runtime === 'hikaricp') return { call_site: javaFrame(wish.app.company, frame), file: `${frame.type}.java`, line: frame.line };
  const file = pythonFile(wish.app.company, frame);
  return { call_site: `${file}:${frame.line} in ${snake(frame.method)}`, file: file.split('/').at(-1) ?? '', line: frame.line };
}

/** Is there a time after the fifth leak of a process in which nothing but leaked connections is out, long enough to be seen? */
function isClear({ wish, lives }: LogWorld): boolean {
  if (wish.unseenBusy > 0.7 && wish.quietTail === 0) return false;
  const least = wish.runtime === 'go' ? 2 * goSettings(wish).everyMs : wish.runtime === 'hikaricp' ? (hikariSettings(wish).thresholdMs ?? 60_000) : 30_000; // prettier-ignore
  return lives.some(({ leaked, stays, to }) => {
    const fifth = leaked.map(({ from }) => from).sort((a, b) => a - b)[4];
    if (fifth === undefined) return false;
    let end = fifth;
    for (const stay of [...stays].sort((a, b) => a.from - b.from)) {
      if (stay.work?.leaks) continue;
      if (stay.from > end && stay.from - end >= least) return true;
      end = Math.max(end, Math.min(stay.to, to));
    }
    return to - end >= least;
  });
}

/** What is true of a world, as far as its log can show it. */
export function truthOf(world: LogWorld): Truth {
  const { wish, lives, endedAt } = world;
  const shown = lives.flatMap((life) => life.leaked.filter((stay) => shownAt(wish, stay) >= 0 && shownAt(wish, stay) < Math.min(life.to, endedAt)).map((stay) => ({ life, stay }))); // prettier-ignore
  const stacks = showsStacks(wish);
  const bySite = new Map<unknown, { path: CodePath; paths: Set<string>; count: number }>();
  for (const { stay } of shown) {
    const path = stay.work?.path as CodePath;
    const key = stacks ? path.culprit : path.name;
    const site = bySite.get(key) ?? { path, paths: new Set<string>(), count: 0 };
    site.paths.add(path.name);
    bySite.set(key, { ...site, count: site.count + 1 });
  }
  const leaks = [...bySite.values()].map(({ path, paths, count }) => ({
    ...(stacks ? callSite(wish, path.culprit) : {}),
    route: path.name,
    routes: [...paths],
    count,
    ...(!stacks && wish.failsLoudly ? { log_template: path.failure } : {}),
  }));
  const seen = lives.flatMap((life) => life.stays.filter(({ to, from }) => to > 0 && from < endedAt));
  const refused = lives.flatMap((life) => life.refusals.filter(({ at }) => at >= 0 && at < Math.min(life.to, endedAt)));
  const waits = seen.filter(({ asked, from }) => from - asked > 100).length + refused.length;
  const honest = seen.filter(({ work }) => work?.leaks === false);
  const threshold = wish.runtime === 'hikaricp' ? (hikariSettings(wish).thresholdMs ?? 5 * SECOND) : 5 * SECOND;
  const slow = honest.some(({ work }) => (work?.heldMs ?? 0) >= Math.min(5 * SECOND, threshold));
  const verdict = shown.length > 0 ? 'leak' : refused.length >= 5 ? 'saturation' : 'healthy';
  const right = verdict === 'leak' ? ['leak'] : verdict === 'saturation' ? ['saturation'] : [...(waits > 0 ? ['saturation'] : []), 'healthy', ...(slow ? ['long-hold'] : [])]; // prettier-ignore
  const byPod = new Map(lives.map(({ pod }) => [podName(pod, pod < wish.faultyPods), shown.some(({ life }) => life.pod === pod) ? 'leak' : 'healthy'])); // prettier-ignore
  return {
    verdict, right, leaks,
    leaked: shown.length,
    stackless: !stacks,
    slow_but_returned: slow ? [{ job: 'slow work' }] : [],
    timeouts: refused.length,
    timeouts_visible: true,
    hold_visible: false,
    ...(wish.pods > 1 ? { verdict_by_pod: Object.fromEntries(byPod) } : {}),
    clear: shown.length >= 5 && isClear(world),
    notes: `${wish.runtime}:${wish.seed}, ${wish.length}, ${wish.shape}, trouble ${wish.trouble}, structure ${wish.app.structure}`,
  }; // prettier-ignore
}
