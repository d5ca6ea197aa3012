import { createHash } from 'node:crypto';
import { stableNames } from '../../model/pool-names.ts';
import type { PoolReport, Report, Suspect } from '../../model/report.ts';
import { cleaned } from '../clean.ts';
import { escaped } from '../json.ts';
import type { Reporter } from '../reporter.ts';
import { spread, titleIn } from '../pool-titles.ts';
import { counted, number, place } from '../words.ts';
import { ROOT, codeLocation, logLocation, withExcerpt, type Location } from './locations.ts';
import { LEAK, LONG_HOLD, RULES, SATURATION, UNDECIDED, type SarifRule } from './rules.ts';

/** SARIF 2.1.0 for code scanning: a result for each suspect at its call site, and for each pool that was saturated. */
export const sarif: Reporter = function* (report) {
  const safe = cleaned(report);
  const names = stableNames(safe.pools, safe.input.sources);
  const saturated = safe.pools.filter(({ verdict }) => verdict === 'saturation');
  const run = {
    tool: { driver: { name: 'leak-stream', semanticVersion: safe.tool.version, rules: RULES.map(described) } },
    columnKind: 'utf16CodeUnits',
    originalUriBaseIds: { [ROOT]: { description: { text: 'The root of the repository.' } } },
    results: [
      ...safe.suspects.map((suspect) => suspectResult(suspect, safe)),
      ...saturated.map((pool) => poolResult(pool, names.get(pool.id) ?? pool.id, safe)),
    ],
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

/** Characters of a message that code scanning shows. */
const MESSAGE = 1000;

const RULE_OF: Readonly<Record<Suspect['verdict'], SarifRule>> = { leak: LEAK, 'long-hold': LONG_HOLD, inconclusive: UNDECIDED };

function suspectResult(suspect: Suspect, report: Report): object {
  const rule = RULE_OF[suspect.verdict];
  const { leaked, open, returnedLate, remedy } = suspect;
  const late = leaked === 0 && open === 0 && returnedLate > 0;
  const many = late
    ? `${counted(returnedLate, 'connection')} came back late`
    : `${counted(leaked, 'connection')} leaked, ${number(open)} not back at the end of the log`;
  const bare = suspect.callSite === null ? undefined : codeLocation(suspect.callSite);
  const site = bare && suspect.source ? withExcerpt(bare, suspect.source) : bare;
  const logged = suspect.evidence.map(logLocation);
  const primary = site ?? logged[0] ?? inputLocation(report);
  const flow = (suspect.stack ?? []).map(codeLocation).filter((location) => location !== undefined).reverse(); // prettier-ignore
  const seenIn = spread(suspect, report);
  const where = seenIn === undefined ? '' : ` in ${seenIn}`;
  return {
    ...ruled(rule),
    message: {
      text: `${place(suspect)}: ${many}${where}. ${remedy.text}`.trim().slice(0, MESSAGE),
    },
    locations: [withoutMessage(primary)],
    ...(logged.length === 0 ? {} : { relatedLocations: logged.slice(0, 20).map((location, id) => ({ id, ...location })) }),
    ...(flow.length === 0 ? {} : { codeFlows: [{ threadFlows: [{ locations: flow.map((location) => ({ location })) }] }] }),
    // GitHub reads only the first name; the fingerprint has no line number in it, so the alert outlives edits above the line.
    partialFingerprints: {
      primaryLocationLineHash: `${suspect.fingerprint.replace(/^cs\d+:/, '')}:1`,
      'leakStreamCallSite/v1': suspect.fingerprint,
    },
  };
}

function poolResult(pool: PoolReport, name: string, report: Report): object {
  const [reason] = pool.reasons.filter((candidate) => candidate.for === pool.verdict);
  const evidence = pool.reasons.flatMap((candidate) => candidate.evidence)[0];
  return {
    ...ruled(SATURATION),
    message: { text: `Pool ${titleIn(report, pool)}: ${reason?.text ?? 'saturated by load'}` },
    locations: [withoutMessage(evidence === undefined ? inputLocation(report) : logLocation(evidence))],
    partialFingerprints: { primaryLocationLineHash: `${digest(name)}:1`, 'leakStreamPool/v1': name || 'pool' },
  };
}

/** GitHub shows no alert without a place; where nothing else is known it is the beginning of the log. */
const inputLocation = ({ input }: Report): Location => logLocation({ source: input.sources[0]?.name ?? 'log', line: 1, byte: 0, text: '' });

const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);

const ruled = (rule: SarifRule): object => ({ ruleId: rule.id, ruleIndex: RULES.indexOf(rule), level: rule.level });
const withoutMessage = ({ physicalLocation }: Location): Location => ({ physicalLocation });
