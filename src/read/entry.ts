import { pipeline } from 'node:stream';
import type { Duplex } from 'node:stream';
import type { TimedEvent } from '../model/event.ts';
import { inOrder, joinedBytes, noteDamage } from './sets/rotated.ts';
import { begin } from './source/beginning.ts';
import { explainError } from './source/inputs.ts';
import type { Entry, EntrySet } from './source/entry.ts';
import type { Failure } from './source/inputs.ts';
import { openMidst, openSource } from './source/open.ts';
import type { Opened } from './source/open.ts';
import { ownOutput } from './source/own-output.ts';
import { isHidden, memberName, setsIn } from './source/archived-sets.ts';
import { tarMembers } from './source/tar.ts';
import { untilAbort } from './source/until-abort.ts';
import { lineStages } from './line-stages.ts';
import type { BatchEnd } from './line-stages.ts';
import type { LiveSources } from './follow/live-sources.ts';
import { takenUp } from './follow/taken-up.ts';
import type { RawLine } from './types.ts';
import { stagesOf } from './stages.ts';
import type { StagesOptions } from './stages.ts';
import type { SourceTally } from './tally.ts';

export interface Reading extends StagesOptions {
  readonly failures: Failure[];
  readonly signal: AbortSignal | undefined;
  /** The sources are still being written, or were when they were read before: nothing waits for what will come. */
  readonly live?: LiveSources;
}

/** More files than this in one archive are no logs of one service. */
const MEMBERS = 10_000;

/** The events of one input: a file, a stream, an archive's files one after the other, or a rotated set as one log. */
export async function* readEntry(entry: Entry | EntrySet, reading: Reading): AsyncGenerator<TimedEvent[]> {
  try {
    if ('parts' in entry) yield* readSet(entry, reading);
    else yield* readOne(entry, reading);
  } catch (error) {
    if (!reading.signal?.aborted) reading.failures.push({ name: entry.name, message: explainError(error) });
  }
}

async function* readSet(set: EntrySet, reading: Reading): AsyncGenerator<TimedEvent[]> {
  const parts = await inOrder(set, reading.zone);
  if (parts !== undefined) return yield* readParts(set, parts, reading);
  for (const part of set.parts) yield* readEntry(part, reading);
}

/** The events of a log in several files, oldest first. */
export async function* readParts(set: EntrySet, parts: readonly Entry[], reading: Reading): AsyncGenerator<TimedEvent[]> {
  const { tally, failures, signal, live } = reading;
  const known = live?.of(set.name);
  const source = known?.source ?? tally.begin(set.name);
  const { bytes: begun = 0, lines = 0 } = known?.position ?? {};
  let current: { destroy?(): unknown } | undefined;
  const onOpen = (stream: { destroy?(): unknown }): void => void (current = stream);
  const stopped = (): boolean => signal?.aborted === true;
  const onPart =
    live &&
    ((stream: object, { skipped, compression, encoding }: Opened, base: number): void => {
      const [first] = parts;
      const before = base === begun && first?.from?.plain === false ? first.from.at : 0;
      const plain = compression === undefined && encoding === undefined && before === 0;
      live.opened(set.name, { stream, base: base - before, skipped, plain });
    });
  const bytes = joinedBytes(set, parts, {
    source,
    tally,
    zone: reading.zone,
    failures,
    onOpen,
    stopped,
    before: { lines, bytes: begun },
    ...(onPart && { onPart }),
  });
  yield* readBytes(bytes, source, { skipped: 0 }, reading, () => current?.destroy?.());
}

async function* readOne(entry: Entry, reading: Reading): AsyncGenerator<TimedEvent[]> {
  const { tally, signal } = reading;
  const stream = entry.open();
  // A source that says nothing yet would be waited for; once it has begun, `untilAbort` ends it in order.
  const giveUp = (): void => void stream.destroy?.();
  signal?.addEventListener('abort', giveUp, { once: true });
  let opened;
  let begun;
  try {
    opened = await (entry.from?.plain === true
      ? openMidst(stream)
      : openSource(stream, (error) => {
          if (!signal?.aborted) noteDamage(entry.name, error, tally);
        }));
    if (opened.archive) return yield* readArchive(entry, opened, reading);
    begun = entry.from?.plain === true ? { head: '', bytes: opened.bytes, parted: false, plain: true } : await begin(opened.bytes);
  } finally {
    signal?.removeEventListener('abort', giveUp);
  }
  if (opened.binary && entry.found) {
    await opened.close();
    tally.notice('binary-file-skipped', entry.name, `${entry.name}: not a text file, skipped`);
    return;
  }
  // Named by the user it is read: a log may hold a few odd bytes. Where nothing in it is recognised, this says why.
  if (opened.binary) tally.notice('binary-file', entry.name, `${entry.name} holds NUL bytes, so it is probably no text file`);
  const { head, parted } = begun;
  const own = ownOutput(head);
  if (own !== undefined) {
    // What was not begun has nothing to end: its return would leave the file open.
    await opened.close();
    tally.notice('own-output-skipped', entry.name, `${entry.name}: ${own} of leak-stream, no log; it was not read`);
    return;
  }
  const bytes = reading.live ? await takenUp(entry, stream, opened, begun, reading.live, tally) : begun.bytes;
  const source = reading.live?.of(entry.name).source ?? tally.begin(entry.name);
  // An earlier reading may have known its packed parts, which are not opened again.
  source.compression ??= opened.compression;
  source.encoding ??= opened.encoding;
  if (parted)
    tally.notice('one-line-document', entry.name, `${entry.name}: a JSON document in one line; its entries were read, and count as lines`);
  if (opened.compression === undefined && !parted) stream.reuseBlocks?.(reading.live !== undefined);
  const lines = { skipped: opened.skipped, utf16: opened.encoding !== undefined };
  yield* readBytes(bytes, source, lines, reading, giveUp);
}

/** An archive's files, each a source named `logs.tar.gz:var/log/app.log`, in the archive's order; a rotated set among them is one. */
async function* readArchive(entry: Entry, { bytes, close }: Opened, reading: Reading): AsyncGenerator<TimedEvent[]> {
  const { tally, signal } = reading;
  const onBroken = (why: string): void => {
    if (!signal?.aborted) tally.notice('archive-damaged', entry.name, `${entry.name}: ${why}; what it held before was read`);
  };
  let members = 0;
  const sets = reading.live ? undefined : await setsIn(entry, MEMBERS);
  const done = new Set<EntrySet>();
  for await (const { path, bytes: content } of tarMembers(bytes, onBroken)) {
    if (signal?.aborted) break;
    if (isHidden(path)) continue;
    if (++members > MEMBERS) {
      tally.notice('archive-too-large', entry.name, `${entry.name}: holds more than ${MEMBERS} files; the others were not read`);
      break;
    }
    if (entry.archived?.without.has(path) === true) continue;
    const name = memberName(entry.name, path);
    const set = sets?.get(name);
    if (set === undefined) yield* readEntry({ name, found: true, open: () => content }, reading);
    else if (!done.has(set)) {
      done.add(set);
      yield* readEntry(set, reading);
    }
  }
  await close();
  if (members === 0) tally.notice('archive-empty', entry.name, `${entry.name}: holds no file`);
}

async function* readBytes(
  bytes: AsyncGenerator<Buffer>,
  source: SourceTally,
  lines: { readonly skipped: number; readonly utf16?: boolean },
  reading: Reading,
  release: () => void,
): AsyncGenerator<TimedEvent[]> {
  const { failures, signal } = reading;
  const marks = new WeakMap<readonly RawLine[], BatchEnd>();
  const live = reading.live?.of(source.name);
  const from = live !== undefined && live.position.lines > 0 ? { from: live.position } : {};
  const stages = live
    ? lineStages({ ...live.position }, { ...lines, ...from, onBatch: (batch, end) => void marks.set(batch, end) })
    : stagesOf(source, lines, reading);
  const last = stages.at(-1) as Duplex;
  // The error itself arrives through the iteration below; a consumer that stops early is no error.
  const whole = endOnError(bytes, (error) => {
    // Whoever stops the reading closes the source; that is no failure of the source.
    if (!signal?.aborted) failures.push({ name: source.name, message: `${explainError(error)}; read up to there` });
  });
  const letGo = (): void => {
    release();
    // Closes the file of a reading that stops in its midst; a read that hangs is not waited for.
    void bytes.return(undefined).catch(() => {});
  };
  pipeline([untilAbort(whole, signal, letGo), ...stages] as never, () => {});
  if (live === undefined) for await (const batch of last as AsyncIterable<TimedEvent[]>) yield batch;
  else {
    for await (const batch of last as AsyncIterable<RawLine[]>) {
      const events = live.read(batch, marks.get(batch) as BatchEnd);
      if (events.length > 0) yield events;
    }
  }
}

/** A source that breaks off ends there: what was read of it still counts. */
async function* endOnError<T>(chunks: AsyncGenerator<T>, onError: (error: unknown) => void): AsyncGenerator<T> {
  try {
    yield* chunks;
  } catch (error) {
    onError(error);
  }
}
