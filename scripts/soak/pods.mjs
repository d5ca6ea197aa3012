// Pods of an invented cluster. Each writes what its runtime prints; some leak, some are slow, most are well.

/** Numbers from a seed (mulberry32): the same soak twice is the same soak. */
export function chance(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const ROUTES = ['orders', 'customers', 'invoices', 'stock', 'carts', 'reports', 'prices', 'users', 'returns', 'shipments'];
const SAFE = 'bcdfghjklmnpqrstvwxz2456789';
const word = (random, length) => Array.from({ length }, () => SAFE[Math.floor(random() * SAFE.length)]).join('');
const hex = (random) =>
  Math.floor(random() * 0xffffffff)
    .toString(16)
    .padStart(8, '0');

const FRAMES = (leaf) => [
  'java.lang.Exception: Apparent connection leak detected',
  '\tat com.zaxxer.hikari.HikariDataSource.getConnection(HikariDataSource.java:99)',
  '\tat org.springframework.jdbc.datasource.DelegatingDataSource.getConnection(DelegatingDataSource.java:86)',
  `\tat com.shop.${leaf}.load(${leaf}.java:41)`,
  '\tat com.shop.web.Dispatcher.handle(Dispatcher.java:27)',
  '\tat java.base/java.util.concurrent.ThreadPoolExecutor.runWorker(ThreadPoolExecutor.java:1136)',
];

/** @typedef {{ iso: string, comma: string, stamp: string }} Now a moment, as runtimes print it */

class Hikari {
  #random;
  #leaks;
  #slow;
  #active = 0;
  #lost = 0;
  #next = 1;
  #pending = [];
  constructor(random) {
    this.#random = random;
    this.#leaks = random() < 0.15;
    this.#slow = random() < 0.15;
  }
  start(now) {
    return [
      this.#line(now, 'INFO', 'main', 'com.shop.Application', 'Starting Application using Java 21.0.4 with PID 1'),
      this.#line(now, 'INFO', 'main', 'com.zaxxer.hikari.HikariDataSource', 'shop-db - Starting...'),
      this.#line(now, 'INFO', 'main', 'com.zaxxer.hikari.HikariDataSource', 'shop-db - Start completed.'),
    ];
  }
  work(now) {
    const lines = [];
    const random = this.#random;
    const dice = random();
    if (dice < 0.2) {
      const active = Math.min(20, this.#lost + Math.floor(random() * 4));
      lines.push(
        this.#line(
          now,
          'DEBUG',
          'housekeeper',
          'com.zaxxer.hikari.pool.HikariPool',
          `shop-db - Pool stats (total=20/20, idle=${20 - active}/10, active=${active}, waiting=0)`,
        ),
      );
    } else if (dice < 0.205 && (this.#leaks || this.#slow) && this.#lost < 20) {
      const connection = `org.postgresql.jdbc.PgConnection@${hex(random)}`;
      const thread = `http-nio-8080-exec-${1 + Math.floor(random() * 10)}`;
      const leak = this.#leaks && (!this.#slow || random() < 0.5);
      lines.push(
        this.#line(
          now,
          'WARN',
          'housekeeper',
          'com.zaxxer.hikari.pool.ProxyLeakTask',
          `Connection leak detection triggered for ${connection} on thread ${thread}, stack trace follows`,
        ),
        ...FRAMES(leak ? 'ReportExporter' : 'MonthlyClose'),
      );
      if (leak) this.#lost++;
      else this.#pending.push([connection, thread]);
    } else if (this.#pending.length > 0 && dice < 0.3) {
      const [connection, thread] = this.#pending.shift();
      lines.push(
        this.#line(
          now,
          'INFO',
          thread,
          'com.zaxxer.hikari.pool.ProxyLeakTask',
          `Previously reported leaked connection ${connection} on thread ${thread} was returned to the pool (unleaked)`,
        ),
      );
    } else {
      const route = ROUTES[Math.floor(random() * ROUTES.length)];
      lines.push(
        this.#line(
          now,
          'INFO',
          `http-nio-8080-exec-${1 + Math.floor(random() * 10)}`,
          'com.shop.web.Access',
          `GET /${route}/${Math.floor(random() * 1e6)} 200 ${Math.floor(random() * 90)} ms traceId=${hex(random)}${hex(random)}`,
        ),
      );
    }
    return lines;
  }
  #line(now, level, thread, logger, message) {
    return `${now.iso} ${level.padStart(5)} 1 --- [${thread.slice(-15).padStart(15)}] ${logger.padEnd(40)} : ${message}`;
  }
}

class Go {
  #random;
  #leaks;
  #lost = 0;
  #waits = 0;
  constructor(random) {
    this.#random = random;
    this.#leaks = random() < 0.2;
  }
  start(now) {
    return [`${now.slash} main.go:66: shop listening addr=:8080 max_open_conns=40`];
  }
  work(now) {
    const random = this.#random;
    if (random() < 0.25) {
      if (this.#leaks && random() < 0.02 && this.#lost < 40) this.#lost++;
      const inUse = Math.min(40, this.#lost + Math.floor(random() * 3));
      if (inUse === 40) this.#waits++;
      return [
        `${now.slash} sampler.go:32: db.Stats= {"MaxOpenConnections":40,"OpenConnections":${Math.max(5, inUse)},"InUse":${inUse},"Idle":${Math.max(5, inUse) - inUse},"WaitCount":${this.#waits},"WaitDuration":${this.#waits * 5_000_000},"MaxIdleClosed":0,"MaxIdleTimeClosed":0,"MaxLifetimeClosed":0}`,
      ];
    }
    const route = ROUTES[Math.floor(random() * ROUTES.length)];
    return [
      `${now.slash} server.go:86: GET /api/${route}/${Math.floor(random() * 1e6)} 200 ${(random() * 9).toFixed(2)}ms rid=${hex(random)}`,
    ];
  }
}

class SqlAlchemy {
  #random;
  #leaks;
  #connections = [];
  #free = [];
  #pid;
  constructor(random) {
    this.#random = random;
    this.#leaks = random() < 0.15;
    this.#pid = 1 + Math.floor(random() * 30_000);
  }
  start(now) {
    return [`${now.comma} INFO [${this.#pid}] [MainThread] shop.web: SQLAlchemy 2.0.36 started`];
  }
  work(now) {
    const random = this.#random;
    const thread = `worker-${1 + Math.floor(random() * 8)}`;
    const lines = [];
    const say = (level, logger, message) => lines.push(`${now.comma} ${level} [${this.#pid}] [${thread}] ${logger}: ${message}`);
    const pool = (message) => say('DEBUG', 'sqlalchemy.pool.impl.QueuePool', message);
    let connection = this.#free.pop();
    if (connection === undefined && this.#connections.length < 30) {
      connection = `<psycopg.Connection [IDLE] (host=db port=5432 user=app database=shop) at 0x7f${hex(random)}${hex(random).slice(0, 2)}>`;
      this.#connections.push(connection);
      pool(`Created new connection ${connection}`);
    }
    const route = ROUTES[Math.floor(random() * ROUTES.length)];
    const path = `GET /${route}/${Math.floor(random() * 1e6)}`;
    if (connection === undefined) {
      say(
        'ERROR',
        'shop.web',
        `${path} 500 TimeoutError: QueuePool limit of size 10 overflow 20 reached, connection timed out, timeout 30.00`,
      );
      return lines;
    }
    pool(`Connection ${connection} checked out from pool`);
    if (this.#leaks && route === 'reports' && random() < 0.02) {
      say('INFO', 'shop.web', `${path} 500`);
      return lines;
    }
    pool(`Connection ${connection} being returned to pool`);
    pool(`Connection ${connection} rollback-on-return`);
    say('INFO', 'shop.web', `${path} 200`);
    this.#free.push(connection);
    return lines;
  }
}

/** No pool at all: most of what a cluster logs. */
class Json {
  #random;
  constructor(random) {
    this.#random = random;
  }
  start(now) {
    return [`{"time":"${now.iso}","level":"info","msg":"listening","port":8080}`];
  }
  work(now) {
    const random = this.#random;
    return [
      `{"time":"${now.iso}","level":"info","msg":"request","method":"GET","path":"/${ROUTES[Math.floor(random() * ROUTES.length)]}/${Math.floor(random() * 1e6)}","status":200,"ms":${Math.floor(random() * 90)},"trace_id":"${hex(random)}${hex(random)}"}`,
    ];
  }
}

const KINDS = [
  ['shop', Hikari],
  ['gateway', Json],
  ['orders', Go],
  ['edge', Json],
  ['billing', SqlAlchemy],
];

/** A place in the cluster: one pod after the other lives there. */
export class Place {
  #kind;
  #name;
  #random;
  #pod;
  #ends = 0;
  #restarts = 0;
  born = 0;
  constructor(index, random) {
    [this.#name, this.#kind] = KINDS[index % KINDS.length];
    this.#random = random;
  }
  /** Lines at a moment. @param lifeMs how long pods live, in the middle */
  lines(now, lifeMs, revision) {
    const random = this.#random;
    let told;
    if (now.ms >= this.#ends) {
      // One in three begins anew in the same pod, as after a crash; the others are replaced.
      if (this.#pod === undefined || random() < 0.66) {
        this.#pod = `${this.#name}-${revision}-${word(random, 5)}`;
        this.born++;
      } else this.#restarts++;
      this.#ends = now.ms + lifeMs * (0.3 + random() * 1.4);
      this.runtime = new this.#kind(random);
      told = this.runtime.start(now);
    } else told = this.runtime.work(now);
    const prefix = `[pod/${this.#pod}/app] ${now.stamp} `;
    let text = '';
    for (const line of told) text += `${prefix}${line}\n`;
    this.count = told.length;
    return text;
  }
  get restarts() {
    return this.#restarts;
  }
}
