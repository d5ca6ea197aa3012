import { expect, test } from 'vitest';
import { readArguments } from '../../src/cli/options/args.ts';
import { explained, mayPass } from '../../src/cli/kube/faults.ts';
import { Lines } from '../../src/cli/kube/lines.ts';
import { kubeWords } from '../../src/cli/options/kube-words.ts';

const read = (...argv: string[]) => {
  const args = readArguments(argv, {});
  return { args, words: kubeWords(args.positionals) };
};

test('options of leak-stream and of kubectl stand in any order', () => {
  const { args, words } = read('kube', '-n', 'prod', '--format', 'ndjson', 'deploy/shop', '-o', 'a.json', '--context=live', '-c', 'app', '--tail', '100');
  expect(args.command).toBe('kube');
  expect(args.value('format')).toBe('ndjson');
  expect(args.values('output')).toEqual(['a.json']);
  expect(args.has('follow')).toBe(true);
  expect(words).toMatchObject({ target: 'deploy/shop', container: 'app', tail: '100', namespace: 'prod', connection: ['--namespace=prod', '--context=live'] });
}); // prettier-ignore

test('options may stand before the command', () => {
  const { args, words } = read('--format', 'json', '-q', 'kube', '-lapp=shop', '--once');
  expect([args.value('format'), args.has('quiet'), args.has('once'), args.has('follow')]).toEqual(['json', true, true, false]);
  expect(words.selector).toBe('app=shop');
});

test('behind -- all words are kubectl’s', () => {
  const { args, words } = read('kube', '-v', '--', 'shop-1', '-f', '-p', '--prefix', '--timestamps=true', '--limit-bytes', '10', '--v=6', '-s', 'https://x');
  expect(args.has('verbose')).toBe(true);
  expect(words).toMatchObject({ target: 'shop-1', connection: ['--server=https://x'], logs: ['--limit-bytes=10', '--v=6'] });
}); // prettier-ignore

test('--since-time of kubectl is --since', () => {
  expect(read('kube', 'shop-1', '--since-time', '2026-03-14T09:00:00Z').args.value('since')).toBe('2026-03-14T09:00:00Z');
});

test('a file that is called kube is read where it is no command', () => {
  expect(readArguments(['--', 'kube'], {})).toMatchObject({ command: 'analyse', positionals: ['kube'] });
  expect(readArguments(['gate', 'kube'], {})).toMatchObject({ command: 'gate', positionals: ['kube'] });
});

test.each([
  [['kube'], 'whose logs?'],
  [['kube', 'a', 'b'], 'one pod or workload at a time'],
  [['kube', 'a', '-l', 'b=c'], 'either a pod or workload, or a selector'],
  [['kube', 'a', '-n'], '-n needs a value'],
  [['kube', 'a', '--', '--tial'], 'kube knows no --tial'],
  [['kube', 'a', '--tial'], 'unknown option --tial'],
])('%s is refused', (argv, message) => {
  expect(() => kubeWords(readArguments(argv, {}).positionals)).toThrow(message);
});

test.each([
  // As kubectl 1.32 says it.
  ['Error from server (Forbidden): pods is forbidden: User "x" cannot list resource "pods" in API group "" in the namespace "shop"', 'the cluster does not allow it', false],
  ['error: You must be logged in to the server (Unauthorized)', 'the cluster does not know you', false],
  ['error: context "nowhere" does not exist', 'there is no such context', true],
  ['The connection to the server 127.0.0.1:1 was refused - did you specify the right host or port?', 'the cluster cannot be reached', true],
  ['Unable to connect to the server: dial tcp: lookup nowhere on 10.0.0.2:53: no such host', 'the cluster cannot be reached', true],
  ['error: the server doesn\'t have a resource type "deplo"', 'the cluster knows no such kind', true],
  ['error: unknown flag: --nix\nSee \'kubectl logs --help\' for usage.', 'kubectl does not know one of its options', false],
  ['Error from server (BadRequest): container nix is not valid for pod shop-1', 'there is no such container', true],
])('%s', (said, what, passing) => {
  const outcome = { code: 1, said, missing: false };
  expect(explained('list the pods', 'kubectl', outcome).message).toBe(`cannot list the pods: ${what}`);
  expect(mayPass(outcome)).toBe(passing);
}); // prettier-ignore

test('blocks are made whole lines, and a line without an end is bounded', () => {
  const lines = new Lines();
  const feed = (text: string): string[] => [...lines.feed(Buffer.from(text))].map(String);
  expect(feed('a\nb')).toEqual(['a\n']);
  expect(feed('c')).toEqual([]);
  expect(feed('d\n\ne')).toEqual(['bcd\n', '\n']);
  expect([...lines.rest()].map(String)).toEqual(['e\n']);
  const long = [...Array.from({ length: 40 }, () => 'x'.repeat(100_000)), '\nnext\n'].flatMap(feed);
  expect(long.map(({ length }) => length > 1_000_000)).toEqual([true, false]);
  expect(long[1]).toBe('next\n');
});
