import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { root } from './docs-blocks.ts';
import { compare } from '../src/judge/compare/index.ts';
import { openings, resolutions } from '../src/show/tickets/index.ts';
import * as fixtures from './show/fixtures.ts';

const page = readFileSync(join(root, 'docs/tickets.md'), 'utf8');
const commands = [...page.matchAll(/^```sh\n([^]*?)^```/gm)].flatMap(([, block = '']) => block.trimEnd().split('\n'));
const has = (tool: string): boolean => spawnSync(tool, ['--version']).status === 0;

const folder = mkdtempSync(join(tmpdir(), 'leak-stream-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('there are one-liners for each system', () => {
  for (const word of ['gh ', 'curl ', 'jq ', '--to github', '--to jira', '--to pagerduty', '--resolved']) expect(page).toContain(word);
  expect(commands.length).toBeGreaterThan(8);
});

describe.skipIf(!has('bash'))('a shell', () => {
  test.each(commands)('reads %s', (command) => {
    const { status, stderr } = spawnSync('bash', ['-n', '-c', command], { encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(status).toBe(0);
  });

  test.skipIf(!has('jq'))('runs them: what would be sent is the payload', () => {
    const tool = { name: 'leak-stream', version: '0.1.0' } as const;
    const gone = compare({ report: fixtures.leakWithStacks }, { report: { ...fixtures.healthy, pools: fixtures.leakWithStacks.pools } }, tool); // prettier-ignore
    for (const to of ['github', 'jira', 'pagerduty']) {
      writeFileSync(join(folder, `${to}.open`), [...openings(to, fixtures.leakWithStacks)].join(''));
      writeFileSync(join(folder, `${to}.gone`), [...resolutions(to, gone)].join(''));
    }
    // Stand-ins: leak-stream prints what it would, gh and curl write down what they are given.
    const script = (name: string, body: string): void => writeFileSync(join(folder, name), `#!/bin/bash\n${body}\n`, { mode: 0o755 });
    script('leak-stream', 'case "$*" in *--resolved*) cat "$HOME/$3.gone";; *ticket*) cat "$HOME/$3.open";; *) echo "{}";; esac');
    script('gh', 'echo "gh $*" >> "$HOME/sent"; case "$*" in *list*) echo 0;; *) cat >> "$HOME/sent";; esac');
    script('curl', 'echo "curl $*" >> "$HOME/sent"; case "$*" in *"-d @-"*) cat >> "$HOME/sent";; esac');
    const env = {
      HOME: folder,
      PATH: `${folder}:${process.env['PATH']}`,
      PD_KEY: 'k',
      JIRA_URL: 'https://jira',
      JIRA_USER: 'u',
      JIRA_TOKEN: 't',
    };
    for (const command of commands) {
      const { status, stderr } = spawnSync('bash', ['-c', command], { env, cwd: folder, encoding: 'utf8' });
      expect(`${stderr}${status}`, command).toBe('0');
    }
    const sent = readFileSync(join(folder, 'sent'), 'utf8');
    const { fingerprint } = fixtures.leakWithStacks.suspects[0]!;
    for (const word of [`"dedup_key":"${fingerprint}"`, '"routing_key":"k"', '"key": "SHOP"', `leak-stream-fp:${fingerprint}`, '"title"']) expect(sent).toContain(word); // prettier-ignore
  });
});
