import type { LiveSources } from './live-sources.ts';
import type { Begun } from '../source/beginning.ts';
import type { Entry } from '../source/entry.ts';
import { HEAD } from '../source/follow.ts';
import { without } from '../source/open.ts';
import type { Opened } from '../source/open.ts';
import type { Tally } from '../tally.ts';

/**
 * The bytes of a source that were not read before. What was read of a file is known by its place; what comes from its beginning again (a pipe into which the
 * same log is fed, a file of an archive) by how it begins. Of what begins otherwise all is read, and of a pipe repeated lines are left out one by one.
 */
export async function takenUp(
  entry: Entry,
  stream: object,
  opened: Opened,
  begun: Begun,
  live: LiveSources,
  tally: Tally,
): Promise<AsyncGenerator<Buffer>> {
  const { name, from } = entry;
  const { position, repeats } = live.of(name);
  const known = live.known(name);
  const plain = begun.plain && opened.compression === undefined && opened.encoding === undefined && from?.plain !== false;
  const opening = { stream, skipped: opened.skipped, plain };
  if (from !== undefined) {
    live.opened(name, { ...opening, base: position.offset - (plain ? 0 : from.at) });
    return from.plain ? begun.bytes : without(begun.bytes, from.at);
  }
  // Whoever knew the file's place has looked for it, and found another.
  const length = known?.place === undefined ? Math.min(HEAD, position.offset) : 0;
  const found = await headed(begun, length, known?.head ?? '');
  const { bytes } = found;
  const head = known?.place === undefined ? found.head : undefined;
  if (known === undefined || position.offset === 0 || head === undefined) {
    if (known !== undefined && position.offset > 0 && repeats === undefined)
      tally.notice(
        'log-replaced',
        name,
        `${name} is another log than before, or was emptied since; what was written in between may be missing`,
      );
    live.opened(name, { ...opening, base: position.offset }, begun.head.slice(0, HEAD));
    return bytes;
  }
  repeats?.unbroken();
  live.opened(name, { ...opening, base: 0 }, known.head);
  return without(bytes, position.offset);
}

/** The bytes, and their first ones where they are those that are expected. No more is waited for than it takes to tell. */
async function headed(
  { bytes }: Begun,
  length: number,
  expected: string,
): Promise<{ head: string | undefined; bytes: AsyncGenerator<Buffer> }> {
  const parts: Buffer[] = [];
  let head = '';
  let ended = false;
  while (!ended && head.length < length && expected.startsWith(head)) {
    const next = await bytes.next();
    if (next.done) ended = true;
    else {
      parts.push(next.value);
      head = (head + next.value.toString('latin1', 0, length)).slice(0, length);
    }
  }
  const all = (async function* () {
    try {
      yield* parts;
      if (!ended) yield* bytes;
    } finally {
      await bytes.return(undefined);
    }
  })();
  return { head: expected.startsWith(head) ? head : undefined, bytes: all };
}
