import { describe, expect, it } from 'vitest';
import type { Verdict } from '../../src/model/report.ts';
import { HOUR, MINUTE, SECOND, frames, hikari, judge, world, type World } from './world.ts';

const EXPORT = frames('pool:HikariPool.getConnection', 'Report.export', 'ExportApi.post', 'framework:Servlet.service');
const OTHER = frames('pool:HikariPool.getConnection', 'Report.list', 'ExportApi.get', 'framework:Servlet.service');
const reasonsOf = (log: World, code: string) => judge(log).suspects.flatMap(({ reasons }) => reasons.filter((why) => why.code === code));

/** Pods with leak detection whose logs go on for an hour. */
const pods = (names: readonly string[]): World => {
  const log = hikari();
  for (const pod of names) log.pod(pod).begins(0).set(0, { leakDetectionThresholdMs: MINUTE });
  return log;
};
const until = (log: World, names: readonly string[], at: number): World => {
  for (const pod of names) log.pod(pod).note(at, 'visible', { severity: 'info' });
  return log;
};

describe('a connection that is the only one of its kind in its process', () => {
  const NAMES = ['p-1', 'p-2', 'p-3'];
  /** Just longer than the threshold, and not so long that one alone would do. */
  const END = 40 * MINUTE;
  const one = (times: readonly number[]): World => {
    const log = pods(NAMES);
    times.forEach((at, i) => log.pod(NAMES[i]!).alarm(at, 'c', EXPORT));
    return until(log, NAMES, END);
  };

  it('is a leak where the same path lost one in several processes at different times', () => {
    const { suspects, verdict } = judge(one([END - 70 * SECOND, END - 150 * SECOND, END - 230 * SECOND]));
    expect(verdict).toBe('leak');
    expect(suspects).toMatchObject([{ leaked: 3, instances: { count: 3, of: 3 } }]);
  });

  it('may be the job that a schedule starts everywhere at once', () => {
    expect(judge(one([END - 75 * SECOND, END - 74 * SECOND, END - 73 * SECOND])).verdict).toBe('inconclusive');
  });

  it('may be what each process does once at that age', () => {
    const begins = [0, 70 * SECOND, 140 * SECOND];
    const taken = (later: readonly number[]): World => {
      const log = hikari();
      NAMES.forEach((pod, i) => log.pod(pod).begins(begins[i]!).set(begins[i]!, { leakDetectionThresholdMs: MINUTE }));
      NAMES.forEach((pod, i) => log.pod(pod).alarm(36 * MINUTE + begins[i]! + later[i]!, 'c', EXPORT));
      return until(log, NAMES, END);
    };
    expect(judge(taken([0, SECOND, 0])).verdict).toBe('inconclusive');
    expect(judge(taken([0, -140 * SECOND, -280 * SECOND])).verdict).toBe('leak');
  });

  it('stays undecided where each process started that work itself: so do listeners', () => {
    const task = frames('pool:HikariPool.getConnection', 'Inbox.listen', 'runtime:ThreadPoolExecutor.runWorker');
    const log = pods(NAMES);
    NAMES.forEach((pod, i) => log.pod(pod).alarm((10 + 7 * i) * MINUTE, 'c', task));
    expect(judge(until(log, NAMES, 3 * HOUR)).verdict).toBe('inconclusive');
    log.pod('p-2').alarm(40 * MINUTE, 'd', task);
    expect(judge(until(log, NAMES, 4 * HOUR)).suspects).toMatchObject([{ verdict: 'leak', leaked: 4 }]);
  });

  it('stays undecided where only two processes have one', () => {
    const log = until(
      pods(NAMES)
        .pod('p-1')
        .alarm(END - 70 * SECOND, 'c', EXPORT)
        .pod('p-2')
        .alarm(END - 150 * SECOND, 'c', EXPORT),
      NAMES,
      END,
    );
    expect(judge(log).verdict).toBe('inconclusive');
  });

  it('is convicted by a process that lost several there', () => {
    const log = pods(NAMES)
      .pod('p-1')
      .alarm(MINUTE, 'c', EXPORT)
      .alarm(2 * MINUTE, 'd', EXPORT)
      .pod('p-2')
      .alarm(END - 70 * SECOND, 'c', EXPORT);
    expect(judge(until(log, NAMES, END)).suspects).toMatchObject([{ leaked: 3 }]);
  });

  it('is not convicted by what another path lost elsewhere', () => {
    const log = pods(NAMES)
      .pod('p-1')
      .alarm(MINUTE, 'c', OTHER)
      .alarm(2 * MINUTE, 'd', OTHER)
      .pod('p-2')
      .alarm(END - 70 * SECOND, 'c', EXPORT);
    expect(judge(until(log, NAMES, END)).suspects.map(({ leaked, verdict }) => [leaked, verdict])).toEqual([[2, 'leak'], [0, 'inconclusive']]); // prettier-ignore
  });
});

describe('where a leak leaks', () => {
  it('is not where the same code is merely slow', () => {
    const NAMES = ['p-1', 'p-2', 'p-3'];
    const log = pods(NAMES)
      .pod('p-1')
      .alarm(MINUTE, 'c', EXPORT)
      .alarm(2 * MINUTE, 'd', EXPORT);
    for (const pod of ['p-2', 'p-3'])
      for (let i = 1; i <= 4; i++)
        log
          .pod(pod)
          .alarm(i * 5 * MINUTE, `c${i}`, EXPORT)
          .unleaked(i * 5 * MINUTE + 9 * SECOND, `c${i}`);
    const { suspects, pools } = judge(until(log, NAMES, HOUR));
    expect(suspects[0]).toMatchObject({ verdict: 'leak', leaked: 2, returnedLate: 8, instances: { count: 1, of: 3 } });
    expect(suspects[0]?.pools).toHaveLength(3);
    expect(pools.map(({ verdict }) => verdict)).toEqual(['leak', 'long-hold', 'long-hold']);
  });
});

describe('revisions of a Deployment', () => {
  const OLD = ['web-6c9d7f8b5d-2xkqz', 'web-6c9d7f8b5d-7b4wp'];
  const NEW = ['web-68f9d4cc7b-abcde'.replace('abcde', 'kx2lp'), 'web-68f9d4cc7b-mnpqr'];
  const leaking = (oldUntil: number): World => {
    const log = pods([...OLD, ...NEW]);
    for (const pod of NEW) for (let i = 0; i < 3; i++) log.pod(pod).alarm((i + 1) * 10 * MINUTE, `c${i}`, EXPORT);
    return until(until(log, NEW, HOUR), OLD, oldUntil);
  };

  it('are compared where the others were watched for long enough', () => {
    const { suspects } = judge(leaking(HOUR));
    expect(suspects[0]?.revisions).toEqual([
      { workload: 'web', revision: '68f9d4cc7b', instances: 2, leaking: 2, leaked: 6 },
      { workload: 'web', revision: '6c9d7f8b5d', instances: 2, leaking: 0, leaked: 0 },
    ]);
    expect(reasonsOf(leaking(HOUR), 'revision')).toMatchObject([
      { for: 'leak', text: expect.stringContaining('Only revision 68f9d4cc7b leaks (2 of 2 instances') as string },
    ]);
  });

  it('prove nothing where the others were hardly seen', () => {
    expect(reasonsOf(leaking(MINUTE), 'revision')).toMatchObject([{ for: 'inconclusive' }]);
  });

  it('are not told from names that no ReplicaSet made', () => {
    const log = pods(['db-0'])
      .pod('db-0')
      .alarm(MINUTE, 'c', EXPORT)
      .alarm(2 * MINUTE, 'd', EXPORT);
    const { suspects } = judge(until(log, ['db-0'], HOUR));
    expect(suspects[0]).toMatchObject({ leaked: 2 });
    expect(suspects[0]).not.toHaveProperty('revisions');
  });
});

describe('pods that are known by the lines of what they do', () => {
  const CANARY = 'search-canary-5c6b8d7f9-vx8jn';
  const SOUND = ['search-6f9c7d5b44-4tkhz', 'search-6f9c7d5b44-qd2lw'];
  /** Forty minutes of each pod, a sample a minute; each third one the route is refused, and where the pod leaks that takes a connection. `asked`: of pods that do not leak. */
  const side = (leaking: readonly string[], others: readonly string[], asked: boolean): World => {
    const log = world('app.log', { runtime: 'go-database-sql' });
    for (const pod of [...leaking, ...others]) {
      const own = log.pod(pod);
      for (let i = 0; i < 40; i++) {
        for (let k = 0; k < 5; k++) own.served(i * MINUTE + k * 7 * SECOND, 'GET /search', { status: 200 });
        if (i % 3 === 1 && (asked || leaking.includes(pod))) own.served(i * MINUTE + 40 * SECOND, 'POST /bids', { status: 409 });
        own.sample(i * MINUTE + 50 * SECOND, leaking.includes(pod) ? Math.floor((i + 2) / 3) : 0, { open: 20, max: 60, waitCount: 0 });
      }
    }
    return log;
  };
  const textOf = (log: World, code: string) => reasonsOf(log, code).map(({ text, for: speaksFor }) => `${speaksFor}: ${text}`);

  it('are held against the Deployment beside the canary, by how often they did the same', () => {
    expect(textOf(side([CANARY], SOUND, true), 'revision')).toEqual([
      'leak: Only search-canary (revision 5c6b8d7f9) leaks (1 of 1 instance). The same lines were written 26 times by search (revision 6f9c7d5b44), where nothing was lost, and the same rate would have lost about 26: look at what changed between them.',
    ]);
  });

  it('tell that the others do not do it at all', () => {
    expect(textOf(side([CANARY], SOUND, false), 'revision')).toEqual([
      expect.stringMatching(
        /^leak: .*lost about 26: they do not write its lines at all, so this work is new, or search-canary alone is asked for it\.$/,
      ),
    ]);
  });

  it('are none of one program where the names say another thing', () => {
    expect(textOf(side(['search-indexer-5c6b8d7f9-vx8jn'], SOUND, true), 'revision')).toEqual([]);
  });

  it('of one revision are told apart by what they are asked for, or by what they lose', () => {
    const [one, other] = SOUND as [string, string];
    expect(textOf(side([one], [other], true), 'pods-alike')).toEqual([
      'leak: Only 1 of 2 pods of revision 6f9c7d5b44 leaks. The others run the same code, wrote the same lines 13 times and lost nothing, where about 13 were to be expected: look at what differs between them, such as data, node or settings.',
    ]);
    expect(textOf(side([one], [other], false), 'pods-alike')).toEqual([
      expect.stringContaining('and this work is done nowhere else: look at what only that one is asked for.'),
    ]);
    expect(textOf(side(SOUND, [], true), 'pods-alike')).toEqual([]);
  });
});

describe('the beginning of the losses', () => {
  const lossesFrom = (from: number, n = 8): World => {
    const log = pods(['p-1']).pod('p-1');
    for (let i = 0; i < n; i++) log.alarm(from + (i * (2 * HOUR - from)) / n, `c${i}`, EXPORT);
    return until(log, ['p-1'], 3 * HOUR);
  };

  it('is told where the log shows a quiet time before it', () => {
    expect(reasonsOf(lossesFrom(90 * MINUTE), 'onset')).toMatchObject([
      { text: expect.stringMatching(/first 1 h 29 min.*09:29:00Z/) as string },
    ]);
  });

  it('is not told where they come at a steady rate from the first minutes on, or are too few', () => {
    expect(reasonsOf(lossesFrom(5 * MINUTE), 'onset')).toEqual([]);
    expect(reasonsOf(lossesFrom(90 * MINUTE, 4), 'onset')).toEqual([]);
  });
});

describe('who held the pool when callers gave up', () => {
  const at = (log: World) => judge(log).pool;

  it('is told with what became of them', () => {
    const log = world().work(100, { stack: OTHER });
    for (let i = 0; i < 3; i++) log.out(MINUTE + i * SECOND, `x${i}`, { stack: EXPORT });
    log
      .out(2 * MINUTE, 'y', { stack: OTHER })
      .timeout(2 * MINUTE + SECOND, { max: 4 })
      .back(2 * MINUTE + 2 * SECOND, 'y');
    const { autopsy, reasons } = at(log.timeout(10 * MINUTE).note(HOUR, 'visible'));
    expect(autopsy).toMatchObject([
      {
        out: 4,
        held: [
          { name: 'Report.export (Report.java:11)', connections: 3, returned: 0 },
          { connections: 1, returned: 1 },
        ],
      },
      { out: 3, held: [{ connections: 3, returned: 0 }] },
    ]);
    expect(autopsy?.[0]?.held[0]?.fingerprint).toBe(judge(log).suspects[0]?.fingerprint);
    expect(reasons.find(({ code }) => code === 'held-at-timeout')).toMatchObject({ for: 'leak', text: expect.stringMatching(/4 connections were out: 3 by Report.export .*\(none returned\), 1 by .*\(returned later\)/) as string }); // prettier-ignore
  });

  it('speaks for saturation where they all came back', () => {
    const log = world().work(100);
    for (let i = 0; i < 3; i++) log.out(MINUTE + i, `x${i}`, { stack: OTHER });
    log.timeout(MINUTE + SECOND);
    for (let i = 0; i < 3; i++) log.back(2 * MINUTE + i, `x${i}`);
    expect(at(log.note(HOUR, 'visible')).reasons).toContainEqual(expect.objectContaining({ code: 'held-at-timeout', for: 'saturation' }));
  });

  it('is not told where the log shows no holder', () => {
    expect(at(world().timeout(0, { max: 5 }))).not.toHaveProperty('autopsy');
  });
});

describe('whether a return could have been seen', () => {
  /** Two processes, of which the first prints the pool's INFO lines and the second has lost connections. */
  const two = (a: { pod?: string; source?: string }, b: { pod?: string; source?: string }, more: object = {}): Verdict[] => {
    const [told, mute] = [hikari(a.source ?? 'a.log', { instance: { pod: a.pod } as never }), hikari(b.source ?? 'b.log', { instance: { pod: b.pod, ...more } as never })]; // prettier-ignore
    told.set(0, { leakDetectionThresholdMs: MINUTE, severity: 'info' }).note(HOUR, 'visible', { severity: 'info' });
    for (let i = 1; i <= 4; i++) mute.alarm(i * MINUTE, `c${i}`, EXPORT);
    mute.note(HOUR, 'visible', { severity: 'warn' });
    return judge([told, mute])
      .pools.map(({ verdict }) => verdict)
      .sort();
  };

  it('is told by another pod of the same revision', () => {
    expect(two({ pod: 'shop-7c9f8d6b5-4xk2p' }, { pod: 'shop-7c9f8d6b5-9zqmd' })).toEqual(['healthy', 'leak']);
    expect(two({ pod: 'shop-0' }, { pod: 'shop-1' })).toEqual(['healthy', 'leak']);
  });

  it('is not told by one of another revision, workload or container', () => {
    expect(two({ pod: 'shop-7c9f8d6b5-4xk2p' }, { pod: 'shop-6bd4f7c8d9-9zqmd' })).toEqual(['healthy', 'inconclusive']);
    expect(two({ pod: 'mill-0' }, { pod: 'shop-1' })).toEqual(['healthy', 'inconclusive']);
    expect(two({ pod: 'shop-0' }, { pod: 'shop-1' }, { container: 'sidecar' })).toEqual(['healthy', 'inconclusive']);
    expect(two({}, {})).toEqual(['healthy', 'inconclusive']);
  });

  it('is told by the life of the process before', () => {
    const log = hikari().begins(0).set(0, { leakDetectionThresholdMs: MINUTE }).note(HOUR, 'visible', { severity: 'info' });
    const mute = log.pid('8').by({ severity: 'warn' });
    for (let i = 1; i <= 4; i++) mute.alarm(HOUR + i * MINUTE, `c${i}`, EXPORT);
    mute.note(2 * HOUR, 'visible', { severity: 'warn' });
    expect(judge(log).verdict).toBe('leak');
  });
});

describe('the share of a path that is lost', () => {
  it('is told where every checkout is in the log, and never where only long holds are', () => {
    const log = world().work(97, { stack: EXPORT });
    for (let i = 0; i < 3; i++) log.out(20 * SECOND + i, `x${i}`, { stack: EXPORT });
    const [suspect] = judge(log.note(HOUR, 'visible')).suspects;
    expect(suspect).toMatchObject({ leaked: 3, checkouts: 100 });
    expect(suspect?.reasons[0]?.text).toContain(', 3 % of its 100 checkouts.');
    const [alarmed] = judge(
      until(
        pods(['p'])
          .pod('p')
          .alarm(MINUTE, 'c', EXPORT)
          .alarm(2 * MINUTE, 'd', EXPORT),
        ['p'],
        HOUR,
      ),
    ).suspects;
    expect(alarmed).toMatchObject({ leaked: 2 });
    expect(alarmed).not.toHaveProperty('checkouts');
  });
});
