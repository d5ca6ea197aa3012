"""Two workers do short transactions through the pooler; six times somebody else forgets to end one. See record.sh."""

import sys
import threading
import time

import psycopg

PORT = int(sys.argv[1])
FORGETS = {15.0, 30.0, 45.0, 60.0, 75.0, 90.0}  # seconds after the start
END = 105.0
STAYS = 20.0  # the forgotten ones are open until the process ends
start = time.monotonic()
forgotten = []


def connect():
    return psycopg.connect(host="127.0.0.1", port=PORT, dbname="shop", user="app", prepare_threshold=None)


def work():
    connection = connect()
    while time.monotonic() - start < END:
        try:
            with connection.transaction():
                connection.execute("SELECT left_over FROM stock WHERE id = 7")
                time.sleep(0.02)
        except psycopg.Error:
            connection.close()
            connection = connect()
        time.sleep(0.2)
    connection.close()


def forget():
    for at in sorted(FORGETS):
        time.sleep(max(0.0, start + at - time.monotonic()))
        connection = connect()
        connection.execute("UPDATE stock SET left_over = left_over - 1 WHERE id = %s" % int(at))
        forgotten.append(connection)
    time.sleep(max(0.0, start + END + STAYS - time.monotonic()))


threads = [threading.Thread(target=work) for _ in range(2)] + [threading.Thread(target=forget)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
