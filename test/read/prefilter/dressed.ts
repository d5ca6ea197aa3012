/** How a line of a log is kept: by a container runtime, as a record of JSON, or as it was printed. */
export interface Dress {
  readonly name: string;
  /** @param n tells lines apart, for what differs from one to the next; @param text the line's stamp and what follows it, or a line without one */
  readonly line: (text: string, at: string, n: number) => string;
  /** A whole record, which may have several lines. */
  readonly record?: (text: string, at: string, n: number) => string;
}

const stream = (n: number): string => (n % 5 === 0 ? 'stderr' : 'stdout');
const nano = (at: string, n: number): string => `${at.slice(0, -1)}${String(n % 1_000_000).padStart(6, '0')}Z`;
const MESSAGES = ['msg', 'message', 'event'];

/** Records of JSON as several libraries write them; some are no records of their own, or hold what must be looked at closely. */
function json(text: string, at: string, n: number): string {
  const [, said = text] = text.split(' : ');
  const message = said.trimEnd();
  const ms = Date.parse(at);
  switch (n % 23) {
    case 0:
      return JSON.stringify({ level: 30, time: ms, pid: 7 + (n % 2), hostname: 'h', msg: message });
    case 1:
      return JSON.stringify({ ts: ms / 1000, level: 'info', msg: message, n, ok: true, none: null });
    case 2:
      return JSON.stringify({ '@timestamp': at, message: `{"msg":${JSON.stringify(message)},"time":"2026-11-23T01:00:00Z","pid":9}` });
    case 3:
      return JSON.stringify({ '@timestamp': at, message: `time=2026-11-23T01:00:00Z pid=3 msg=${JSON.stringify(message)}` });
    case 4:
      return JSON.stringify({
        time: at,
        msg: message,
        stack: ['at c.e.Orders.get(Orders.java:7)', { class: 'lent', method: 'connection' }],
      });
    case 5:
      return JSON.stringify({ time: at, msg: `${message} "quoted"\tand more` }).replace('l', '\\u006c');
    case 6:
      return `{"time":"${at}","time":"","msg":${JSON.stringify(message)}}`;
    case 7:
      return JSON.stringify({ time: '', ts: at, processName: `worker-${n % 3}`, [MESSAGES[n % 3] as string]: message, list: [n, 'x', {}] });
    case 8:
      return JSON.stringify({ time: at, msg: message }, undefined, ' ').replaceAll('\n', n % 2 ? ' ' : '\n');
    case 9:
      return JSON.stringify({ msg: message, n });
    case 10:
      return `${JSON.stringify({ time: at, msg: message, zone: '+01:00' }).slice(0, -1)},"open":[01]}`;
    case 11:
      return JSON.stringify({ line: String(n), timestamp: at, msg: message });
    case 12:
      return JSON.stringify({
        time: at,
        level: 'error',
        msg: message,
        error: `failed\n  at c.e.Orders.get(Orders.java:${n})\n\tpool is empty`,
      });
    case 13:
      return JSON.stringify({ time: at, level: 'info', msg: n % 2 ? 'Query' : message, pid: 7 + (n % 3) });
    case 14:
      return JSON.stringify({ time: at, level: 'error', msg: message, stack_trace: 'at c.e.Orders.get(Orders.java:7)\n'.repeat(150) });
    default:
      return JSON.stringify({ time: at, level: 'info', process: { pid: n % 2, thread: { name: `exec-${n}` } }, message, service: 'shop' });
  }
}

/** Pairs as Go's loggers, logrus and others write them; some are no records of their own, or hold what must be looked at closely. */
function logfmt(text: string, at: string, n: number): string {
  const [, said = text] = text.split(' : ');
  const message = JSON.stringify(said.trimEnd());
  switch (n % 23) {
    case 0:
      return `ts=${Date.parse(at) / 1000} caller=main.go:${n} level=info msg=${message}`;
    case 1:
      return `t=${Date.parse(at) / 1000} lvl=info msg=${message} n=${n}`;
    case 2:
      return `time="${at}" level=warning msg=${message} error="no \"such\" order\nand more" empty= last=""`;
    case 3:
      return `time=${at} msg=${message.replace('l', '\\u006c')}`;
    case 4:
      return `time=${at} msg=${message.replace('l', '\\x6c').replace('o', '\\q')}`;
    case 5:
      return `time=${at} msg=${message.slice(0, -1)}`;
    case 6:
      return `time=${at} time= msg=${message}`;
    case 7:
      return `time=${at} msg="time=2026-11-23T01:00:00Z pid=3 msg=x" pid=${n % 3}`;
    case 8:
      return `time=${at} msg=${message} and no more pairs`;
    case 9:
      return `app.log-${n}-time=${at} msg=${message}`;
    case 10:
      return `time=${at} pid=${7 + (n % 3)} msg=${n % 2 ? 'Query' : message}`;
    case 11:
      return `time=${at} level=ERROR msg=${message} stack="goroutine 1 [running]:\nmain.get(...)\n\t/app/main.go:${n}"`;
    case 12:
      return `a=${n} b=at(Orders.java:7)`;
    case 13:
      return `level=info msg=${message} n=${n}`;
    default:
      return `time=${at} level=INFO source=/app/main.go:${n} msg=${message} method=GET path=/orders/${n} dur=${n}ms pid=${n % 2}`;
  }
}

const cri = (text: string, at: string, n: number): string => `${nano(at, n)} ${stream(n)} ${n % 31 === 7 ? 'P' : 'F'} ${text}`;
const docker = (text: string, at: string, n: number): string =>
  JSON.stringify({ log: n % 31 === 7 ? text : `${text}\n`, stream: stream(n), time: nano(at, n) });
/** As somebody's shipper makes it anew: the stream is lost, and the line does not come first. None is cut in two here: see docs/performance.md for what is known to be told apart wrongly then. */
const shipped = (text: string, at: string, n: number): string =>
  JSON.stringify({ time: nano(at, n), attrs: { tag: `shop-${n % 3}` }, log: `${text}\n` });

export const DRESSES: readonly Dress[] = [
  { name: 'none', line: (text) => text },
  { name: 'cri', line: cri },
  { name: 'docker', line: docker },
  { name: 'docker, shipped', line: shipped },
  { name: 'json', line: (text) => text, record: json },
  { name: 'json in cri', line: cri, record: json },
  { name: 'logfmt', line: (text) => text, record: logfmt },
  { name: 'logfmt in cri', line: cri, record: logfmt },
  { name: 'json in docker', line: docker, record: json },
  { name: 'logfmt in docker', line: docker, record: logfmt },
  { name: 'json in docker, shipped', line: shipped, record: json },
];
