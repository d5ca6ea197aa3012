import { between, logBetween, pick, whole, type Random } from '../random.ts';
import { COMPANIES, FAILURES, NAMED_HELPERS, OPAQUE_HELPERS, SHARED_WORK, THINGS, VERBS, capital, deal } from './words.ts';

/** A frame of the invented application. */
export interface Frame {
  readonly area: string;
  readonly type: string;
  readonly method: string;
  readonly line: number;
}

/**
 * Who takes connections and who has to give them back, in one application:
 * `direct`: the innermost frame of the application does both;
 * `named`: a helper with a telling name takes, its caller gives back;
 * `opaque`: the same, and the helper's name tells nothing;
 * `repository`: a repository's method takes (or is the first to use) what its caller has to give back; some routes share a method;
 * `shared`: a helper that many routes use takes a connection for itself, and forgets it.
 */
export const STRUCTURES = ['direct', 'named', 'opaque', 'repository', 'shared'] as const;
export type Structure = (typeof STRUCTURES)[number];
/**
 * How often each occurs: an assumption. Of ten public pastes with a named culprit the innermost frame was right in seven; `direct` and
 * `shared` together are half of what is left when a telling name has been looked through, and a little more.
 */
export const SHARES: Readonly<Record<Structure, number>> = { direct: 0.4, named: 0.25, opaque: 0.1, repository: 0.15, shared: 0.1 };

export interface CodePath {
  /** `POST /orders/{id}/invoice`, or the name of a job. */
  readonly name: string;
  readonly job: boolean;
  /** The application's frames, innermost first. */
  readonly frames: readonly Frame[];
  /** Who has to give the connection back. */
  readonly culprit: Frame;
  readonly statement: string;
  readonly table: string;
  /** What is logged where it fails; the failure names no number. */
  readonly failure: string;
  /** Share of requests that fail and give back all the same. */
  readonly failing: number;
  readonly weight: number;
  readonly medianMs: number;
  readonly sigma: number;
}

export interface App {
  readonly company: string;
  readonly structure: Structure;
  readonly paths: readonly CodePath[];
  readonly jobs: readonly CodePath[];
}

function structureOf(random: Random): Structure {
  let left = random();
  return STRUCTURES.find((one) => (left -= SHARES[one]) < 0) ?? 'direct';
}

/** Invents an application: routes, the frames below them, and how they take connections. */
export function inventApp(random: Random, structure: Structure = structureOf(random)): App {
  const line = (): number => whole(random, 12, 380);
  const frame = (area: string, type: string, method: string): Frame => ({ area, type, method, line: line() });
  const thing = deal(random, THINGS);
  const failure = deal(random, FAILURES);
  const things = Array.from({ length: whole(random, 3, 7) }, thing);
  const [helperType, helperMethod] = structure === 'opaque' ? pick(random, OPAQUE_HELPERS) : pick(random, NAMED_HELPERS);
  const helpers = [frame('common', helperType, helperMethod)];
  // plumbing comes in chains
  if (random() < 0.4) helpers.unshift(frame('common', helperType, structure === 'opaque' ? 'inner' : 'openConnection'));
  const [sharedType, sharedMethod] = pick(random, SHARED_WORK);
  const shared = frame('common', sharedType, sharedMethod);
  const perMethod = pick(random, [1, 2, 3, 5]);
  const repository = new Map<string, Frame>();

  const path = (name: string, about: string, verb: string, job: boolean, index: number): CodePath => {
    const entry = job ? frame(about, `${capital(about)}Job`, 'execute') : frame(about, `${capital(about)}Controller`, verb);
    const service = frame(about, `${capital(about)}Service`, `${verb}${capital(about)}`);
    const dao = frame(about, `${capital(about)}Dao`, `${verb}Rows`);
    const layers = random() < 0.5 ? [dao, service, entry] : [service, entry];
    const innermost = layers[0] as Frame;
    const key = `m${Math.floor(index / perMethod)}`;
    const method = repository.get(key) ?? frame(things[0] as string, `${capital(things[0] as string)}Repository`, `load${capital(pick(random, VERBS))}`); // prettier-ignore
    repository.set(key, method);
    const slow = !job && random() < 0.15;
    const way: Record<Structure, readonly [frames: readonly Frame[], culprit: Frame]> = {
      direct: [layers, innermost],
      named: [[...helpers, ...layers], innermost],
      opaque: [[...helpers, ...layers], innermost],
      repository: [[method, ...layers.slice(-2)], layers.slice(-2)[0] as Frame],
      shared: [[shared, ...layers], shared],
    };
    const [frames, culprit] = way[structure];
    return {
      name, job, frames, culprit,
      table: `${about}s`,
      statement: `SELECT id, state, total FROM ${about}s WHERE ${verb}_key = `,
      failure: `${about} ${verb}: ${failure()}`,
      failing: random() < 0.4 ? between(random, 0.01, 0.1) : 0,
      weight: logBetween(random, 0.1, 1),
      medianMs: slow ? logBetween(random, 400, 4000) : logBetween(random, 2, 200),
      sigma: between(random, 0.4, 1),
    }; // prettier-ignore
  };
  const names = new Set<string>();
  const paths = Array.from({ length: whole(random, 3, 12) }, (_, i) => {
    const about = things[i % things.length] as string;
    let [name, verb] = ['', ''];
    do {
      verb = pick(random, VERBS);
      name = `${pick(random, ['GET', 'POST', 'PUT'])} /${about}s${pick(random, ['', '/{id}', `/{id}/${verb}`])}`;
    } while (names.has(name));
    names.add(name);
    return path(name, about, verb, false, i);
  });
  const jobs = Array.from({ length: whole(random, 1, 2) }, (_, i) => {
    const about = things[i] as string;
    return path(`${about} ${pick(random, ['reconciliation', 'settlement', 'rollup', 'digest'])}`, about, 'process', true, 100 + i);
  });
  return { company: pick(random, COMPANIES), structure, paths, jobs };
}
