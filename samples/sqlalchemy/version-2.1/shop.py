"""Four workers serve requests for 60 s; three reservations of stock that is not there keep their session."""

import logging
import os
import random
import sys
import threading
import time

import sqlalchemy
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session

logging.basicConfig(stream=sys.stdout, level=logging.INFO,
                    format="%(asctime)s %(levelname)s [%(process)d] [%(threadName)s] %(name)s: %(message)s")
logging.getLogger("sqlalchemy.pool").setLevel(logging.DEBUG)
log = logging.getLogger("shop.web")
engine = create_engine(f"postgresql+psycopg://app@127.0.0.1:{os.environ['PGPORT']}/shop", pool_size=5, max_overflow=3)
kept = []


def reserve(stock):
    session = Session(engine)
    changed = session.execute(text("UPDATE stock SET left_over = left_over - 1 WHERE id = :id"), {"id": stock})
    if changed.rowcount == 0:
        kept.append(session)  # as a cache or a global would
        raise LookupError(f"no stock {stock}")
    session.commit()
    session.close()


def left(stock):
    with Session(engine) as session:
        return session.execute(text("SELECT left_over FROM stock WHERE id = :id"), {"id": stock}).scalar()


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


log.info("SQLAlchemy %s", sqlalchemy.__version__)
threads = [threading.Thread(target=work, args=(n,), name=f"worker-{n}") for n in range(1, 5)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
time.sleep(20)
log.info("GET /health 200")
sys.stdout.flush()
os._exit(0)  # a clean end would give the sessions back
