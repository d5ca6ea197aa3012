#!/usr/bin/env node
// Speaks with the API server of these tests as kubectl 1.32 does, and prints what it prints (held against the real one where that is installed).
const words = process.argv.slice(2);
const options = new Map();
const rest = [];
for (let i = 0; i < words.length; i++) {
  const [, name, value] = /^--?([a-z-]+)(?:=([^]*))?$/.exec(words[i]) ?? [];
  if (name === undefined) rest.push(words[i]);
  else if (value !== undefined) options.set(name, value);
  else if (['l', 'c', 'o'].includes(name)) options.set(name, words[++i]);
  else options.set(name, 'true');
}
const server = options.get('server');
const base = `${server}/api/v1/namespaces/${options.get('namespace') ?? 'default'}`;

function fail(text, code = 1) {
  process.stderr.write(`${text}\n`);
  process.exit(code);
}

async function ask(url) {
  const answer = await fetch(url).catch(() => fail(`The connection to the server ${server?.replace('http://', '')} was refused - did you specify the right host or port?`)); // prettier-ignore
  if (answer.ok) return answer;
  const { reason, message } = await answer.json();
  return fail(`Error from server (${reason}): ${message}`);
}

const queryOf = (pairs) => new URLSearchParams(Object.entries(pairs).filter(([, value]) => value !== undefined)).toString();

async function getPods() {
  const query = { labelSelector: options.get('l'), fieldSelector: options.get('field-selector') };
  const list = await (await ask(`${base}/pods?${queryOf(query)}`)).json();
  if (options.get('watch') === undefined) return process.stdout.write(`${JSON.stringify(list, null, 4)}\n`);
  for (const object of list.items) process.stdout.write(`${JSON.stringify({ type: 'ADDED', object })}\n`);
  const watch = await ask(`${base}/pods?${queryOf({ ...query, watch: 'true', resourceVersion: list.metadata.resourceVersion })}`);
  for await (const piece of watch.body) process.stdout.write(piece);
}

async function logs(pod) {
  const container = options.get('c');
  await ask(`${base}/pods/${pod}`);
  const tail = options.get('tail');
  const query = {
    container,
    follow: options.get('f'),
    previous: options.get('previous'),
    sinceTime: options.get('since-time'),
    timestamps: options.get('timestamps'),
    tailLines: tail === '-1' ? undefined : tail,
  };
  const answer = await ask(`${base}/pods/${pod}/log?${queryOf(query)}`);
  const prefix = `[pod/${pod}/${container}] `;
  let text = '';
  const decoder = new TextDecoder();
  try {
    for await (const piece of answer.body) {
      text += decoder.decode(piece, { stream: true });
      const end = text.lastIndexOf('\n') + 1;
      process.stdout.write(text.slice(0, end).replace(/^(?=[^])/gm, (_, at) => (at < end ? prefix : '')));
      text = text.slice(end);
    }
  } catch {
    fail('error: unexpected EOF');
  }
  if (text !== '') process.stdout.write(`${prefix}${text}`);
}

const [verb, what] = rest;
if (verb === 'get' && what === 'pods') await getPods();
else if (verb === 'get') {
  const [kind, name] = what.split('/');
  const path = kind.startsWith('svc') || kind.startsWith('service') ? base : base.replace('/api/v1/', '/apis/apps/v1/');
  const plural = { deploy: 'deployments', svc: 'services' }[kind] ?? `${kind.replace(/s$/, '')}s`;
  process.stdout.write(`${JSON.stringify(await (await ask(`${path}/${plural}/${name}`)).json(), null, 4)}\n`);
} else if (verb === 'logs') await logs(what);
else fail(`error: unknown command "${verb}" for "kubectl"`);
