// Makes logs of any size for the bench: the same bytes for the same size on any machine.
import { closeSync, existsSync, openSync, statSync, writeSync } from 'node:fs';

/** A small generator of numbers that look random (xorshift32): the same row every time. */
function numbers() {
  let state = 2_463_534_242;
  const next = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>>= 0);
  };
  return {
    below: (n) => next() % n,
    of: (list) => list[next() % list.length],
    hex: (n) => next().toString(16).padStart(8, '0').repeat(3).slice(0, n),
  };
}

const clock = (start) => {
  let now = start;
  let second = -1;
  let text = '';
  return {
    pass: (ms) => void (now += ms),
    /** `2026-11-20T10:11:12.345`, with other marks if wanted. */
    iso(mark = 'T', dot = '.') {
      const whole = Math.floor(now / 1000);
      if (whole !== second) [second, text] = [whole, new Date(whole * 1000).toISOString().slice(0, 19)];
      return `${mark === 'T' ? text : text.replace('T', mark)}${dot}${String(now % 1000).padStart(3, '0')}`;
    },
  };
};
const START = Date.UTC(2026, 10, 20, 10, 11, 12);

const LOGGERS = [
  'c.shop.web.OrderController',
  'c.shop.order.OrderService',
  'o.s.web.servlet.DispatcherServlet',
  'c.shop.billing.Invoices',
  'o.a.k.clients.consumer.Consumer',
];
const FRAMES = [
  'org.springframework.jdbc.datasource.DataSourceUtils.fetchConnection(DataSourceUtils.java:160)',
  'org.springframework.aop.framework.ReflectiveMethodInvocation.proceed(ReflectiveMethodInvocation.java:184)',
  'c.shop.report.ReportDao.export(ReportDao.java:88)',
  'org.apache.catalina.core.ApplicationFilterChain.doFilter(ApplicationFilterChain.java:166)',
];

function spring(random, time) {
  const said = [
    () => `GET /api/orders/${random.below(1e7)} completed in ${random.below(900)} ms status=200`,
    () => `Processing order id=${random.below(1e7)} customer=${random.hex(8)} total=${random.below(99_999)}`,
    () => `select o.id, o.total from orders o where o.id=${random.below(1e7)}`,
    () => `Fetched ${random.below(500)} records of partition orders-${random.below(12)} at ${random.below(1e9)}`,
    () => `Payment gateway answered after ${random.below(200)} ms, attempt 1`,
  ];
  return () => {
    time.pass(random.below(6));
    return `${time.iso(' ')}  ${random.of(['INFO ', 'INFO ', 'DEBUG', 'WARN '])} 1 --- [nio-8080-exec-${random.below(40)}] ${random.of(LOGGERS).padEnd(40)}: ${random.of(said)()}`;
  };
}

/** What HikariCP's leak detection prints, with a stack of some depth. */
function leak(random, time) {
  return [
    `${time.iso(' ')}  WARN  1 --- [ool-1 housekeeper] com.zaxxer.hikari.pool.ProxyLeakTask     : Connection leak detection triggered for org.postgresql.jdbc.PgConnection@${random.hex(7)} on thread http-nio-8080-exec-${random.below(40)}, stack trace follows`,
    '',
    'java.lang.Exception: Apparent connection leak detected',
    '\tat com.zaxxer.hikari.HikariDataSource.getConnection(HikariDataSource.java:128)',
    ...Array.from({ length: 30 + random.below(30) }, () => `\tat ${random.of(FRAMES)}`),
  ];
}

/** Every so many ordinary lines a pool reports a leak. */
const APART = 50_000;

/** Level, process, thread, logger and message of a line of Spring Boot. */
const SPRING = /^\S+ \S+ +([A-Z]+) +(\d+) --- \[([^\]]+)\] (\S+) +: (.*)$/;

const KINDS = {
  /** One service whose pool seldom speaks. */
  *sparse(random, time) {
    const ordinary = spring(random, time);
    for (;;) {
      for (let i = 0; i < APART; i++) yield ordinary();
      yield* leak(random, time);
    }
  },
  /** Twenty pods as `kubectl logs --prefix --timestamps` gives them: their lines interleave, in the middle of stacks as well. */
  *pods(random, time) {
    const ordinary = spring(random, time);
    const pods = Array.from({ length: 20 }, () => `[pod/orders-${random.hex(9)}-${random.hex(5)}/app]`);
    const from = (pod, line) => `${pod} ${time.iso()}${String(random.below(1e6)).padStart(6, '0')}Z ${line}`;
    for (;;) {
      for (let i = 0; i < APART; i++) yield from(random.of(pods), ordinary());
      const pod = random.of(pods);
      for (const line of leak(random, time)) {
        yield from(pod, line);
        if (random.below(2) === 0) yield from(random.of(pods), ordinary());
      }
    }
  },
  /** The sparse log as a container runtime keeps it below /var/log/pods. */
  *cri(random, time) {
    for (const line of KINDS.sparse(random, time)) yield `${time.iso()}${String(random.below(1e6)).padStart(6, '0')}Z stdout F ${line}`;
  },
  /** The same as Docker's json-file driver keeps it. */
  *docker(random, time) {
    for (const line of KINDS.sparse(random, time))
      yield JSON.stringify({ log: `${line}\n`, stream: 'stdout', time: `${time.iso()}${String(random.below(1e6)).padStart(6, '0')}Z` });
  },
  /** The sparse log as records of JSON, stacks in a field of their own. */
  *json(random, time) {
    const record = (fields) => JSON.stringify({ '@timestamp': `${time.iso()}Z`, ...fields });
    const ordinary = spring(random, time);
    for (;;) {
      for (let i = 0; i < APART; i++) {
        const [, level, pid, thread, logger, message] = SPRING.exec(ordinary());
        const process = { pid: Number(pid), thread: { name: thread } };
        yield record({ 'log.level': level, 'log.logger': logger, process, 'service.name': 'orders', message });
      }
      const [head, , ...stack] = leak(random, time);
      const [, level, , thread, logger, message] = SPRING.exec(head);
      yield record({ 'log.level': level, 'log.logger': logger, thread, message, 'error.stack_trace': stack.join('\n') });
    }
  },
  /** The sparse log as pairs of logfmt, stacks in a value of their own. */
  *logfmt(random, time) {
    const record = (level, logger, message, more = '') =>
      `time=${time.iso()}Z level=${level.toLowerCase()} logger=${logger} msg=${JSON.stringify(message)}${more}`;
    const ordinary = spring(random, time);
    for (;;) {
      for (let i = 0; i < APART; i++) {
        const [, level, , thread, logger, message] = SPRING.exec(ordinary());
        yield record(level, logger, message, ` thread=${thread} took=${random.below(900)}ms`);
      }
      const [head, , ...stack] = leak(random, time);
      const [, level, , , logger, message] = SPRING.exec(head);
      yield record(level, logger, message, ` stack=${JSON.stringify(stack.join('\n'))}`);
    }
  },
  /** A pool whose every checkout is reported with its stack, one of a dozen, late and then returned, and little else. */
  *stacks(random, time) {
    const ordinary = spring(random, time);
    const stacks = Array.from({ length: 12 }, () => leak(random, time).slice(1));
    for (;;) {
      for (let i = 0; i < 20; i++) yield ordinary();
      const [head] = leak(random, time);
      yield head;
      yield* random.of(stacks);
      const [, connection] = /for (\S+) on/.exec(head);
      time.pass(2_000);
      yield `${time.iso(' ')}  INFO  1 --- [nio-8080-exec-1] com.zaxxer.hikari.pool.ProxyLeakTask     : Previously reported leaked connection ${connection} on thread http-nio-8080-exec-1 was returned to the pool (unleaked)`;
    }
  },
  /** A pool that logs every checkout and return, among the statements of the work. */
  *dense(random, time) {
    const free = Array.from({ length: 40 }, () => `0x7f${random.hex(10)}`);
    const lent = [];
    const pool = () => `${time.iso(' ', ',')} DEBUG sqlalchemy.pool.impl.QueuePool Connection`;
    const engine = () => `${time.iso(' ', ',')} INFO sqlalchemy.engine.Engine`;
    const name = (id) => `<connection object at ${id}; dsn: 'user=app password=xxx dbname=orders host=db.internal', closed: 0>`;
    for (;;) {
      time.pass(random.below(4));
      if (lent.length === 0 || (free.length > 0 && random.below(2) === 0)) {
        const id = free.shift();
        lent.push(id);
        yield `${pool()} ${name(id)} checked out from pool`;
        yield `${engine()} BEGIN (implicit)`;
        yield `${engine()} SELECT orders.id AS orders_id, orders.total AS orders_total, orders.status AS orders_status`;
        yield 'FROM orders';
        yield 'WHERE orders.id = %(id_1)s';
        yield `${engine()} [cached since ${random.below(9999)}.${random.below(9)}s ago] {'id_1': ${random.below(1e7)}}`;
      } else {
        const id = lent.splice(random.below(lent.length), 1)[0];
        free.push(id);
        yield `${engine()} ROLLBACK`;
        yield `${pool()} ${name(id)} being returned to pool`;
        yield `${pool()} ${name(id)} reset, transaction already reset`;
      }
    }
  },
};

/** Writes a log of at least so many bytes, unless the file is there already. */
export function makeInput(kind, bytes, path) {
  if (existsSync(path) && statSync(path).size >= bytes) return;
  const file = openSync(path, 'w');
  let written = 0;
  let text = '';
  for (const line of KINDS[kind](numbers(), clock(START))) {
    text += `${line}\n`;
    if (text.length < 1 << 20) continue;
    written += writeSync(file, text);
    text = '';
    if (written >= bytes) break;
  }
  closeSync(file);
}
