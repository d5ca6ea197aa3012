import { describe, expect, it } from 'vitest';
import type { StackFrame } from '../../src/model/stack-frame.ts';
import { goStack } from '../../src/plugin/frames/go.ts';
import { javaStack } from '../../src/plugin/frames/java.ts';
import { pythonStack } from '../../src/plugin/frames/python.ts';
import { DEFAULT_FRAME_RULES, stackClassifier } from '../../src/plugin/frames/roles.ts';
import { frames as hikariFrames } from '../../parsers/hikaricp/frames.ts';
import { HOUR, MINUTE, SECOND, hikari, judge, world, type World } from './world.ts';

const classify = stackClassifier([...DEFAULT_FRAME_RULES, ...hikariFrames]);
const POOL = 'com.zaxxer.hikari.HikariDataSource.getConnection(HikariDataSource.java:127)';
const java = (...lines: string[]): StackFrame[] =>
  classify(javaStack([POOL, ...lines, 'java.base/java.lang.Thread.run(Thread.java:840)'].map((line) => `\tat ${line}`)));
const python = (file: string, line: number, name: string): StackFrame[] =>
  classify(pythonStack([`  File "${file}", line ${line}, in ${name}`]));
const go = (name: string, at: string): StackFrame[] =>
  classify(goStack(['goroutine 9 [running]:', 'database/sql.(*DB).BeginTx(0xc0)', '\t/usr/local/go/src/database/sql/sql.go:1890 +0x4d', `${name}(0xc0)`, `\t${at} +0x1d`])); // prettier-ignore

/** A log in which a stack leaked twice, and the fingerprint of its suspect. */
const logOf = (stack: StackFrame[], log = hikari()): World =>
  log.begins(0).set(0, { leakDetectionThresholdMs: 10 * SECOND }).alarm(MINUTE, 'a', stack).alarm(2 * MINUTE, 'b', stack).note(HOUR, 'visible'); // prettier-ignore
const of = (stack: StackFrame[]): string => judge(logOf(stack)).suspects[0]!.fingerprint;

const API = 'farm.web.MilkApi.post(MilkApi.java:20)';

describe('a fingerprint', () => {
  it('says its version', () => {
    expect(of(java('farm.herd.Milking.record(Milking.java:44)', API))).toMatch(/^cs1:[0-9a-f]{16}$/);
  });

  it.each<[string, StackFrame[], StackFrame[]]>([
    ['a line above was added', java('farm.herd.Milking.record(Milking.java:44)', API), java('farm.herd.Milking.record(Milking.java:51)', API)],
    ['lambdas were numbered anew', java('farm.herd.Milking.lambda$record$3(Milking.java:44)', API), java('farm.herd.Milking.lambda$record$11(Milking.java:44)', API)],
    ['an anonymous class was put before', java('farm.herd.Milking$1.run(Milking.java:44)', API), java('farm.herd.Milking$2.run(Milking.java:46)', API)],
    ['the class was enhanced by CGLIB', java('farm.herd.Milking.record(Milking.java:44)', 'farm.herd.Milking$$EnhancerBySpringCGLIB$$ad0fe4e5.record(<generated>)'), java('farm.herd.Milking.record(Milking.java:44)', 'farm.herd.Milking$$SpringCGLIB$$0.record(<generated>)')],
    ['its caller was renamed', java('farm.herd.Milking.record(Milking.java:44)', API), java('farm.herd.Milking.record(Milking.java:44)', 'farm.web.DairyApi.put(DairyApi.java:9)')],
    ['a helper was put between it and the pool', java('farm.herd.Milking.record(Milking.java:44)', API), java('farm.dao.ConnectionSource.acquire(ConnectionSource.java:9)', 'farm.herd.Milking.record(Milking.java:44)', API)],
    ['it is deployed elsewhere (Python)', python('/srv/releases/20260301/dairy/herd/milking.py', 12, 'record'), python('/app/dairy/herd/milking.py', 19, 'record')],
    ['it runs on Windows (Python)', python('/app/dairy/herd/milking.py', 12, 'record'), python('C:\\svc\\dairy\\herd\\milking.py', 12, 'record')],
    ['closures were numbered anew (Go)', go('dairy/herd.(*Service).Record.func2', '/src/dairy/herd/s.go:12'), go('dairy/herd.(*Service).Record.func1.2', '/build/dairy/herd/s.go:40')],
  ])('stays when %s', (_what, before, after) => expect(of(after)).toBe(of(before))); // prettier-ignore

  it.each<[string, StackFrame[], StackFrame[]]>([
    ['method', java('farm.herd.Milking.record(Milking.java:44)', API), java('farm.herd.Milking.correct(Milking.java:44)', API)],
    ['class', java('farm.herd.Milking.record(Milking.java:44)', API), java('farm.egg.Milking.record(Milking.java:44)', API)],
    ['file (Python)', python('/app/dairy/herd/milking.py', 12, 'record'), python('/app/dairy/egg/milking.py', 12, 'record')],
  ])('changes with the %s', (_what, before, after) => expect(of(after)).not.toBe(of(before))); // prettier-ignore

  it('is one for all pods and restarts', () => {
    const stack = java('farm.herd.Milking.record(Milking.java:44)', API);
    const log = hikari();
    for (const pod of ['p-1', 'p-2']) logOf(stack, log.pod(pod));
    const restarted = logOf(stack, logOf(stack, hikari('b.log')));
    const { suspects, pools } = judge([log, restarted]);
    expect(suspects).toHaveLength(1);
    expect(suspects[0]).toMatchObject({ fingerprint: of(stack), leaked: 8, pools: pools.map(({ id }) => id) });
  });

  it('of a route is the same in every log that shows it', () => {
    const log = (source: string, from: number): World => {
      const one = world(source);
      for (let i = 0; i < 300; i++) {
        const leaks = i > 100 && i % 30 === 0;
        const thread = one.by({ thread: `t${i % 3}` }).out(from + i * SECOND, `c${i}`);
        if (!leaks) thread.back(from + i * SECOND + 9, `c${i}`);
        thread.served(from + i * SECOND + 10, leaks ? 'POST /milk' : 'GET /milk');
      }
      return one.note(from + HOUR, 'visible');
    };
    const [a, b] = [judge(log('a.log', 0)), judge(log('b.log', 7 * HOUR))];
    expect(a.suspects).toMatchObject([{ route: 'POST /milk' }]);
    expect(b.suspects[0]?.fingerprint).toBe(a.suspects[0]?.fingerprint);
    expect(judge([log('a.log', 0), log('b.log', 7 * HOUR)]).suspects).toMatchObject([
      { fingerprint: a.suspects[0]!.fingerprint, leaked: 12, instances: { count: 2, of: 2 } },
    ]);
  });
});
