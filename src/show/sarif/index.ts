import type { PoolReport, Suspect } from '../../model/report.ts';
import { cleaned } from '../clean.ts';
import { escaped } from '../json.ts';
import type { Reporter } from '../reporter.ts';
import { place, poolTitle, spread } from '../words.ts';
import { ROOT, codeLocation, logLocation, withExcerpt, type Location } from './locations.ts';
import { LEAK, LONG_HOLD, RULES, SATURATION, UNDECIDED, type SarifRule } from './rules.ts';

/** SARIF 2.1.0 for code scanning: a result for each suspect at its call site, and for each pool that was saturated. */
export const sarif: Reporter = function* (report) {
  const safe = cleaned(report);
  const saturated = safe.pools.filter(({ verdict }) => verdict === 'saturation');
  const run = {
    tool: { driver: { name: 'leak-stream', semanticVersion: safe.tool.version, rules: RULES.map(described) } },
    columnKind: 'utf16CodeUnits',
    originalUriBaseIds: { [ROOT]: { description: { text: 'The root of the repository.' } } },
    results: [...safe.suspects.map(suspectResult), ...saturated.map(poolResult)],
  };
  yield `${escaped(JSON.stringify({ $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] }, null, 2))}\n`;
};

const described = ({ id, name, level, short, full }: SarifRule): object => ({
  id,
  name,
  shortDescription: { text: short },
  fullDescription: { text: full },
  help: { text: full },
  defaultConfiguration: { level },
  properties: { tags: ['connection-pool', 'reliability'], precision: level === 'error' ? 'high' : 'medium', 'problem.severity': level === 'note' ? 'recommendation' : level },
}); // prettier-ignore

const RULE_OF: Readonly<Record<Suspect['verdict'], SarifRule>> = { leak: LEAK, 'long-hold': LONG_HOLD, inconclusive: UNDECIDED };

function suspectResult(suspect: Suspect): object {
  const rule = RULE_OF[suspect.verdict];
  const { leaked, open, remedy } = suspect;
  const bare = suspect.callSite === null ? undefined : codeLocation(suspect.callSite);
  const site = bare && suspect.source ? withExcerpt(bare, suspect.source) : bare;
  const logged = suspect.evidence.map(logLocation);
  const primary = site ?? logged[0];
  const flow = (suspect.stack ?? []).map(codeLocation).filter((location) => location !== undefined).reverse(); // prettier-ignore
  const seenIn = spread(suspect);
  const where = seenIn === undefined ? '' : ` in ${seenIn}`;
  return {
    ...ruled(rule),
    message: {
      text: `${place(suspect)}: ${leaked} connections leaked, ${open} not back at the end of the log${where}. ${remedy.text}`.trim(),
    },
    ...(primary === undefined ? {} : { locations: [withoutMessage(primary)] }),
    ...(logged.length === 0 ? {} : { relatedLocations: logged.slice(0, 20).map((location, id) => ({ id, ...location })) }),
    ...(flow.length === 0 ? {} : { codeFlows: [{ threadFlows: [{ locations: flow.map((location) => ({ location })) }] }] }),
    // GitHub reads only the first name; the fingerprint has no line number in it, so the alert outlives edits above the line.
    partialFingerprints: {
      primaryLocationLineHash: `${suspect.fingerprint.replace(/^cs\d+:/, '')}:1`,
      'leakStreamCallSite/v1': suspect.fingerprint,
    },
  };
}

function poolResult(pool: PoolReport): object {
  const [reason] = pool.reasons.filter((candidate) => candidate.for === pool.verdict);
  const evidence = pool.reasons.flatMap((candidate) => candidate.evidence)[0];
  return {
    ...ruled(SATURATION),
    message: { text: `Pool ${poolTitle(pool)}: ${reason?.text ?? 'saturated by load'}` },
    ...(evidence === undefined ? {} : { locations: [withoutMessage(logLocation(evidence))] }),
    partialFingerprints: { 'leakStreamPool/v1': pool.id || 'pool' },
  };
}

const ruled = (rule: SarifRule): object => ({ ruleId: rule.id, ruleIndex: RULES.indexOf(rule), level: rule.level });
const withoutMessage = ({ physicalLocation }: Location): Location => ({ physicalLocation });
