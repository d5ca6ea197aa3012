"""peewee's pools over PostgreSQL: python shop.py (threads) or shop.py async. Two connections at most; one of each kind is kept."""
import asyncio, logging, os, sys, threading, time

logging.basicConfig(format="%(asctime)s %(levelname)-5s [%(threadName)s] %(name)s: %(message)s", stream=sys.stdout, level=logging.INFO)
for name in ("peewee.pool", "peewee.pwasyncio"):
    logging.getLogger(name).setLevel(logging.DEBUG)
log = logging.getLogger("shop")
where = dict(host=os.environ["PGHOST"], port=int(os.environ["PGPORT"]), user=os.environ["PGUSER"])


def threads():
    from playhouse.pool import PooledPostgresqlDatabase

    db = PooledPostgresqlDatabase("shop", max_connections=2, timeout=1, stale_timeout=300, **where)

    def order(i):
        try:
            with db.connection_context():
                db.execute_sql("select %s", (i,))
            log.info("GET /orders/%s 200", i)
        except Exception:
            log.exception("GET /orders/%s 500", i)

    def export():
        db.connect()
        db.execute_sql("select 1")
        log.info("GET /export 200")
        time.sleep(60)

    def run(target, *args):
        thread = threading.Thread(target=target, args=args, daemon=True)
        thread.start()
        return thread

    for i in range(5):
        run(order, i).join()
    run(export)
    time.sleep(0.3)
    run(order, 5).join()
    run(export)
    time.sleep(0.3)
    for i in range(6, 8):
        run(order, i).join()


async def tasks():
    from playhouse.pwasyncio import AsyncPostgresqlDatabase

    db = AsyncPostgresqlDatabase("shop", pool_size=2, acquire_timeout=1, **where)

    async def order(i):
        try:
            async with db:
                await db.aexecute_sql("select 1")
            log.info("GET /orders/%s 200", i)
        except Exception:
            log.exception("GET /orders/%s 500", i)

    async def export(closes):
        await db.aconnect()
        await db.aexecute_sql("select 1")
        log.info("GET /export 200")
        await asyncio.sleep(0.5 if closes else 60)

    for i in range(3):
        await asyncio.create_task(order(i))
    ended = asyncio.create_task(export(True))
    await ended
    await asyncio.sleep(0.2)
    await asyncio.create_task(order(3))
    kept = [asyncio.create_task(export(False)) for _ in range(2)]
    await asyncio.sleep(0.5)
    for i in range(4, 6):
        await asyncio.create_task(order(i))


if sys.argv[1:] == ["async"]:
    asyncio.run(asyncio.wait_for(tasks(), 20))
else:
    threads()
sys.stdout.flush()
os._exit(0)
