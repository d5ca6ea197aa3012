import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pythonStack } from '../../../src/plugin/frames/python.ts';

const shown = (lines: string | readonly string[]): string[] =>
  pythonStack(typeof lines === 'string' ? lines.split('\n') : lines).map((frame) => `${frame.file}:${frame.line} ${frame.function}`);

describe('tracebacks', () => {
  it('turns format_stack() round, code lines or not', () => {
    expect(
      shown(`  File "/usr/lib/python3.11/threading.py", line 975, in run
    self._target(*self._args, **self._kwargs)
  File "/srv/app/server.py", line 61, in serve
  File "/srv/app/repo.py", line 9, in fetch
    row = session.execute(text("SELECT 1 FROM t WHERE id = :id"), {"id": i}).first()`),
    ).toEqual(['/srv/app/repo.py:9 fetch', '/srv/app/server.py:61 serve', '/usr/lib/python3.11/threading.py:975 run']);
  });

  it('reads a 3.13 traceback: markers, elided lines, generated frames, a cut head', () => {
    expect(
      shown(`        **kw,
        ^^^^^
    ).scalars()
    ^
  File "/home/bot/.local/lib/python3.13/site-packages/sqlalchemy/orm/session.py", line 2110, in _connection_for_bind
    return trans._connection_for_bind(engine, execution_options)
           ~~~~~~~~~~~~~~~~~~~~~~~~~~^^^^^^^^^^^^^^^^^^^^^^^^^^^
  File "<string>", line 2, in _connection_for_bind
  File "/home/bot/.local/lib/python3.13/site-packages/sqlalchemy/pool/impl.py", line 166, in _do_get
    raise exc.TimeoutError(
    ...<4 lines>...
    )
sqlalchemy.exc.TimeoutError: QueuePool limit of size 5 overflow 10 reached, connection timed out, timeout 30.00`),
    ).toEqual([
      '/home/bot/.local/lib/python3.13/site-packages/sqlalchemy/pool/impl.py:166 _do_get',
      '<string>:2 _connection_for_bind',
      '/home/bot/.local/lib/python3.13/site-packages/sqlalchemy/orm/session.py:2110 _connection_for_bind',
    ]);
  });

  const CHAINED = (sentence: string): string => `Traceback (most recent call last):
  File "/srv/app/load.py", line 12, in load
    return read(path)
  File "/srv/app/files.py", line 4, in read
    raise KeyError(path)
KeyError: 'x'

${sentence}

Traceback (most recent call last):
  File "/srv/app/main.py", line 3, in main
    load("x")
  File "/srv/app/load.py", line 14, in load
    raise LoadError("x")
LoadError: x`;

  it.each([
    'During handling of the above exception, another exception occurred:',
    'The above exception was the direct cause of the following exception:',
  ])('blames the first of a chain and adds the callers that only the second shows: %s', (sentence) =>
    expect(shown(CHAINED(sentence))).toEqual(['/srv/app/files.py:4 read', '/srv/app/load.py:12 load', '/srv/app/main.py:3 main']),
  );

  it('does not join two tracebacks that merely follow each other', () => {
    expect(shown(CHAINED('retrying'))).toEqual(['/srv/app/files.py:4 read', '/srv/app/load.py:12 load']);
  });

  it('descends into the first exception of a group', () => {
    expect(
      shown(`  + Exception Group Traceback (most recent call last):
  |   File "/srv/venv/lib/python3.11/site-packages/anyio/_backends/_asyncio.py", line 767, in __aexit__
  |     raise BaseExceptionGroup(
  | ExceptionGroup: unhandled errors in a TaskGroup (2 sub-exceptions)
  +-+---------------- 1 ----------------
    | Traceback (most recent call last):
    |   File "/srv/app/api.py", line 40, in quote
    |     await session.execute(statement)
    |   File "/srv/app/db.py", line 9, in execute
    |     raise TimeoutError
    | TimeoutError
    +---------------- 2 ----------------
    | Traceback (most recent call last):
    |   File "/srv/app/other.py", line 1, in other
    | ValueError: 1
    +------------------------------------`),
    ).toEqual(['/srv/app/db.py:9 execute', '/srv/app/api.py:40 quote']);
  });

  it('prefers what was raised to where the log call stands', () => {
    const where = 'Stack (most recent call last):\n  File "/srv/app/log.py", line 1, in report';
    expect(shown(where)).toEqual(['/srv/app/log.py:1 report']);
    expect(shown(`Traceback (most recent call last):\n  File "/srv/app/a.py", line 7, in f\nValueError\n${where}`)).toEqual([
      '/srv/app/a.py:7 f',
    ]);
  });

  it('reads the list that format_stack() returns, printed on one line', () => {
    expect(
      shown([
        `stack: ['  File "/srv/app/a.py", line 1, in <module>\\n    main(\\'x\\')\\n', '  File "/srv/app/b.py", line 22, in main\\n    go()\\n']`,
      ]),
    ).toEqual(['/srv/app/b.py:22 main', '/srv/app/a.py:1 <module>']);
  });

  it('reads a traceback that came as one string', () => {
    expect(shown(['Traceback (most recent call last):\n  File "a.py", line 1, in f\n  File "b.py", line 2, in g\nKeyError'])).toEqual([
      'b.py:2 g',
      'a.py:1 f',
    ]);
  });
});

describe('one-line shapes', () => {
  it('reads file:line in function', () => {
    expect(shown(['/srv/app/server.py:61 in serve', '/srv/my app/repo.py:9 in <lambda>', '<string>:2 in run'])).toEqual([
      '<string>:2 run', '/srv/my app/repo.py:9 <lambda>', '/srv/app/server.py:61 serve',
    ]); // prettier-ignore
  });

  it('reads chains, whatever the functions are called', () => {
    expect(shown(['<frozen runpy>:198:_run>a.py:1:<module>>C:\\app\\b.py:2:g -> c.py:3:<listcomp>'])).toEqual([
      'c.py:3 <listcomp>', 'C:\\app\\b.py:2 g', 'a.py:1 <module>', '<frozen runpy>:198 _run',
    ]); // prettier-ignore
  });

  it.each([
    'c.py:3:h < b.py:2:g < a.py:1:<module>',
    'c.py:3 in h <- b.py:2 in g <- a.py:1 in <module>',
    'h (c.py:3) < g (b.py:2) < <module> (a.py:1)',
    'a.py:1:<module> -> b.py:2:g -> c.py:3:h',
    'a.py:1(<module>) | b.py:2(g) | c.py:3(h)',
    'c.py:3:h | b.py:2:g | a.py:1:<module>',
    'a.py:1:<module>;b.py:2:g;c.py:3:h',
  ])('tells from the arrows, or from where a program begins, which call is the innermost: %s', (line) =>
    expect(shown([line])).toEqual(['c.py:3 h', 'b.py:2 g', 'a.py:1 <module>']),
  );

  it.each([
    'at 12:30 in Berlin',
    'a.py:1:f < 7',
    'a.py:1:f | b | c.py:2:g',
    '10.0.0.1:5432 in use',
    'GET /x.py:1',
    'a.py:1:f>b',
    'ratio 3:4:five',
    'see a.py:7 in the "docs" directory',
  ])('leaves prose alone: %s', (line) => expect(pythonStack([line])).toEqual([]));
});

describe('JSON', () => {
  const FRAMES = [{ filename: '/srv/app/a.py', lineno: 1, name: 'f', line: 'g()' }, { filename: '/srv/app/b.py', lineno: 2, name: 'g' }]; // prettier-ignore

  it('reads structlog, which lists the last exception first', () => {
    const cause = { exc_type: 'KeyError', is_cause: true, frames: [{ filename: '/srv/app/a.py', lineno: 9, name: 'f' }, { filename: '/srv/app/c.py', lineno: 3, name: 'h' }] }; // prettier-ignore
    const last = { exc_type: 'LoadError', frames: [{ filename: '/srv/app/m.py', lineno: 5, name: 'main' }, ...FRAMES.slice(0, 1)] };
    expect(shown([JSON.stringify([last, cause])])).toEqual(['/srv/app/c.py:3 h', '/srv/app/a.py:9 f', '/srv/app/m.py:5 main']);
  });

  it('reads lists of frames, of text, and Sentry’s shape', () => {
    const expected = ['/srv/app/b.py:2 g', '/srv/app/a.py:1 f'];
    expect(shown([JSON.stringify(FRAMES)])).toEqual(expected);
    expect(shown([JSON.stringify({ stack: ['/srv/app/a.py:1 in f', '/srv/app/b.py:2 in g'] })])).toEqual(expected);
    const sentry = {
      exception: { values: [{ stacktrace: { frames: FRAMES.map(({ name, ...rest }) => ({ ...rest, function: name })) } }] },
    };
    expect(shown([JSON.stringify(sentry)])).toEqual(expected);
  });
});

describe('strangers’ text', () => {
  const piece = fc.oneof(
    fc.string({ maxLength: 40 }),
    fc.constantFrom('File "', '", line ', ', in ', '\\n', '\n', '>', '<', '.py:1:', ' in ', '  + Exception Group Traceback (most recent call last):',
      '+-+---------------- 1 ----------------', 'During handling of the above exception', '{"frames":[', '[[', '}]', '"lineno":1'),
  ); // prettier-ignore

  it('never throws, and gives whole frames only', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.array(piece, { maxLength: 8 }).map((parts) => parts.join('')),
          { maxLength: 12 },
        ),
        (lines) => {
          for (const frame of pythonStack(lines)) {
            expect(frame.file).toBeTruthy();
            expect(frame.function).toBeTruthy();
            expect(Number.isInteger(frame.line)).toBe(true);
          }
        },
      ),
    );
  });

  it('gives back any stack it could have been printed from', () => {
    const frame = fc.record({
      file: fc.constantFrom('/srv/a.py', 'b.py', '<string>', '/srv/x y/c.py', 'C:\\d.py'),
      line: fc.nat({ max: 99_999 }),
      name: fc.constantFrom('f', '<module>', '<lambda>', 'Ünicode', '__exit__'),
    });
    fc.assert(
      fc.property(fc.array(frame, { maxLength: 30 }), (frames) => {
        const expected = frames.map(({ file, line, name }) => `${file}:${line} ${name}`).reverse();
        expect(shown(frames.flatMap(({ file, line, name }) => [`  File "${file}", line ${line}, in ${name}`, '    code(x)']))).toEqual(
          expected,
        );
        expect(shown(frames.map(({ file, line, name }) => `${file}:${line} in ${name}`))).toEqual(expected);
      }),
    );
  });

  it('caps a stack without end, keeping the innermost frames', () => {
    const stack = pythonStack(Array.from({ length: 50_000 }, (_, i) => `  File "a.py", line ${i}, in f`));
    expect(stack).toHaveLength(1_000);
    expect(stack[0]?.line).toBe(49_999);
  });

  it.each([' ', 'File "', 'a.py:1:', '>', '[', '\\n', '+', ' in ', '{"'])('takes time in proportion to a line of %j', (unit) => {
    pythonStack([unit.repeat(262_144 / unit.length), `x${unit.repeat(262_144 / unit.length)}.py:1`]);
    // Anything that grew faster than its input would meet the time limit of the tests.
  });
});

describe('an exception that a framework raised again, after it had failed inside itself', () => {
  const lib = '/srv/venv/lib/python3.11/site-packages';
  const log = (last: string): string[] =>
    `Traceback (most recent call last):
  File "${lib}/pyramid/tweens.py", line 13, in _error_handler
    response = request.invoke_exception_view(exc_info)
  File "${lib}/pyramid/view.py", line 786, in invoke_exception_view
    raise HTTPNotFound
pyramid.httpexceptions.HTTPNotFound: The resource could not be found.

During handling of the above exception, another exception occurred:

Traceback (most recent call last):
  File "/srv/app/app.py", line 18, in tween
    return handler(request)
  File "${lib}/pyramid/tweens.py", line 17, in _error_handler
    reraise(*exc_info)
  File "/srv/app/views.py", line 40, in capture
    wing = float(text)
${last}`.split('\n');

  it('is where the program was', () => {
    expect(pythonStack(log('ValueError: no number')).map((frame) => frame.function)).toEqual(['capture', '_error_handler', 'tween']);
    const pool = `  File "${lib}/psycopg2/pool.py", line 92, in _getconn\n    raise PoolError\npsycopg2.pool.PoolError: connection pool exhausted`;
    expect(pythonStack(log(pool))[0]).toMatchObject({ function: '_getconn' });
  });
});
