import { isOfServer } from '../judge/index.ts';
import type { TimedEvent } from '../model/event.ts';
import type { Ask } from './protocol.ts';

/** The events that a reader hands over: those that have to be told in order with other inputs'. */
const TOLD: Readonly<Record<Ask, (event: TimedEvent) => boolean>> = {
  pools: isOfServer,
  events: ({ kind }) => kind !== 'context',
  'all-events': () => true,
  times: () => false,
};

export const toldFor = (ask: Ask): ((event: TimedEvent) => boolean) => TOLD[ask];
