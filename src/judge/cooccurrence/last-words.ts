import type { ContextLine, Intervals, Key, KeyLine, LastWord, LastWords } from './types.ts';

/** More threads than any program runs side by side; where each piece of work has one of its own, its last words are its end and tell nothing. */
const MOST_THREADS = 2000;
/** Fewer threads that fall silent with the same words may have died of anything. */
const FEWEST_THREADS = 3;

/** A thread is silent that has said nothing for so many times the longest pause after such words, and for a second. */
const LONGER = 2;
const LEAST_SILENCE_MS = 1000;
const MOST_TEMPLATES = 2000;

/** Keeps what a thread said last. @param template undefined where the line has no words of its own, or tells that work is over */
export function noteLastWord(value: Intervals, { thread }: ContextLine, line: KeyLine, template: string | undefined): void {
  if (thread === undefined || value.lastWords === undefined) return;
  const { threads, pauses } = value.lastWords;
  const before = threads.get(thread);
  if (before !== undefined) notePause(pauses, before, line);
  if (template === undefined) threads.delete(thread);
  else threads.set(thread, { template, position: value.intervals.length, sample: value.samples, line });
  if (threads.size > MOST_THREADS) value.lastWords = undefined;
}

function notePause(pauses: Map<string, number>, { template, line: { at: from } }: LastWord, { at }: KeyLine): void {
  if (at === null || from === null) return;
  const longest = pauses.get(template);
  if (longest === undefined ? pauses.size < MOST_TEMPLATES : at - from > longest) pauses.set(template, Math.max(0, at - from));
}

/**
 * Words after which several threads have never spoken again, as further candidates beside the words as such: work that waits for ever (in a lock, in a full queue) writes
 * no line of its end, and where its other runs end well only this sets it apart.
 */
export function lastWordsOf({ lastWords, keys, intervals }: Intervals): [name: string, key: Key][] {
  const until = intervals.at(-1)?.at ?? null;
  if (lastWords === undefined || until === null) return [];
  const silent = new Map<string, LastWord[]>();
  for (const word of lastWords.threads.values()) {
    const { at } = word.line;
    const pause = lastWords.pauses.get(word.template);
    const isSilent = at !== null && pause !== undefined && until - at > Math.max(LONGER * pause, LEAST_SILENCE_MS);
    if (isSilent) silent.set(word.template, [...(silent.get(word.template) ?? []), word]);
  }
  return [...silent]
    .filter(([, words]) => words.length >= FEWEST_THREADS)
    .map(([template, words]) => [`l ${template}`, keyOf(template, words, keys.get(`t ${template}`)?.route)]);
}

function keyOf(template: string, words: LastWord[], route: string | undefined): Key {
  words.sort((a, b) => a.position - b.position || a.line.line - b.line.line);
  const cells: number[] = [];
  for (const { position } of words) {
    if (cells.at(-2) === position) cells[cells.length - 1]! += 1;
    else cells.push(position, 1);
  }
  const [first, last] = [words[0]!.line, words.at(-1)!.line];
  return {
    kind: 'template',
    template,
    ...(route !== undefined && { route }),
    ended: false,
    last,
    silent: true,
    total: words.length,
    cells,
    times: words.flatMap(({ line }) => line.at ?? []),
    first,
    recent: last,
    raised: words.map(({ sample, line }) => ({ sample, line })),
  };
}

/** Carries the positions over where neighbouring intervals were joined. @param place the new position of each */
export function movePositions({ lastWords }: Intervals, place: ArrayLike<number>): void {
  const threads = lastWords?.threads;
  for (const [thread, word] of threads ?? []) threads?.set(thread, { ...word, position: place[word.position] ?? word.position });
}

export const copyOfWords = (words: LastWords | undefined): LastWords | undefined =>
  words && { threads: new Map(words.threads), pauses: new Map(words.pauses) };
