import type { Evidence, InputSummary, PoolReport, Report } from '../model/report.ts';
import { autopsiesOf, autopsyReason } from './conclude/suspects/autopsy.ts';
import { fromLives } from './conclude/claims/from-lives.ts';
import { fromSiblings } from './conclude/claims/from-siblings.ts';
import { fromEndedWork } from './conclude/claims/from-ended-work.ts';
import { blameSessions, matchSessions } from './conclude/server/blame-sessions.ts';
import { blameSpent } from './conclude/suspects/blame-spent.ts';
import { fromSpent } from './conclude/claims/from-spent.ts';
import { decideAlarms } from './conclude/fates/decide-alarms.ts';
import { decideHolds } from './conclude/fates/decide-holds.ts';
import { decideLong } from './conclude/fates/decide-long.ts';
import { countCheckouts } from './conclude/suspects/exposure.ts';
import { doubtSamples, explain } from './conclude/report/explain.ts';
import type { Finding } from './conclude/fates/finding.ts';
import { blameDumps } from './conclude/suspects/blame-dumps.ts';
import { blameLongWork } from './conclude/suspects/blame-long-work.ts';
import { attributeSteps, blameSteps, stepsOf } from './conclude/steps/blame-steps.ts';
import { finishReport } from './conclude/report/finish-report.ts';
import { gather } from './conclude/suspects/gather.ts';
import { Memo } from './conclude/case/memo.ts';
import { lostLines } from './conclude/fates/lost-lines.ts';
import { limitOf } from './limit.ts';
import { poolCases, type PoolCase } from './conclude/case/pool-case.ts';
import { believed } from './conclude/claims/presumed.ts';
import { poolReport } from './conclude/report/pool-report.ts';
import { poolVerdict, type PoolVerdict } from './conclude/claims/pool-verdict.ts';
import { recurring } from './conclude/fates/recurring.ts';
import { doubtDatabase, ofNoDatabase } from './conclude/claims/of-database.ts';
import { learn, type Blamer } from './conclude/case/runs.ts';
import { joinServer, serverReasons } from './conclude/server/server-join.ts';
import { serverOnly } from './conclude/server/server-only.ts';
import { strayDeadlines } from './conclude/claims/stray-deadlines.ts';
import { sitesOf } from './conclude/fates/site-holds.ts';
import { stepsAlike } from './conclude/steps/steps-alike.ts';
import { stepsTogether } from './conclude/steps/steps-together.ts';
import type { SuspectDraft } from './conclude/suspects/suspect-draft.ts';
import { finish } from './conclude/suspects/suspects.ts';
import { victimsOf } from './conclude/suspects/victims.ts';
import type { JudgeOptions } from './knowledge.ts';
import type { CoOccurrence, Part } from './cooccurrence/index.ts';
import { judgeSeries, type SeriesJudgement } from './series/index.ts';
import type { State } from './state.ts';

/**
 * Makes the report of everything observed, as if the log ended here. The state stays as it is, and the same state gives the same report, byte for byte.
 * @param memo what was found the last time of streams that have not changed since
 */
export function conclude(state: State, read: InputSummary, options: JudgeOptions, memo = new Memo()): Report {
  const cases = poolCases(state, memo).map((poolCase) => memo.of(poolCase, 'believed', [], () => believed(poolCase)));
  const stray = strayDeadlines(state, options.knowledge, cases);
  const told = [...(stray === undefined ? [] : [stray]), ...lostLines(cases)];
  const input = told.length === 0 ? read : { ...read, notices: [...read.notices, ...told] };
  const { found, blamer } = decide(cases, options);
  const mine = (poolCase: PoolCase): readonly Finding[] => found.get(poolCase) ?? [];
  const series = new Map(cases.map((poolCase) => [poolCase, memo.of(poolCase, 'series', [], () => seriesOf(poolCase))]));

  const ended = new Map(
    cases.map((poolCase) => [poolCase, memo.of(poolCase, 'ended', [], () => fromEndedWork(poolCase, series.get(poolCase)))]),
  );
  const spent = new Map(cases.map((poolCase) => [poolCase, memo.of(poolCase, 'spent', [], () => fromSpent(poolCase))]));
  const sessions = new Map(cases.map((poolCase) => [poolCase, matchSessions(poolCase, state.server)]));
  const lives = fromLives(cases, series, memo);
  const siblings = fromSiblings(cases, mine, memo);

  const doubted = ofNoDatabase(cases);
  const drafts = gather([...found].flatMap(([poolCase, all]) => (doubted.has(poolCase) ? [] : all)), blamer); // prettier-ignore
  const mixed = new Set(input.notices.flatMap(({ code, subject }) => (code === 'sources-mixed' && subject !== undefined ? [subject] : [])));
  const verdicts = new Map(
    cases.map((poolCase) => {
      const claims = [
        ended.get(poolCase)?.claim,
        sessions.get(poolCase)?.claim,
        lives.get(poolCase),
        siblings.get(poolCase),
        spent.get(poolCase)?.claim,
      ];
      const judge = (): PoolVerdict => poolVerdict(poolCase, mine(poolCase), series.get(poolCase), options.thresholdMs, claims);
      const from = [poolCase.life.infoElsewhere, options.thresholdMs, ...claims];
      const judged = mine(poolCase).length === 0 ? memo.of(poolCase, 'verdict', from, judge) : judge();
      const shown = mixed.has(poolCase.life.source) ? doubtSamples(judged, mine(poolCase)) : judged;
      return [poolCase, doubted.has(poolCase) ? doubtDatabase(shown) : shown];
    }),
  );
  const part = (poolCase: PoolCase): Part | undefined => stepsOf(poolCase, series.get(poolCase));
  const alone = new Map(
    cases.flatMap((poolCase) => {
      const judged = verdicts.get(poolCase);
      const attribute = (): CoOccurrence | undefined => attributeSteps(part(poolCase), judged);
      const found = ended.get(poolCase) ? undefined : memo.of(poolCase, 'steps', [judged?.verdict], attribute);
      return found ? [[poolCase, found] as const] : [];
    }),
  );
  const attributed = stepsAlike(stepsTogether(alone, part, memo));
  const steps = cases.map((poolCase) => {
    if (doubted.has(poolCase)) return [];
    const judged = verdicts.get(poolCase);
    const found = blameSteps(poolCase, judged, series.get(poolCase), drafts, blamer, ended.get(poolCase), attributed.get(poolCase));
    const dumped = blameDumps(poolCase, series.get(poolCase), drafts, blamer);
    blameLongWork(poolCase, judged, series.get(poolCase), options.thresholdMs, drafts);
    const named = drafts.some((draft) => draft.cases.has(poolCase));
    const moments = named || judged?.verdict !== 'leak' ? undefined : sessions.get(poolCase);
    const all = spent.get(poolCase);
    if (!named && all !== undefined) blameSpent(poolCase, all, drafts);
    const told = moments !== undefined && blameSessions(poolCase, moments, drafts, judged?.confidence ?? 0);
    return [...found.filter(({ code }) => !told || code !== 'steps-unattributed'), ...dumped];
  });
  countCheckouts(drafts, blamer);
  joinServer(drafts, state.server);
  if (cases.length === 0) return finishReport(serverOnly(state.server, options), state.server, input, options);

  const named = drafts.filter(isNamed);
  const troubled = [...verdicts.values()].filter(({ verdict }) => verdict === 'leak' || verdict === 'inconclusive').length;
  const fingerprints = fingerprintsOf(named);
  const suspected = new Set(named.map((draft) => draft.fingerprint));
  const withSessions = new Set(named.flatMap((draft) => (draft.server === undefined ? [] : [...draft.cases])));
  const serverTells = serverReasons(state.server).length > 0;
  const pools = cases.map((poolCase, i) => {
    const findings = mine(poolCase);
    const unnamed = findings.filter(({ fate, evidence }) => fate === 'leaked' && !fingerprints.has(evidence)).length;
    const byStepsToo = named.reduce((sum, draft) => sum + (draft.method === 'co-occurrence' ? (draft.leakedIn.get(poolCase) ?? 0) : 0), 0);
    const unclaimed = doubted.has(poolCase) ? 0 : Math.max(0, unnamed - byStepsToo);
    const server = troubled <= 1 ? 'if-in-trouble' : withSessions.has(poolCase);
    const autopsies = autopsiesOf(poolCase, blamer, suspected);
    const told = [...(steps[i] ?? []), ...autopsyReason(poolCase, autopsies)];
    const curves = options.curves !== false;
    const report = (): PoolReport => {
      const judged = explain(poolCase, verdicts.get(poolCase), unclaimed, told, server, state, options);
      return poolReport(poolCase, judged, findings, series.get(poolCase), fingerprints, autopsies, curves);
    };
    // Where nothing is out, nobody is named and no server speaks, the rest makes the report.
    const plain = findings.length + told.length + autopsies.length + poolCase.open.length + poolCase.alarms.length === 0 && !serverTells;
    return plain ? memo.of(poolCase, 'report', [verdicts.get(poolCase), curves], report) : report();
  });
  const suspects = finish(named, options.knowledge, cases);
  return finishReport({ pools, suspects, victims: victimsOf(cases, blamer) }, state.server, input, options);
}

const seriesOf = ({ pool, life }: PoolCase): SeriesJudgement => judgeSeries(pool.samples, limitOf(pool), { fromStart: life.startSeen });

type Found = Map<PoolCase, readonly Finding[]>;

/**
 * Who shares a helper tells whose holds are of one kind, and which holds are lost tells who shares a helper. So all is decided twice: first
 * with everything that is still out taken for lost, then with what the first round found.
 */
function decide(cases: readonly PoolCase[], { thresholdMs }: JudgeOptions): { found: Found; blamer: Blamer } {
  const round = (blamer: Blamer): { found: Found; blamer: Blamer } => {
    const apart = new Map(cases.map((poolCase) => [poolCase, findingsOf(poolCase, blamer, thresholdMs)]));
    return { found: recurring(apart, blamer), blamer };
  };
  const first = round(learn(cases));
  const lost = new Set([...first.found.values()].flat().flatMap(({ fate, evidence }) => (fate === 'leaked' ? [evidence] : [])));
  return lost.size === 0 ? first : round(learn(cases, lost));
}

function findingsOf(poolCase: PoolCase, blamer: Blamer, thresholdMs: number | undefined): Finding[] {
  const { open, reclaimed, alarms, lateReturns } = poolCase;
  const holds = open.length + reclaimed.length > 0;
  return [
    ...(holds ? decideHolds(poolCase, sitesOf(poolCase, blamer.groupOf(poolCase)), thresholdMs) : []),
    ...decideLong(poolCase, thresholdMs),
    ...(alarms.length + lateReturns.length > 0 ? decideAlarms(poolCase, blamer, thresholdMs) : []),
  ];
}

/** A draft of which only the pool is known names nobody: better no suspect than an empty one. */
const isNamed = (draft: SuspectDraft): boolean =>
  draft.blame?.frame !== undefined || draft.route !== undefined || draft.template !== undefined || draft.statement !== undefined;

const fingerprintsOf = (drafts: readonly SuspectDraft[]): ReadonlyMap<Evidence, string> =>
  new Map(drafts.flatMap((draft) => draft.findings.map(({ evidence }) => [evidence, draft.fingerprint] as const)));
