import { pick, seeded } from '../random.ts';
import type { CodePath, Frame } from './app.ts';
import { clock, numbered, urlOf, type Line, type Printing } from './sheet.ts';
import type { Wish } from './wish.ts';
import { snake } from './words.ts';

/** What ties the lines of one request together: its id, its thread, or nothing. */
export const TIES = ['request', 'thread', 'nothing'] as const;

export interface SqlalchemySettings {
  readonly tie: (typeof TIES)[number];
  /** Statements are logged (`echo=True`). */
  readonly statements: boolean;
}

export function sqlalchemySettings(wish: Wish): SqlalchemySettings {
  const random = seeded(wish.seed + 77_002);
  return { tie: pick(random, ['request', 'request', 'thread', 'thread', 'nothing']), statements: random() < 0.25 };
}

export const pythonFile = (company: string, { area, type }: Frame): string => `/srv/app/${company}/${area}/${snake(type).slice(1)}.py`;

const framesOf = (company: string, path: CodePath): string =>
  [
    '  File "/usr/lib/python3.11/threading.py", line 1038, in _bootstrap_inner',
    '    self.run()',
    ...[...path.frames].reverse().flatMap((frame) => [
      `  File "${pythonFile(company, frame)}", line ${frame.line}, in ${snake(frame.method)}`,
      `    return ${snake(frame.method)}_inner(request)`,
    ]),
  ].join('\n'); // prettier-ignore

/** One process on SQLAlchemy 2.0 with the pool's logger at DEBUG, psycopg2 below it. */
export function printSqlalchemy({ random, wish, life, pid }: Printing): Line[] {
  const { tie, statements } = sqlalchemySettings(wish);
  const { company } = wish.app;
  const lines: Line[] = [];
  const record = (at: number, level: string, thread: string, rid: string, logger: string, text: string): void => {
    const stamp = clock(wish, at).toISOString().replace('T', ' ').replace('Z', '').replace('.', ',');
    const context = tie === 'request' ? `[${thread}] [rid=${rid}] ` : tie === 'thread' ? `[${pid}:${thread}] ` : '';
    lines.push({ at, text: tie === 'nothing' ? `${stamp} ${level} ${logger} ${text}` : `${stamp} ${level} ${context}${logger}: ${text}` });
  };
  const pool = 'sqlalchemy.pool.impl.QueuePool';
  const address = new Map<number, string>();
  const represent = (slot: number): string => `<connection object at ${address.get(slot)}; dsn: 'host=10.0.0.5 dbname=main user=app port=5432 application_name=${company}', closed: 0>`; // prettier-ignore
  record(life.from, 'INFO', 'MainThread', '-', `${company}.server`, `starting ${company} service, pid ${pid}`);

  const take = (at: number, slot: number, thread: string, rid: string): void => {
    if (!address.has(slot)) {
      address.set(slot, `0x7f${Math.floor(random() * 0xffffff).toString(16).padStart(6, '0')}${(slot * 64 + 0x1000).toString(16)}`); // prettier-ignore
      record(at, 'DEBUG', thread, rid, pool, `Created new connection ${represent(slot)}`);
    }
    record(at, 'DEBUG', thread, rid, pool, `Connection ${represent(slot)} checked out from pool`);
  };
  for (const [k, { from, slot }] of life.keepers.entries()) take(from, slot, `listener-${k}`, '-');
  const worker = numbered();
  const scheduler = numbered();
  const threadOf = (path: CodePath, from: number, to: number): string =>
    path.job ? `scheduler_${scheduler(from, to)}` : `worker-${worker(from, to)}`;
  const ridOf = (number: number): string => `${life.restart}${pid.toString(16)}-${String(number).padStart(6, '0')}`;
  for (const { work, slot, asked, from, to } of life.stays) {
    if (!work) continue;
    const ended = from + work.heldMs;
    const thread = threadOf(work.path, asked, ended + 3);
    const rid = work.path.job ? '-' : ridOf(work.number);
    const outer = work.path.frames.at(-1) as Frame;
    const logger = `${company}.${outer.area}.${snake(outer.type).slice(1)}`;
    if (work.path.job) record(asked, 'INFO', thread, rid, logger, `${work.path.name} started`);
    take(from, slot, thread, rid);
    if (wish.stacks) record(from, 'INFO', thread, rid, 'leak_stream.checkout', `pool.checkout conn=${address.get(slot)} seq=${work.number} pid=${pid} thread=${thread}\n${framesOf(company, work.path)}`); // prettier-ignore
    if (statements) {
      record(from + 0.3, 'INFO', thread, rid, 'sqlalchemy.engine.Engine', 'BEGIN (implicit)');
      record(from + 0.4, 'INFO', thread, rid, 'sqlalchemy.engine.Engine', `${work.path.statement}%(key)s`);
      record(from + 0.4, 'INFO', thread, rid, 'sqlalchemy.engine.Engine', `[cached since 12.5s ago] {'key': ${work.number}}`);
    }
    if (work.fails) record(ended - 0.2, 'ERROR', thread, rid, logger, work.path.failure);
    if (to !== Infinity) {
      if (statements) record(ended - 0.1, 'INFO', thread, rid, 'sqlalchemy.engine.Engine', work.fails ? 'ROLLBACK' : 'COMMIT');
      record(ended, 'DEBUG', thread, rid, pool, `Connection ${represent(slot)} being returned to pool`);
      record(ended, 'DEBUG', thread, rid, pool, `Connection ${represent(slot)} rollback-on-return`);
      if (wish.stacks) record(ended, 'INFO', thread, rid, 'leak_stream.checkout', `pool.checkin conn=${address.get(slot)} seq=${work.number} pid=${pid} thread=${thread} held_ms=${work.heldMs.toFixed(1)}`); // prettier-ignore
    }
    if (work.path.job) record(ended + 1, 'INFO', thread, rid, logger, `${work.path.name} finished in ${(work.heldMs / 1000).toFixed(1)}s`);
    else {
      const [method, url] = urlOf(work.path.name, work.number).split(' ') as [string, string];
      record(ended + 1, 'INFO', thread, rid, `${company}.access`, `10.1.4.${work.number % 250} "${method} ${url} HTTP/1.1" ${work.fails ? 500 : 200} ${Math.round(ended - asked)}ms`); // prettier-ignore
    }
  }
  for (const { work, asked, at } of life.refusals) {
    const thread = threadOf(work.path, asked, at);
    const rid = work.path.job ? '-' : ridOf(work.number);
    record(at, 'ERROR', thread, rid, `${company}.server`, `unhandled error in ${work.path.name.replace('{id}', '7')}\nTraceback (most recent call last):\n${framesOf(company, work.path)}\n  File "/srv/venv/lib/python3.11/site-packages/sqlalchemy/engine/base.py", line 3293, in raw_connection\n    return self.pool.connect()\n  File "/srv/venv/lib/python3.11/site-packages/sqlalchemy/pool/impl.py", line 167, in _do_get\n    raise exc.TimeoutError(\nsqlalchemy.exc.TimeoutError: QueuePool limit of size ${wish.max} overflow 0 reached, connection timed out, timeout ${(wish.patienceMs / 1000).toFixed(2)} (Background on this error at: https://sqlalche.me/e/20/3o7r)`); // prettier-ignore
  }
  return lines;
}
