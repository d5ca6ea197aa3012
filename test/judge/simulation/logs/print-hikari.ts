import { pick, seeded } from '../random.ts';
import type { CodePath } from './app.ts';
import { hex, indented, javaStack, keeperStack } from './java-stack.ts';
import type { Stay } from './pool.ts';
import { clock, gauge, numbered, urlOf, type Line, type Printing } from './sheet.ts';
import type { Wish } from './wish.ts';

/** What the operator of a HikariCP application switched on; the same for all its processes. */
export interface HikariSettings {
  /** `leakDetectionThreshold`, ms; undefined: off. */
  readonly thresholdMs: number | undefined;
  /** Lines of HikariCP at INFO are logged: its start, and that a reported connection was returned. */
  readonly info: boolean;
  /** Lines of HikariCP at DEBUG are logged: its configuration, and statistics every 30 s. */
  readonly debug: boolean;
  /** The application writes a line for each request. */
  readonly access: boolean;
  readonly proxied: boolean;
}

export function hikariSettings(wish: Wish): HikariSettings {
  const random = seeded(wish.seed + 77_001);
  const info = random() < 0.85;
  const debug = info && random() < 0.4;
  return {
    // without either the log would say nothing of the pool
    thresholdMs: debug && random() < 0.2 ? undefined : pick(random, [2000, 5000, 10_000, 20_000, 30_000, 60_000]),
    info,
    debug,
    access: random() < 0.3,
    proxied: random() < 0.5,
  };
}

/** One process on HikariCP 6 below Spring Boot, in Boot's own layout. */
export function printHikari(printing: Printing): Line[] {
  const { random, wish, life, pid } = printing;
  const { thresholdMs, info, debug, access, proxied } = hikariSettings(wish);
  const lines: Line[] = [];
  const { company } = wish.app;
  const record = (at: number, level: string, thread: string, logger: string, text: string): void => {
    const stamp = clock(wish, at).toISOString().replace('T', ' ').replace('Z', '');
    lines.push({ at, text: `${stamp} ${level.padStart(5)} ${pid} --- [${thread.slice(-15).padStart(15)}] ${logger.padEnd(40)} : ${text}` });
  };
  const housekeeper = 'HikariPool-1 housekeeper';
  const pool = 'com.zaxxer.hikari.pool.HikariPool';
  const main = `com.${company}.Application`;
  record(life.from, 'INFO', 'main', main, `Starting Application using Java 21.0.4 with PID ${pid}`);
  if (debug) {
    record(life.from + 1, 'DEBUG', 'main', 'com.zaxxer.hikari.HikariConfig', 'HikariPool-1 - configuration:');
    record(life.from + 1, 'DEBUG', 'main', 'com.zaxxer.hikari.HikariConfig', `connectionTimeout...............${wish.patienceMs}`);
    record(life.from + 1, 'DEBUG', 'main', 'com.zaxxer.hikari.HikariConfig', `leakDetectionThreshold..........${thresholdMs ?? 0}`);
    record(life.from + 1, 'DEBUG', 'main', 'com.zaxxer.hikari.HikariConfig', `maximumPoolSize.................${wish.max}`);
  }
  if (info) {
    record(life.from + 20, 'INFO', 'main', 'com.zaxxer.hikari.HikariDataSource', 'HikariPool-1 - Starting...');
    record(life.from + 90, 'INFO', 'main', 'com.zaxxer.hikari.HikariDataSource', 'HikariPool-1 - Start completed.');
  }
  record(life.from + 900, 'INFO', 'main', main, 'Started Application in 2.1 seconds (process running for 2.6)');
  if (info && life.ended && random() < 0.5) {
    record(life.to, 'INFO', 'SpringApplicationShutdownHook', 'com.zaxxer.hikari.HikariDataSource', 'HikariPool-1 - Shutdown initiated...');
    record(life.to, 'INFO', 'SpringApplicationShutdownHook', 'com.zaxxer.hikari.HikariDataSource', 'HikariPool-1 - Shutdown completed.');
  }

  const names = Array.from({ length: Math.min(wish.max, 200) }, () => `org.postgresql.jdbc.PgConnection@${hex(random)}`);
  const exec = numbered();
  const scheduling = numbered();
  const threadOf = (path: CodePath, from: number, to: number): string =>
    path.job ? `scheduling-${scheduling(from, to) + 1}` : `http-nio-8080-exec-${exec(from, to) + 1}`;
  const report = ({ slot, from, to }: Stay, thread: string, stack: readonly string[]): void => {
    if (thresholdMs === undefined || to - from <= thresholdMs) return;
    const connection = names[slot] ?? '';
    record(from + thresholdMs, 'WARN', housekeeper, 'com.zaxxer.hikari.pool.ProxyLeakTask', `Connection leak detection triggered for ${connection} on thread ${thread}, stack trace follows\n\njava.lang.Exception: Apparent connection leak detected\n${indented(['com.zaxxer.hikari.HikariDataSource.getConnection(HikariDataSource.java:99)', ...stack])}\n`); // prettier-ignore
    if (info && to < life.to) record(to, 'INFO', thread, 'com.zaxxer.hikari.pool.ProxyLeakTask', `Previously reported leaked connection ${connection} on thread ${thread} was returned to the pool (unleaked)`); // prettier-ignore
  };
  for (const [k, keeper] of life.keepers.entries()) report(keeper, `listener-${k}`, keeperStack(company, k));
  for (const stay of life.stays) {
    const { work, asked, from } = stay;
    if (!work) continue;
    const ended = from + work.heldMs;
    const thread = threadOf(work.path, asked, ended);
    const [first] = work.path.frames.slice(-1);
    const logger = `com.${company}.${first?.area}.${first?.type}`;
    report(stay, thread, javaStack(wish, work.path, proxied));
    if (work.path.job) record(asked, 'INFO', thread, logger, `${work.path.name} started`);
    if (work.path.job) record(ended + 2, 'INFO', thread, logger, `${work.path.name} finished in ${Math.round(work.heldMs)} ms`);
    const url = urlOf(work.path.name, work.number);
    if (work.fails) record(ended, 'ERROR', thread, logger, `${work.path.failure}\n\njava.lang.IllegalStateException: ${work.path.failure}\n${indented(javaStack(wish, { ...work.path, frames: work.path.frames.slice(-2) }, proxied))}\n`); // prettier-ignore
    if (access && !work.path.job) record(ended + 1, 'INFO', thread, `com.${company}.web.AccessFilter`, `${url} ${work.fails ? 500 : 200} ${Math.round(ended - asked)}ms`); // prettier-ignore
  }
  const state = gauge(printing);
  const failed = [...life.refusals].sort((a, b) => a.at - b.at);
  const ticks = debug ? Array.from({ length: Math.ceil((life.to - life.from) / 30_000) }, (_, i) => life.from + 120 + i * 30_000) : [];
  for (const moment of [...failed, ...ticks].sort((a, b) => (typeof a === 'number' ? a : a.at) - (typeof b === 'number' ? b : b.at))) {
    const at = typeof moment === 'number' ? moment : moment.at;
    const { inUse, waiting } = state(at);
    const idle = wish.max - inUse;
    if (typeof moment === 'number') {
      record(at, 'DEBUG', housekeeper, pool, `HikariPool-1 - Pool stats (total=${wish.max}/${wish.max}, idle=${idle}/${wish.max}, active=${inUse}, waiting=${waiting})`); // prettier-ignore
      continue;
    }
    const { work, asked } = moment;
    const thread = threadOf(work.path, asked, at);
    const why = `HikariPool-1 - Connection is not available, request timed out after ${wish.patienceMs + 1}ms (total=${wish.max}, active=${inUse}, idle=${idle}, waiting=${waiting})`;
    if (debug) record(at, 'DEBUG', thread, pool, `HikariPool-1 - Timeout failure stats (total=${wish.max}/${wish.max}, idle=${idle}/${wish.max}, active=${inUse}, waiting=${waiting})`); // prettier-ignore
    record(at, 'ERROR', thread, work.path.job ? 'o.s.s.s.TaskUtils$LoggingErrorHandler' : 'o.a.c.c.C.[.[.[/].[dispatcherServlet]', `${work.path.job ? 'Unexpected error occurred in scheduled task' : 'Servlet.service() for servlet [dispatcherServlet] in context with path [] threw exception'}\n\njava.sql.SQLTransientConnectionException: ${why}\n${indented(['com.zaxxer.hikari.pool.HikariPool.createTimeoutException(HikariPool.java:706)', 'com.zaxxer.hikari.pool.HikariPool.getConnection(HikariPool.java:187)', 'com.zaxxer.hikari.pool.HikariPool.getConnection(HikariPool.java:145)', 'com.zaxxer.hikari.HikariDataSource.getConnection(HikariDataSource.java:99)', ...javaStack(wish, work.path, proxied)])}\n`); // prettier-ignore
  }
  return lines;
}
