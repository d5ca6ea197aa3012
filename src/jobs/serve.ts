import type { MessagePort } from 'node:worker_threads';
import { emptyState, observe } from '../judge/index.ts';
import type { State } from '../judge/state.ts';
import type { TimedEvent } from '../model/event.ts';
import { readEntry } from '../read/entry.ts';
import { sharedBy, zoneOf } from '../read/index.ts';
import type { Failure } from '../read/index.ts';
import type { Entry, EntrySet } from '../read/source/entry.ts';
import { fileEntry } from '../read/source/inputs.ts';
import { Tally } from '../read/tally.ts';
import { toldFor } from './ask.ts';
import { Credit } from './credit.ts';
import { pluginsOf } from './plugins.ts';
import type { InputFiles, Order, Word, Work } from './protocol.ts';

/** How often a reader tells how far it is. */
const TOLD_MS = 200;

/** Reads inputs for somebody at the other end of a port, one after the other as they are asked for, until the port is closed. */
export async function serve(port: MessagePort, work: Work): Promise<void> {
  const stop = new AbortController();
  const say = (word: Word): void => port.postMessage(word);
  const shared = await sharedBy({ ...work.options, plugins: await pluginsOf(work.plugins) });
  const common = { shared, zone: zoneOf(work.options), signal: stop.signal, whole: work.options.whole === true };
  const isTold = toldFor(work.ask);

  let current = { task: -1, credit: new Credit(work.ahead) };

  const read = async (input: InputFiles, credit: Credit): Promise<void> => {
    if (stop.signal.aborted) credit.give(Infinity);
    const tally = new Tally();
    const failures: Failure[] = [];
    const pools = work.ask === 'pools' ? emptyState() : undefined;
    const telling = setInterval(() => say({ told: 'so-far', sources: tally.sources.map(({ name, bytes }) => ({ name, bytes })) }), TOLD_MS);
    try {
      for await (const batch of readEntry(entryOf(input), { ...common, tally, failures })) {
        const events = batch.filter(isTold);
        if (pools) observeOthers(pools, batch, isTold);
        if (events.length === 0) continue;
        await credit.take(events.length);
        say({ told: 'events', events });
      }
      say({ told: 'end', part: { tally: tally.part(), failures }, pools });
    } catch (error) {
      // A plug-in's value that cannot cross.
      if (error instanceof Error && error.name === 'DataCloneError') say({ told: 'back' });
      else say({ told: 'broken', error: error instanceof Error ? error : new Error(String(error)) });
    } finally {
      clearInterval(telling);
    }
  };

  const halt = (): void => {
    stop.abort();
    // What was read is told; it is not waited for that anybody takes it.
    current.credit.give(Infinity);
  };
  port.on('message', (order: Order) => {
    if (order.do === 'stop') halt();
    else if (order.do === 'read') {
      current = { task: order.task, credit: new Credit(work.ahead) };
      void read(order.input, current.credit);
    } else if (order.task === current.task) current.credit.give(order.events);
  });
  port.on('close', halt);
  say({ told: 'ready' });
}

const entryOf = (input: InputFiles): Entry | EntrySet =>
  'parts' in input ? { ...input, parts: input.parts.map(({ path, found }) => fileEntry(path, found)) } : fileEntry(input.path, input.found);

function observeOthers(pools: State, batch: readonly TimedEvent[], isTold: (event: TimedEvent) => boolean): void {
  for (const event of batch) if (!isTold(event)) observe(pools, event);
}
