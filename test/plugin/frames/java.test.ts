import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { javaStack } from '../../../src/plugin/frames/java.ts';

const lines = (text: string): string[] => text.split('\n');
const names = (text: string): string[] =>
  javaStack(lines(text)).map((frame) => `${frame.module ?? ''}.${frame.function}:${frame.line ?? ''}`);

describe('one frame', () => {
  const one = (line: string): unknown => javaStack([line])[0];

  it.each([
    ['\tat shop.Dao.find(Dao.java:12)', { module: 'shop.Dao', function: 'find', file: 'Dao.java', line: 12 }],
    ['\tat shop.Dao.find(Dao.java:12) ~[shop.jar!/:1.2]', { module: 'shop.Dao', function: 'find', line: 12 }],
    ['\tat shop.Dao.find(Dao.java:12) [3 skipped]', { module: 'shop.Dao', function: 'find', line: 12 }],
    ['    at java.base/java.lang.Thread.run(Thread.java:840)', { module: 'java.lang.Thread', function: 'run' }],
    ['at app//shop.Dao.<init>(Dao.java:9)', { module: 'shop.Dao', function: '<init>' }],
    ['at deployment.shop.war//shop.Dao.save(Dao.java:9)', { module: 'shop.Dao', function: 'save' }],
    ['at loader/shop.core@1.2/shop.Dao.save(Dao.java:9)', { module: 'shop.Dao', function: 'save' }],
    [
      'at shop.Job$$Lambda$14/0x0000000800066840.run(Unknown Source)',
      { module: 'shop.Job$$Lambda$14/0x0000000800066840', function: 'run' },
    ],
    ['at app//shop.Job$$Lambda/0x00007f.run(Unknown Source)', { module: 'shop.Job$$Lambda/0x00007f', function: 'run' }],
    ['at shop.Job$$Lambda$14/1234567.run(Unknown Source)', { module: 'shop.Job$$Lambda$14/1234567', function: 'run' }],
    ['at shop.Repo$points$1.iterator(Repo.kt)', { module: 'shop.Repo$points$1', function: 'iterator', file: 'Repo.kt' }],
    ['at shop.A$$EnhancerBySpringCGLIB$$ad0fe4e5.export(<generated>)', { function: 'export', file: '<generated>' }],
    ['at shop.A$$FastClassBySpringCGLIB$$9.invoke(<generated>:-1)', { function: 'invoke', file: '<generated>' }],
    ['at Main.main(Main.java:3)', { module: 'Main', function: 'main', line: 3 }],
    ['at Invocation.HTTP Request(Play!)', { module: 'Invocation', function: 'HTTP Request' }],
    ['at shop.Dao.(Dao.java:12)', { module: 'shop.Dao', function: '<init>' }],
    ['shop.Dao.find(Dao.java:12)', { module: 'shop.Dao', function: 'find', line: 12 }],
    [' |      at shop.Dao.find(Dao.java:12)', { module: 'shop.Dao', line: 12 }],
    ['- [ ] \tat shop.Dao.find(Dao.java:12)', { module: 'shop.Dao', line: 12 }],
    ['#011at shop.Dao.find(Dao.java:12)', { module: 'shop.Dao', line: 12 }],
    ['at user$eval__41.invoke(NO_SOURCE_FILE:1)', { module: 'user$eval__41', function: 'invoke', line: 1 }],
  ])('%s', (line, frame) => expect(one(line)).toMatchObject({ language: 'java', ...frame }));

  it('has no line where none was printed', () => {
    for (const source of ['Native Method', 'Unknown Source', '<generated>', 'Repo.kt', '<generated>:-1'])
      expect(javaStack([`\tat shop.A.b(${source})`])[0]).not.toHaveProperty('line');
  });

  it.each([
    'at the end (see below)',
    'at line 3. column 4 (near x)',
    'processed 3 rows (fast)',
    'SELECT count(*) FROM orders',
    'a.b(c)',
    'java.lang.Exception: Apparent connection leak detected',
    'shop.Dao.find',
  ])('%s is none', (line) => expect(javaStack([line])).toEqual([]));
});

describe('a chain of throwables', () => {
  it('puts the common frames of its parents behind the deepest cause', () => {
    expect(
      names(`shop.ServiceException: cannot
	at shop.Service.load(Service.java:5)
	at shop.Controller.get(Controller.java:7)
	at shop.Main.main(Main.java:1)
Caused by: shop.DaoException: no
	at shop.Dao.find(Dao.java:20)
	at shop.Service.load(Service.java:4)
	... 2 more
Caused by: java.sql.SQLException: timed out
	at pool.Pool.get(Pool.java:30)
	at shop.Dao.find(Dao.java:18)
	... 3 common frames omitted`),
    ).toEqual(['pool.Pool.get:30', 'shop.Dao.find:18', 'shop.Service.load:4', 'shop.Controller.get:7', 'shop.Main.main:1']);
  });

  it('reads the root cause first, as logback can print it', () => {
    expect(
      names(`java.sql.SQLException: timed out
	at pool.Pool.get(Pool.java:30)
	at shop.Dao.find(Dao.java:18)
	... 2 common frames omitted
Wrapped by: shop.ServiceException: cannot
	at shop.Service.load(Service.java:5)
	at shop.Controller.get(Controller.java:7)
	at shop.Main.main(Main.java:1)`),
    ).toEqual(['pool.Pool.get:30', 'shop.Dao.find:18', 'shop.Controller.get:7', 'shop.Main.main:1']);
  });

  it('leaves suppressed exceptions and their causes out', () => {
    expect(
      names(`shop.E: a
	at shop.A.a(A.java:1)
	at shop.Main.main(Main.java:9)
	Suppressed: shop.E: closing
		at shop.S.close(S.java:2)
		... 1 more
	Caused by: shop.E: socket
		at shop.S.flush(S.java:3)
		... 2 more
Caused by: shop.E: b
	at shop.B.b(B.java:4)
	... 1 more`),
    ).toEqual(['shop.B.b:4', 'shop.Main.main:9']);
  });

  it('keeps the parent where the cause was cut off', () => {
    expect(names('shop.E: a\n\tat shop.A.a(A.java:1)\nCaused by: shop.E: b')).toEqual(['shop.A.a:1']);
  });

  it('does not take a second trace of the record for more of the first', () => {
    expect(
      names(
        'shop.E: a\n\tat shop.A.a(A.java:1)\nownerThread current state is WAITING, current stackTrace\n\tat java.lang.Thread.sleep(Native Method)',
      ),
    ).toEqual(['shop.A.a:1']);
  });
});

describe('a trace that was tampered with on its way', () => {
  const whole = ['pool.HikariDataSource.getConnection:85', 'shop.Dao.find:137'];

  it('broken by a terminal inside a frame', () => {
    expect(names('\tat pool.HikariDataSource.getConnection(HikariDataSource.jav\na:85)\n\tat shop.Dao.find(Dao.java:137)')).toEqual(whole);
    expect(names('\tat pool.HikariDataSource.getConn\nection(HikariDataSource.java:85)\n\tat shop.Dao.find(Dao.java:137)')).toEqual(whole);
  });

  it('flattened to one line', () => {
    expect(
      names(
        'java.lang.Exception: leak at pool.HikariDataSource.getConnection(HikariDataSource.java:85) ~[a.jar:1] at shop.Dao.find(Dao.java:137)',
      ),
    ).toEqual(whole);
  });

  it('escaped', () => {
    expect(
      names(
        'java.lang.Exception: leak\\n\\tat pool.HikariDataSource.getConnection(HikariDataSource.java:85)\\n\\tat shop.Dao.find(Dao.java:137)\\n',
      ),
    ).toEqual(whole);
  });
});

describe('any text', () => {
  const piece = fc.oneof(
    fc.string({ maxLength: 60 }),
    fc.constantFrom(
      '\tat ',
      'at a.b(',
      'C.java:1)',
      'Caused by: x',
      'Wrapped by: y',
      '\tSuppressed: z',
      '... 3 more',
      '... 99999 more',
      '\\n\\tat ',
      ' | ',
    ),
  );
  const line = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''));

  it('gives frames and never throws', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), (text) => {
        for (const frame of javaStack(text)) expect(frame.function).not.toBe('');
      }),
    );
  });

  it('is read in linear time and to a bounded length', () => {
    for (const hostile of [
      ' '.repeat(1_000_000),
      'at '.repeat(300_000),
      ') at '.repeat(200_000),
      'at a.'.repeat(200_000),
      '('.repeat(1_000_000),
      '\\n'.repeat(500_000),
    ])
      javaStack([hostile, hostile]);
    // Anything that grew faster than its input would meet the time limit of the tests.
    expect(javaStack(Array.from({ length: 30_000 }, (_, i) => `\tat a.B.c${i}(B.java:1)`))).toHaveLength(1_000);
  });

  it('of a whole trace comes back frame by frame', () => {
    const name = fc.stringMatching(/^[a-z][A-Za-z0-9_$]{0,12}$/);
    const frame = fc.record({
      module: fc.array(name, { minLength: 1, maxLength: 5 }).map((parts) => parts.join('.')),
      function: name,
      line: fc.nat(99_999),
    });
    fc.assert(
      fc.property(fc.array(frame, { maxLength: 20 }), fc.constantFrom('\t', '    ', '', ' | ', '> '), (frames, gutter) => {
        const printed = frames.map((f) => `${gutter}at ${f.module}.${f.function}(F.java:${f.line})`);
        expect(javaStack(['java.lang.Exception: x', ...printed])).toEqual(frames.map((f) => ({ ...f, file: 'F.java', language: 'java' })));
      }),
    );
  });
});
