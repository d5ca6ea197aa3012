"""What SQLAlchemy's pool logs over one driver: python drivers.py postgresql+asyncpg://… > asyncpg.log. Recorded with SQLAlchemy 2.1.9, PostgreSQL 15 and MariaDB 10.11."""
import asyncio, gc, logging, sys, warnings

from sqlalchemy import create_engine, text, exc
from sqlalchemy.ext.asyncio import create_async_engine

logging.basicConfig(format="%(asctime)s %(levelname)-5s [%(threadName)s] %(name)s: %(message)s", stream=sys.stdout, level=logging.INFO)
logging.captureWarnings(True)
log = logging.getLogger("shop")
url = sys.argv[1]
kill = "select pg_terminate_backend(%s)" if "postgresql" in url else "kill %s"
me = "select pg_backend_pid()" if "postgresql" in url else "select connection_id()"
logging.getLogger("sqlalchemy.pool").setLevel(logging.DEBUG)
options = dict(pool_size=2, max_overflow=0, pool_timeout=1, pool_pre_ping=True)


def sync():
    engine = create_engine(url, **options)
    with engine.connect() as one:
        one.execute(text("select 1"))
    one, two = engine.connect(), engine.connect()
    try:
        engine.connect()
    except exc.TimeoutError:
        log.exception("GET /orders 500")
    two.invalidate()
    two.close()
    pid = one.execute(text(me)).scalar()
    one.rollback()
    one.close()
    with engine.connect() as other:
        pass
    # the server ends a session that sits in the pool: pre-ping finds out
    admin = create_engine(url)
    with admin.connect() as connection:
        try:
            connection.execute(text(kill % pid))
        except exc.DBAPIError as error:
            log.info("kill: %s", error.__class__.__name__)
    admin.dispose()
    with engine.connect() as again:
        again.execute(text("select 1"))
    # lost: the garbage collector takes it back
    lost = engine.raw_connection()
    del lost
    gc.collect()
    kept = engine.connect()
    log.info("the end: one is out")
    engine.dispose()
    return kept


async def asynchronous():
    engine = create_async_engine(url, **options)
    async with engine.connect() as one:
        await one.execute(text("select 1"))
    one, two = await engine.connect(), await engine.connect()
    try:
        await engine.connect()
    except exc.TimeoutError:
        log.exception("GET /orders 500")
    await two.invalidate()
    await two.close()
    pid = (await one.execute(text(me))).scalar()
    await one.rollback()
    await one.close()
    admin = create_async_engine(url)
    async with admin.connect() as connection:
        try:
            await connection.execute(text(kill % pid))
        except exc.DBAPIError as error:
            log.info("kill: %s", error.__class__.__name__)
    await admin.dispose()
    async with engine.connect() as again:
        await again.execute(text("select 1"))
    lost = await engine.connect()
    del lost
    gc.collect()
    await asyncio.sleep(0.2)
    kept = await engine.connect()
    log.info("the end: one is out")
    await engine.dispose()
    return kept


ASYNC = ("asyncpg", "aiomysql", "asyncmy", "psycopg_async", "aiosqlite")
kept = asyncio.run(asynchronous()) if any(name in url for name in ASYNC) else sync()
import os
sys.stdout.flush()
os._exit(0)
