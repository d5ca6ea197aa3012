import { MessageChannel, Worker } from 'node:worker_threads';
import type { Order, Word, Work } from './protocol.ts';
import { serve } from './serve.ts';

/** Who reads inputs for the crew. */
export interface Reader {
  /** @param onGone told once if it ends unasked: why, where it is no bug of the program */
  listen(onWord: (word: Word) => void, onGone: (why: string | Error) => void): void;
  post(order: Order): void;
  close(): Promise<unknown>;
}

/** One that takes its turns in this thread. */
export function readerHere(work: Work): Reader {
  const { port1, port2 } = new MessageChannel();
  return {
    listen(onWord, onGone) {
      port1.on('message', onWord);
      serve(port2, work).catch(onGone);
    },
    post: (order) => port1.postMessage(order),
    close: async () => port1.close(),
  };
}

/** What is built needs nothing; sources are read with tsx, which developers have, and which has to be told so in each thread. */
const ENDING = /\.[cm]?[jt]s$/.exec(import.meta.url)?.[0] ?? '.js';
const IN_SOURCES = ENDING === '.ts';
const ENTRY = new URL(`./thread${ENDING}`, import.meta.url);
const FROM_SOURCES = `import('tsx/esm/api').then(({ register }) => { register(); return import(${JSON.stringify(ENTRY.href)}); })`;

/** One in a thread of its own. @param megabytes of its heap; what Node allows where absent */
export function readerThread(work: Work, megabytes?: number): Reader {
  const worker = new Worker(IN_SOURCES ? FROM_SOURCES : ENTRY, {
    workerData: work,
    ...(IN_SOURCES && { eval: true, execArgv: ['--conditions=leak-stream-source'] }),
    ...(megabytes !== undefined && { resourceLimits: { maxOldGenerationSizeMb: megabytes } }),
  });
  let closing = false;
  return {
    listen(onWord, onGone) {
      let gone = false;
      const end = (why: string | Error): void => {
        if (gone || closing) return;
        gone = true;
        onGone(why);
      };
      worker.on('message', onWord);
      worker.on('error', (error: NodeJS.ErrnoException) =>
        end(
          error.code === 'ERR_WORKER_OUT_OF_MEMORY'
            ? 'the memory of its thread is used up; -j 1 gives it that of the whole process'
            : error,
        ),
      );
      worker.on('exit', (code) => end(`its thread ended with code ${code}`));
    },
    post: (order) => worker.postMessage(order),
    close() {
      closing = true;
      return worker.terminate();
    },
  };
}
