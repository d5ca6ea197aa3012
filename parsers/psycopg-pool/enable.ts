import type { EnableStep, Snippet } from 'leak-stream/plugin';

/** What makes psycopg_pool tell more. */
export const enable: readonly EnableStep[] = [
  {
    setting: "logging.getLogger('app.pool').info('pool %s', pool.get_stats())   # every 2 s, from a thread",
    cost: 'One line per sample. The shorter the interval, the fewer steps of the number in use it takes to name a route.',
  },
  {
    setting: 'One log line for each request when it ends, with method, route and status, in the same stream as the samples.',
    cost: 'A line per request. Without it a step of the number in use cannot be tied to anybody.',
  },
];

/** The same, to paste. */
export const snippets: readonly Snippet[] = [
  {
    where: 'once, where the program starts; get_stats() is the same for ConnectionPool and AsyncConnectionPool',
    comment: '#',
    code: `import logging, threading, time

logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s [%(process)d] [%(threadName)s] %(name)s: %(message)s")
# psycopg's own logger stays at WARNING: its lines for each checkout name neither a connection nor code.


def log_pool_stats(pool, every=2.0):
    def run():
        while not pool.closed:
            logging.getLogger("app.pool").info("pool %s %s", pool.name, pool.get_stats())
            time.sleep(every)
    threading.Thread(target=run, name="pool-stats", daemon=True).start()
`,
  },
];
