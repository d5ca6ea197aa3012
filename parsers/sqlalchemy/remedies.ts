import type { Remedy } from 'leak-stream/plugin';

const ROLE_TIMEOUT = `ALTER ROLE app_user SET idle_in_transaction_session_timeout = '60s';
On PostgreSQL this ends abandoned transactions, and honest ones that pause as long. It frees the server's locks and sessions; the pool's places come
back only when the process is restarted.`;

const PROOF = [
  'Drive the path with the error that used to skip the close, then stop all load: every "checked out from pool" must have its "being returned to pool".',
  'Print engine.pool.status() before the load and after a quiet minute: "Current Checked out connections" must be the same.',
  "SELECT count(*) FROM pg_stat_activity WHERE state = 'idle in transaction' AND now() - state_change > interval '30 seconds'; -- must stay 0",
];

/** How Python programs lose a SQLAlchemy connection, most telling sign first; the last one always holds. */
export const remedies: readonly Remedy[] = [
  {
    pattern: 'async-session-abandoned',
    when: { reclaimed: true },
    text: 'An AsyncSession or AsyncConnection was dropped without await close(), and the garbage collector had to end its connection. Every exit must run the close: cancelled tasks, generators that nobody resumes and objects stored for later included.',
    fix: `async with async_session() as session:
    result = await session.execute(statement)

# Where the end must run even while the task is being cancelled:
session = async_session()
try:
    ...
finally:
    await asyncio.shield(session.close())`,
    containment:
      'gc.collect() on a timer brings the connections back sooner. Each is terminated, not returned, so the pool pays for a new one.',
    validate: [
      'Run the path with python -W error::sqlalchemy.exc.SAWarning: "The garbage collector is trying to clean up" must not appear.',
      ...PROOF,
    ],
  },
  {
    pattern: 'task-outlives-request',
    when: { text: /celery|dramatiq|\brq\b|huey|apscheduler|\btasks?[/.:_]|[/.:_]tasks?\b|\bjobs?[/.:_]|[/.:_]jobs?\b|nightly|cron/i },
    text: 'A background task took a session outside of any request, so the web framework’s teardown never closes it. The task must own its session from first to last line, and must not receive one as an argument.',
    fix: `@app.task
def export(order_id):
    with Session() as session, session.begin():
        ...

# A module-wide scoped_session: put it back after every task.
@task_postrun.connect
def remove_session(**_):
    Session.remove()`,
    containment: `Restart workers after a number of tasks (worker_max_tasks_per_child = 200). ${ROLE_TIMEOUT}`,
    validate: ['Let the task raise in the middle, and retry: the next task of the same worker must find its pool untouched.', ...PROOF],
  },
  {
    pattern: 'dependency-not-closed',
    when: { text: /fastapi|starlette|\bget_(?:db|session|async_session)\b|Depends\b/i },
    text: 'A dependency hands a session out without closing it on every path: it returns instead of yields, or the code after yield does not stand in a finally, or the handler passes the session on to a background task or a streaming response.',
    fix: `def get_db():
    with Session() as session:
        yield session        # closed however the handler ends

# A background task opens its own; it never borrows the request's.
def send_receipt(order_id):
    with Session() as session:
        ...`,
    containment: ROLE_TIMEOUT,
    validate: ['Call the route so that it raises, and so that the client hangs up half-way.', ...PROOF],
  },
  {
    pattern: 'scoped-session-not-removed',
    when: { text: /flask|werkzeug|pyramid|scoped_session|\bdb\.session\b|registry/i },
    text: 'A thread-bound scoped_session keeps its connection until remove() is called. A thread that ends its work without the request’s teardown (a thread of your own, a command, a push outside the application context) keeps it for ever.',
    fix: `@app.teardown_appcontext
def remove_session(_error):
    Session.remove()

# Outside of a request:
try:
    work()
finally:
    Session.remove()`,
    containment: ROLE_TIMEOUT,
    validate: PROOF,
  },
  {
    pattern: 'async-context-manager',
    when: { text: /async|aio|await|uvicorn|hypercorn/i },
    text: 'An asynchronous session is opened by hand and closed only where all goes well. An exception or a cancellation between the two leaves its connection checked out.',
    fix: `async with async_session() as session, session.begin():
    await session.execute(statement)

# A streamed result holds the connection until it is exhausted or closed:
async with engine.connect() as connection:
    async with connection.stream(statement) as rows:
        async for row in rows: ...`,
    containment: ROLE_TIMEOUT,
    validate: ['Cancel the task in the middle (asyncio.wait_for with a short timeout).', ...PROOF],
  },
  {
    pattern: 'transaction-not-ended',
    when: { serverState: /idle in transaction/ },
    text: 'The session was neither committed, rolled back nor closed after its last statement. Bind the transaction and the session to a block, so that an exception ends both.',
    fix: `with Session() as session, session.begin():
    session.execute(statement)
# commit, or rollback on an exception; then back to the pool`,
    containment: ROLE_TIMEOUT,
    validate: PROOF,
  },
  {
    pattern: 'scope-bound-close',
    text: 'The session or connection is closed only where all goes well: an exception or an early return between opening and close() keeps it out of the pool. Bind it to a block. A larger pool only moves the hour of the exhaustion.',
    fix: `with Session() as session:
    rows = session.execute(statement).all()
    process(rows)          # may raise: the block still returns the connection

with engine.connect() as connection:
    connection.execute(statement)`,
    containment: ROLE_TIMEOUT,
    validate: PROOF,
  },
];
