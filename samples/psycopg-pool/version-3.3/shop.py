"""Four workers serve requests for 60 s; three reservations of stock that is not there keep their connection."""

import logging
import os
import random
import sys
import threading
import time

import psycopg_pool
from psycopg_pool import ConnectionPool

logging.basicConfig(stream=sys.stdout, level=logging.INFO,
                    format="%(asctime)s %(levelname)s [%(process)d] [%(threadName)s] %(name)s: %(message)s")
log = logging.getLogger("shop.web")
pool = ConnectionPool(f"host=127.0.0.1 port={os.environ['PGPORT']} dbname=shop user=app", min_size=4, max_size=8, name="orders", open=True)
kept = []


def reserve(stock):
    connection = pool.getconn()
    changed = connection.execute("UPDATE stock SET left_over = left_over - 1 WHERE id = %s", (stock,))
    if changed.rowcount == 0:
        kept.append(connection)  # as a cache or a global would
        raise LookupError(f"no stock {stock}")
    connection.commit()
    pool.putconn(connection)


def left(stock):
    with pool.connection() as connection:
        return connection.execute("SELECT left_over FROM stock WHERE id = %s", (stock,)).fetchone()


def sample():
    while True:
        log.info("pool %s %s", pool.name, pool.get_stats())
        time.sleep(2)


def work(worker):
    dice = random.Random(worker)
    end = time.monotonic() + 60
    n = 0
    while time.monotonic() < end:
        n += 1
        stock = 99 if worker == 2 and n in (20, 35, 50) else dice.randint(1, 50)
        path, status = ("POST /stock/reserve", 200) if n % 5 == 0 else (f"GET /stock/{stock}", 200)
        try:
            reserve(stock) if n % 5 == 0 else left(stock)
        except LookupError as error:
            status = 404
            log.warning("%s", error)
        log.info("%s %d", path, status)
        time.sleep(dice.uniform(0.3, 1.0))


log.info("psycopg_pool %s", psycopg_pool.__version__)
threading.Thread(target=sample, name="pool-stats", daemon=True).start()
threads = [threading.Thread(target=work, args=(n,), name=f"worker-{n}") for n in range(1, 5)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
time.sleep(20)
sys.stdout.flush()
os._exit(0)  # a clean end would give the connections back
