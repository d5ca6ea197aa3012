import { isMainThread } from 'node:worker_threads';

/** A parser that is greedy in threads, where a line says so. */
export default {
  id: 'hog',
  title: 'a hog',
  runtime: 'hog',
  hints: ['hog pool'],
  rules: {
    take: {
      pattern: /^hog pool takes all/,
      read() {
        const all = [];
        while (!isMainThread) all.push({ number: all.length, text: `${all.length}` });
        return undefined;
      },
    },
  },
  samples: { take: { log: 'hog pool takes all', reads: [] } },
};
