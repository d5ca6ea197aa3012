import type { EnableStep, Snippet } from 'leak-stream/plugin';

/** What to print so that a home-made log tells more, cheapest first. */
export const enable: readonly EnableStep[] = [
  {
    setting: 'db pool in_use=3 idle=7 max=10 waiting=0   (of the pool, every 2 s)',
    cost: 'One line per sample. So often that at most two requests fall between two samples: the shorter the interval, the fewer steps it takes to name a route.',
  },
  {
    setting: 'db.checkout conn=17 and db.checkin conn=17 held_ms=31.2, the same connection under the same name',
    cost: 'Two lines for each checkout. Without the name, which connection came back is told only by who has it, where it was taken and how long it was held.',
    off: 'where that is too many lines, once the path is found.',
  },
  {
    setting: 'thread=… or request_id=… on both of them, and at=orders.ts:12 or a whole stack on the first',
    cost: 'One stack walk for each checkout. Without the place, only the request that ran in the same thread can be named.',
    off: 'once the path is found.',
  },
];

/** The same, to paste. */
export const snippets: readonly Snippet[] = [
  {
    where:
      'What lines to print where a connection is taken, given back and counted, in any language, through whatever logger puts a time before\nthem. A pool that has a parser of its own is better told by its own lines.',
    comment: '#',
    code: `db.checkout conn=17 thread=worker-3 at=orders.ts:12
db.checkin conn=17 thread=worker-3 held_ms=31.2
db pool in_use=3 idle=7 max=10 waiting=0
`,
  },
];
