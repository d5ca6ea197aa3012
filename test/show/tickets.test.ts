import { describe, expect, test } from 'vitest';
import type { Comparison } from '../../src/model/comparison.ts';
import type { Report } from '../../src/model/report.ts';
import { compare } from '../../src/judge/compare/index.ts';
import { openings, resolutions } from '../../src/show/tickets/index.ts';
import type { AdfNode } from '../../src/show/tickets/adf.ts';
import * as fixtures from './fixtures.ts';
import { published } from './published.ts';

interface Line {
  readonly to: string;
  readonly fingerprint: string;
  readonly severity?: string;
  readonly action: string;
  readonly search?: Record<string, string>;
  readonly payload: Record<string, unknown>;
}

const lines = (pieces: Iterable<string>): Line[] => [...pieces].map((piece) => JSON.parse(piece) as Line);
const { leakWithStacks, leakInManyPods, hostile, healthy } = fixtures;
const [suspect] = leakWithStacks.suspects;
/** With the code around the call site. */
const located: Report = {
  ...leakWithStacks,
  suspects: [{ ...suspect!, source: { path: 'src/A.java', line: 2, lines: [1, 2].map((line) => ({ line, text: `line ${line}` })) } }],
};

test.each(['github', 'jira', 'pagerduty'])('%s: one line a suspect, each of them JSON that a terminal does not obey', (to) => {
  for (const report of Object.values(fixtures.ALL)) {
    const printed = [...openings(to, report)];
    expect(printed).toHaveLength(report.suspects.length);
    for (const line of printed) {
      expect(line).toMatch(/^\{.*\}\n$/);
      expect(line).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
    }
  }
});

describe('severity follows the forecast', () => {
  const of = (changes: Partial<Report['pools'][number]>): string | undefined => {
    const { exhaustion, ...pool } = leakWithStacks.pools[0]!;
    expect(exhaustion).toBeDefined();
    return lines(openings('pagerduty', { ...leakWithStacks, pools: [{ ...pool, acquireTimeouts: 0, ...changes }] }))[0]!.severity;
  };
  const eta = (iso: string) => ({ exhaustion: { eta: iso, from: iso, to: iso } });
  test('critical: it ran out, turned callers away, or will within a day', () => {
    expect(of({ exhaustion: { at: '2026-03-14T10:59:00.000Z' } })).toBe('critical');
    expect(of({ acquireTimeouts: 3 })).toBe('critical');
    expect(of(eta('2026-03-15T03:00:00.000Z'))).toBe('critical');
  });
  test('error: within a week; warning: later or unknown', () => {
    expect(of(eta('2026-03-18T03:00:00.000Z'))).toBe('error');
    expect(of(eta('2026-04-18T03:00:00.000Z'))).toBe('warning');
    expect(of({})).toBe('warning');
  });
  test('info: what is no proven leak', () => expect(lines(openings('jira', fixtures.inconclusive))[0]!.severity).toBe('info'));
});

describe('GitHub', () => {
  const [line] = lines(openings('github', leakWithStacks));
  const { title, body, labels } = line!.payload as { title: string; body: string; labels: string[] };
  test('gets a title, a body with the evidence and a marker that the search finds', () => {
    expect(title).toContain('ReportExporter.exportCsv');
    expect(body).toContain('`logs/shop.log:311`');
    expect(body).toContain('at net.shop.report.ReportExporter.exportCsv (ReportExporter.java:88)');
    expect(body).toContain(line!.search!['marker']);
    expect(line!.search!['query']).toContain(`"${suspect!.fingerprint}"`);
    expect(labels).toEqual(['leak-stream', 'severity-critical']);
  });
  test('is not told markup, mentions or comments by a log', () => {
    const { body: told } = lines(openings('github', { ...hostile, suspects: [{ ...hostile.suspects[0]!, reasons: [{ code: 'x', for: 'leak', text: '--> <img src=x> @everyone', evidence: [] }] }] }))[0]!.payload as { body: string }; // prettier-ignore
    const prose = told.replace(/(?<!`)(`+)(?!`)[^]*?(?<!`)\1(?!`)/g, '');
    expect(prose).not.toMatch(/(?<!\\)<(?!!-- )/);
    expect(prose).not.toMatch(/@everyone/);
  });
});

test('a fingerprint from a strange report cannot leave its comment, label or search', () => {
  const strange = { ...leakWithStacks, suspects: [{ ...suspect!, fingerprint: 'cs1:--><b>" OR x' }] };
  for (const to of ['github', 'jira', 'pagerduty']) expect(lines(openings(to, strange))[0]!.fingerprint).toBe('cs1:____b___OR_x');
});

describe('Jira', () => {
  const walk = (node: AdfNode): AdfNode[] => [node, ...(node.content ?? []).flatMap(walk)];
  test('gets fields within its limits, a document without empty texts, and a label without white space', () => {
    for (const report of [leakWithStacks, leakInManyPods, hostile]) {
      const [{ payload, search } = {} as Line] = lines(openings('jira', report));
      const { summary, description, labels } = payload['fields'] as {
        summary: string;
        description: AdfNode & { version: number };
        labels: string[];
      };
      expect(summary.length).toBeLessThanOrEqual(255);
      expect(description).toMatchObject({ type: 'doc', version: 1 });
      for (const node of walk(description)) if (node.type === 'text') expect(node.text).not.toBe('');
      for (const label of labels) expect(label).not.toMatch(/\s/);
      expect(labels).toContain(search!['label']);
    }
  });
});

test('Jira takes the descriptions and comments: they are documents of its published format', () => {
  const validate = published('atlassian-document');
  for (const [name, report] of Object.entries({ ...fixtures.ALL, located }))
    for (const { payload } of lines(openings('jira', report)))
      expect(validate((payload['fields'] as { description: object }).description), `${name}: ${JSON.stringify(validate.errors?.slice(0, 2))}`).toBe(true);
  expect(validate({ version: 1, type: 'doc', content: [{ type: 'text', text: '' }] })).toBe(false);
}); // prettier-ignore

test('GitHub takes the issues: within its limits, of the fields that it knows', () => {
  for (const report of Object.values({ ...fixtures.ALL, located }))
    for (const { payload } of lines(openings('github', report))) {
      expect(Object.keys(payload)).toEqual(['title', 'body', 'labels']);
      const { title, body, labels } = payload as { title: string; body: string; labels: string[] };
      expect(title.trim()).not.toBe('');
      expect(title.length).toBeLessThanOrEqual(256);
      expect(body.length).toBeLessThanOrEqual(65_536);
      for (const label of labels) expect(label).toMatch(/^[^,\n]{1,50}$/);
    }
});

test('PagerDuty takes the events: within its limits, of the fields that it knows', () => {
  const KNOWN = ['summary', 'source', 'severity', 'timestamp', 'component', 'group', 'class', 'custom_details'];
  for (const report of Object.values({ ...fixtures.ALL, located }))
    for (const { payload: event } of lines(openings('pagerduty', report))) {
      expect(JSON.stringify(event).length).toBeLessThanOrEqual(512 * 1024);
      const { event_action, dedup_key, payload } = event as { event_action: string; dedup_key: string; payload: Record<string, string> };
      expect(event_action).toBe('trigger');
      expect(dedup_key.length).toBeLessThanOrEqual(255);
      for (const key of Object.keys(payload)) expect(KNOWN).toContain(key);
      for (const key of ['summary', 'source', 'severity']) expect(payload[key]!.trim()).not.toBe('');
      expect(payload['summary']!.length).toBeLessThanOrEqual(1024);
      expect(['critical', 'error', 'warning', 'info']).toContain(payload['severity']);
      if (payload['timestamp'] !== undefined) expect(new Date(payload['timestamp']).toISOString()).toBe(payload['timestamp']);
    }
});

describe('PagerDuty', () => {
  test('gets an event with the fingerprint as its key', () => {
    const [line] = lines(openings('pagerduty', leakWithStacks));
    expect(line!.payload).toMatchObject({
      event_action: 'trigger',
      dedup_key: suspect!.fingerprint,
      payload: { severity: 'critical', source: 'hikaricp/shop-pool', component: 'shop-pool', timestamp: suspect!.lastSeen },
    });
  });
  test('is told no time that the log did not date', () => {
    const undated = { ...leakWithStacks, suspects: [{ ...leakWithStacks.suspects[0]!, lastSeen: '1970-01-01T15:37:05.000Z' }] };
    const [line] = lines(openings('pagerduty', undated));
    expect(line!.payload['payload']).not.toHaveProperty('timestamp');
  });
});

describe('what a comparison calls gone', () => {
  const tool = { name: 'leak-stream', version: '0.1.0' } as const;
  const gone: Comparison = compare({ report: leakWithStacks }, { report: { ...healthy, pools: leakWithStacks.pools } }, tool);
  test('is resolved', () => {
    expect(gone.counts.gone).toBe(1);
    expect(lines(resolutions('pagerduty', gone))[0]!.payload).toEqual({ event_action: 'resolve', dedup_key: suspect!.fingerprint });
    expect(lines(resolutions('github', gone))[0]).toMatchObject({
      action: 'close',
      payload: { state: 'closed', state_reason: 'completed' },
    });
    expect(lines(resolutions('jira', gone))[0]!.search!['jql']).toContain(suspect!.fingerprint);
  });
  test('and nothing else is: not exercised proves nothing', () => {
    const unproven = compare({ report: leakWithStacks }, { report: { ...healthy, pools: [] } }, tool);
    expect(unproven.counts['not-exercised']).toBe(1);
    expect(lines(resolutions('pagerduty', unproven))).toEqual([]);
  });
});
