import { CliError } from '../error.ts';
import type { Run } from '../command.ts';
import { didYouMean } from '../options/suggest.ts';

const WORK: Readonly<Record<string, () => Promise<Run>>> = {
  list: async () => (await import('./parsers-list.ts')).list,
  explain: async () => (await import('./parsers-explain.ts')).explainFiles,
  check: async () => (await import('./parsers-check.ts')).check,
  new: async () => (await import('./parsers-new.ts')).create,
};

/** `leak-stream parsers list|explain|check|new`. */
export const parsers: Run = async (args, io) => {
  const [word, ...positionals] = args.positionals;
  if (word === undefined || !Object.hasOwn(WORK, word)) {
    const what = word === undefined ? 'parsers needs a word' : `parsers knows no ${word}`;
    throw new CliError(what, { where: 'leak-stream parsers', help: didYouMean(word ?? '', Object.keys(WORK)) });
  }
  return (await WORK[word]!())({ ...args, positionals }, io);
};
