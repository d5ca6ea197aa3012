import { describe, expect, it } from 'vitest';
import { blame, isSelfStarted, runKeys, type Blame } from '../../../src/judge/blame/blame.ts';
import { addRun, emptyNode, type RunKind } from '../../../src/judge/blame/trie.ts';
import type { StackFrame } from '../../../src/model/stack-frame.ts';
import { goStack } from '../../../src/plugin/frames/go.ts';
import { javaStack } from '../../../src/plugin/frames/java.ts';
import { pythonStack } from '../../../src/plugin/frames/python.ts';
import { DEFAULT_FRAME_RULES, stackClassifier } from '../../../src/plugin/frames/roles.ts';
import { frames as hikariFrames } from '../../../parsers/hikaricp/frames.ts';

const classify = stackClassifier([...DEFAULT_FRAME_RULES, ...hikariFrames]);
const ofUser = (...rules: string[]) => stackClassifier([...DEFAULT_FRAME_RULES, ...hikariFrames], rules);

const POOL = 'com.zaxxer.hikari.HikariDataSource.getConnection(HikariDataSource.java:127)';
const TOMCAT = ['jakarta.servlet.http.HttpServlet.service(HttpServlet.java:590)', 'java.base/java.lang.Thread.run(Thread.java:840)'];
const SPRING_PROXY = [
  'java.base/jdk.internal.reflect.DirectMethodHandleAccessor.invoke(DirectMethodHandleAccessor.java:103)',
  'org.springframework.aop.framework.ReflectiveMethodInvocation.proceed(ReflectiveMethodInvocation.java:184)',
];

const javaFrames = (...lines: string[]): StackFrame[] => javaStack(lines.map((line) => `\tat ${line}`));
const java = (...lines: string[]): StackFrame[] => classify(javaFrames(POOL, ...lines, ...TOMCAT));

/** Python prints the outermost call first: so do these. */
const python = (...lines: string[]): StackFrame[] =>
  classify(
    pythonStack(
      [...lines, '/venv/lib/python3.12/site-packages/sqlalchemy/engine/base.py:3 connect'].map((line) => {
        const [place, name] = line.split(' ') as [string, string];
        const [file, number] = place.split(':') as [string, string];
        return `  File "${file}", line ${number}, in ${name}`;
      }),
    ),
  );

const go = (...calls: string[]): StackFrame[] =>
  classify(
    goStack(['goroutine 9 [running]:', 'database/sql.(*DB).BeginTx(0xc0)', '\t/usr/local/go/src/database/sql/sql.go:1890 +0x4d', ...calls.flatMap((call) => [`${call}(0xc0)`, `\t/src/${call.split('.')[0]}/file.go:12 +0x1d`])]),
  ); // prettier-ignore

type Runs = readonly (readonly [RunKind, number, StackFrame[]])[];
const judged = (stack: StackFrame[], runs: Runs = []): Blame => {
  const root = emptyNode();
  addRun(root, runKeys(stack), 'leaked', 5);
  for (const [kind, times, other] of runs) addRun(root, runKeys(other), kind, times);
  return blame(stack, root);
};
const says = ({ frame, rule }: Blame): string => `${frame?.function} by ${rule}`;

describe('structures of real code', () => {
  it.each<[string, StackFrame[], string]>([
    ['no helper at all', java('farm.herd.MilkingService.record(MilkingService.java:44)', 'farm.web.MilkingApi.post(MilkingApi.java:20)'), 'record by innermost'],
    ['a private open() in the class itself', java('farm.feed.FeedLedger.open(FeedLedger.java:80)', 'farm.feed.FeedLedger.restock(FeedLedger.java:31)', 'farm.web.FeedApi.post(FeedApi.java:9)'), 'restock by weak-name'],
    ['a ConnectionSource in the package of the DAOs', java('farm.dao.ConnectionSource.acquire(ConnectionSource.java:12)', 'farm.dao.CowDao.rename(CowDao.java:55)', 'farm.web.CowApi.put(CowApi.java:9)'), 'rename by name'],
    ['a base class with lambdas between', java('farm.dao.BaseDao.getConnection(BaseDao.java:20)', 'farm.dao.BaseDao.withConnection(BaseDao.java:30)', 'farm.dao.CowDao.lambda$weigh$3(CowDao.java:71)', 'farm.dao.CowDao.weigh(CowDao.java:70)'), 'lambda$weigh$3 by name'],
    ['a dynamic proxy', java('farm.dao.Tracing.invoke(Tracing.java:9)', 'jdk.proxy2.$Proxy31.find(Unknown Source)', 'farm.herd.Lookup.byTag(Lookup.java:14)'), 'invoke by innermost'],
    ['an advice around it', java('farm.herd.Vaccination.schedule(Vaccination.java:33)', ...SPRING_PROXY, 'farm.aop.Timing.around(Timing.java:17)', ...SPRING_PROXY, 'farm.herd.Vaccination$$SpringCGLIB$$0.schedule(<generated>)', 'farm.web.VetApi.post(VetApi.java:8)'), 'schedule by innermost'],
    ['a transaction of Spring, taken before the method runs', java('org.springframework.jdbc.datasource.DataSourceTransactionManager.doBegin(DataSourceTransactionManager.java:265)', 'org.springframework.transaction.interceptor.TransactionInterceptor.invoke(TransactionInterceptor.java:119)', 'farm.herd.Vaccination$$SpringCGLIB$$0.schedule(<generated>)', 'farm.web.VetApi.post(VetApi.java:8)'), 'schedule by innermost'],
    ['Kotlin with inline lambdas', java('farm.db.DbKt.withConnection(Db.kt:11)', 'farm.egg.EggCounter$count$2.invokeSuspend(EggCounter.kt:29)', 'kotlin.coroutines.jvm.internal.BaseContinuationImpl.resumeWith(ContinuationImpl.kt:33)'), 'invokeSuspend by name'],
    ['Scala with closures', java('farm.db.Db$.getConnection(Db.scala:8)', 'farm.barn.Barns.$anonfun$reserve$1(Barns.scala:40)', 'farm.barn.Barns.reserve(Barns.scala:38)'), '$anonfun$reserve$1 by name'],
    ['a job in a package that looks like a framework', java('farm.framework.scheduler.NightShift.run(NightShift.java:51)', 'farm.framework.core.Runner.loop(Runner.java:12)'), 'run by innermost'],
    ['Python, no helper', python('/srv/dairy/web/api.py:9 post_milk', '/srv/dairy/herd/milking.py:41 record'), 'record by innermost'],
    ['Python, a helper', python('/srv/dairy/web/api.py:9 post_milk', '/srv/dairy/herd/milking.py:41 record', '/srv/dairy/db.py:14 get_session'), 'record by name'],
    ['Python, a decorator', python('/srv/dairy/deco.py:22 wrapper', '/srv/dairy/herd/milking.py:41 record', '/srv/dairy/db.py:14 get_conn'), 'record by name'],
    ['Python, a generator dependency', python('/venv/lib/python3.12/site-packages/fastapi/dependencies/utils.py:590 solve_dependencies', '/srv/dairy/deps.py:8 get_db'), 'get_db by innermost'],
    ['Python, a context manager entered by hand', python('/srv/dairy/jobs/feed.py:30 refill', '/usr/lib/python3.12/contextlib.py:137 __enter__', '/srv/dairy/db.py:20 session_scope'), 'refill by name'],
    ['Go, no helper', go('farm/herd.(*Service).Record', 'farm/web.(*API).Post'), '(*Service).Record by innermost'],
    ['Go, a helper', go('farm/store.(*Store).BeginTx', 'farm/herd.(*Service).Record', 'farm/web.(*API).Post'), '(*Service).Record by name'],
    ['Go, a closure for the transaction', go('farm/store.(*Store).WithTx', 'farm/egg.(*Counter).Count', 'farm/web.(*API).Post'), '(*Counter).Count by name'],
  ])('%s', (_structure, stack, expected) => expect(says(judged(stack))).toBe(expected)); // prettier-ignore

  it('a helper whose name says nothing, with innocent callers', () => {
    const [leaking, honest] = ['Slaughter.book', 'Auction.bid'].map((caller) =>
      java('farm.core.Gate.pass(Gate.java:7)', 'farm.core.Gate.through(Gate.java:19)', `farm.trade.${caller}(Trade.java:5)`),
    ) as [StackFrame[], StackFrame[]];
    expect(says(judged(leaking))).toBe('pass by innermost');
    expect(says(judged(leaking, [['returned', 40, honest]]))).toBe('book by learned');
  });

  it('a helper that forgets once in a while, with callers that were lucky so far', () => {
    const [leaking, honest] = ['Slaughter.book', 'Auction.bid'].map((caller) =>
      java('farm.core.Gate.pass(Gate.java:7)', `farm.trade.${caller}(Trade.java:5)`),
    ) as [StackFrame[], StackFrame[]];
    // 5 of 105 runs leak through the one caller: ten honest runs through the other prove nothing.
    expect(says(judged(leaking, [['returned', 100, leaking], ['returned', 10, honest]]))).toBe('pass by innermost'); // prettier-ignore
    expect(says(judged(leaking, [['returned', 100, leaking], ['returned', 200, honest]]))).toBe('book by learned'); // prettier-ignore
  });

  it('a helper whose losses fall on its callers as their runs do is at fault itself, and once', () => {
    const callers = ['Slaughter.book', 'Auction.bid', 'Fair.enrol', 'Barn.rent', 'Vet.call'].map((caller) =>
      java('farm.core.Gate.pass(Gate.java:7)', `farm.trade.${caller}(Trade.java:5)`),
    ) as [StackFrame[], ...StackFrame[][]];
    const spread: Runs = [...callers.map((stack) => ['returned', 200, stack] as const), ...callers.slice(1).map((stack) => ['leaked', 4, stack] as const)]; // prettier-ignore
    const found = judged(callers[0], spread);
    expect(callers.map((stack) => says(judged(stack, spread)))).toEqual(callers.map(() => 'pass by innermost'));
    expect(found.confidence).toBeGreaterThan(0.8);
  });

  it('one loss tells nothing of who it was, unless its caller hardly ever runs', () => {
    const [a, b, c] = ['Slaughter.book', 'Auction.bid', 'Fair.enrol'].map((caller) =>
      java('farm.core.Gate.pass(Gate.java:7)', `farm.trade.${caller}(Trade.java:5)`),
    ) as [StackFrame[], StackFrame[], StackFrame[]];
    const once = (returned: number): Blame => {
      const root = emptyNode();
      addRun(root, runKeys(a), 'leaked', 1);
      for (const [times, other] of [[returned, a], [400, b], [400, c]] as const) addRun(root, runKeys(other), 'returned', times); // prettier-ignore
      return blame(a, root);
    };
    expect(says(once(400))).toBe('pass by innermost');
    expect(says(once(0))).toBe('book by learned');
  });

  it('is surer the smaller the chance that it is an accident', () => {
    const [a, b] = ['Slaughter.book', 'Auction.bid'].map((caller) =>
      java('farm.core.Gate.pass(Gate.java:7)', `farm.trade.${caller}(Trade.java:5)`),
    ) as [StackFrame[], StackFrame[]];
    const of = (returned: number): Blame => judged(a, [['returned', returned, b]]);
    expect(says(of(3))).toBe('book by learned');
    expect(of(3).confidence).toBeLessThan(of(60).confidence);
    expect(of(60).confidence).toBeLessThanOrEqual(0.95);
  });

  it('one waiting caller shows nothing, two show a shared frame', () => {
    const [leaking, a, b] = ['Slaughter.book', 'Auction.bid', 'Fair.enrol'].map((caller) =>
      java('farm.core.Gate.pass(Gate.java:7)', `farm.trade.${caller}(Trade.java:5)`),
    ) as [StackFrame[], StackFrame[], StackFrame[]];
    expect(says(judged(leaking, [['waited', 30, a]]))).toBe('pass by innermost');
    expect(says(judged(leaking, [['waited', 3, a], ['waited', 3, b]]))).toBe('book by learned'); // prettier-ignore
  });

  it('victims of the culprit itself do not make it plumbing', () => {
    const leaking = java('farm.trade.Slaughter.book(Slaughter.java:5)', 'farm.web.TradeApi.post(TradeApi.java:3)');
    expect(says(judged(leaking, [['waited', 50, leaking]]))).toBe('book by innermost');
  });

  it('two leaking callers of one helper are two culprits', () => {
    const [a, b, honest] = ['Slaughter.book', 'Auction.bid', 'Fair.enrol'].map((caller) =>
      java('farm.core.Gate.pass(Gate.java:7)', `farm.trade.${caller}(Trade.java:5)`),
    ) as [StackFrame[], StackFrame[], StackFrame[]];
    const runs: Runs = [['leaked', 5, b], ['returned', 200, honest]]; // prettier-ignore
    expect(says(judged(a, runs))).toBe('book by learned');
    expect(says(judged(b, runs))).toBe('bid by learned');
  });

  it('the same code that is slow in one request and leaks in the next stays to blame', () => {
    const stack = java('farm.trade.Slaughter.book(Slaughter.java:5)', 'farm.web.TradeApi.post(TradeApi.java:3)');
    expect(says(judged(stack, [['returned', 500, stack]]))).toBe('book by innermost');
  });
});

describe('what the user says', () => {
  const stack = javaFrames(POOL, 'farm.core.Gate.pass(Gate.java:7)', 'farm.trade.Slaughter.book(Slaughter.java:5)', ...TOMCAT);

  it('makes a frame plumbing', () => {
    expect(says(judged(ofUser('family:java stack.module:farm.core.** -group')(stack)))).toBe('book by user-rule');
  });

  it('makes a frame no application code', () => {
    expect(says(judged(ofUser('family:java stack.module:farm.core.** -app')(stack)))).toMatch(/^book by/);
  });
});

describe('without a frame of the application', () => {
  it('generated code of it is better than nothing', () => {
    const found = judged(
      java(
        'org.springframework.cache.interceptor.CacheInterceptor.invoke(CacheInterceptor.java:74)',
        'farm.herd.Vaccination$$SpringCGLIB$$0.schedule(<generated>)',
      ),
    );
    expect(found.calledBy?.function).toBe('schedule');
    expect(found.confidence).toBeLessThanOrEqual(0.5);
  });

  it('the framework that took it is named with little confidence', () => {
    expect(judged(java('org.springframework.jdbc.core.JdbcTemplate.execute(JdbcTemplate.java:376)'))).toMatchObject({
      rule: 'framework',
      frame: { function: 'execute' },
    });
  });

  it('an empty stack blames nobody', () => {
    expect(judged([])).toMatchObject({ rule: 'none', frame: undefined, confidence: 0 });
  });
});

describe('work that the application started itself', () => {
  const run = 'java.base/java.lang.Thread.run(Thread.java:840)';
  it.each([
    ['in a thread of its own', [run], true],
    ['in an executor', ['java.base/java.util.concurrent.ThreadPoolExecutor.runWorker(ThreadPoolExecutor.java:1144)', run], true],
    [
      'but not in a thread of a server',
      ['org.apache.tomcat.util.net.NioEndpoint$SocketProcessor.doRun(NioEndpoint.java:1744)', run],
      false,
    ],
  ])('%s', (_name, outer, expected) => {
    expect(isSelfStarted(classify(javaFrames(POOL, 'farm.bus.Listener.listen(Listener.java:4)', ...outer)))).toBe(expected);
  });
});

describe('what is stated', () => {
  it('is surer the more the log or the user says', () => {
    const gate = (caller: string) => java('farm.core.Gate.pass(Gate.java:7)', `farm.trade.${caller}(Trade.java:5)`);
    const learned = judged(gate('Slaughter.book'), [['returned', 40, gate('Auction.bid')]]);
    const named = judged(java('farm.dao.ConnectionSource.acquire(ConnectionSource.java:12)', 'farm.dao.CowDao.rename(CowDao.java:55)'));
    const innermost = judged(gate('Slaughter.book'));
    expect(learned.confidence).toBeGreaterThan(named.confidence);
    expect(named.confidence).toBeGreaterThan(innermost.confidence);
    expect(innermost.calledBy?.function).toBe('book');
    expect(learned.via.map((frame) => frame.function)).toEqual(['pass']);
  });
});
