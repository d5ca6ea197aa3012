"""Records what a PostgreSQL server logs of sessions that end badly, once for each log_line_prefix and once for each language of its messages.

    python3 -m pip install psycopg2-binary && python3 record.py

writes prefixes.txt and languages.txt beside this file. It needs PostgreSQL's programs (any user but root may run them) and, for the languages, their
locales. No test needs it.
"""

import os
import pathlib
import re
import shutil
import socket
import subprocess
import tempfile
import time

import psycopg2

HERE = pathlib.Path(__file__).parent
BIN = subprocess.run(["pg_config", "--bindir"], capture_output=True, text=True, check=True).stdout.strip()
PORT = 54322
PREFIXES = {
    "the default": "%m [%p] ",
    "Debian": "%m [%p] %q%u@%d ",
    "old Debian": "%t [%p-%l] %q%u@%d ",
    "pgBadger": "%t [%p]: user=%u,db=%d,app=%a,client=%h ",
    "pgBadger, with line numbers": "%t [%p]: [%l-1] user=%u,db=%d,app=%a,client=%h ",
    "pgBadger, database first": "%t [%p]: db=%d,user=%u,app=%a,client=%h ",
    "pgBadger behind syslog": "user=%u,db=%d,app=%a,client=%h ",
    "Amazon RDS": "%t:%r:%u@%d:[%p]:",
    "Amazon RDS, its newer choice": "%m:%r:%u@%d:[%p]:%l:%e:%s:%v:%x:%c:%q%a:",
    "Azure": "%t-%c-",
    "Cloud SQL": "%m [%p]: [%l-1] db=%d,user=%u ",
    "no values where there is no session": "%m [%p]: [%l-1] %qapp=%a,db=%d,user=%u,host=%h ",
    "seconds since 1970": "%n [%p] ",
    "the pid alone": "[%p] ",
    "nothing": "",
    "the time alone": "%t ",
    "this project's recipe": "%m [%p] user=%u,db=%d,app=%a,client=%h %e ",
    "the command tag": "%m [%p] %u %d %i ",
    "every value in words": "a=%a u=%u d=%d r=%r h=%h b=%b p=%p P=%P t=%t i=%i e=%e c=%c l=%l s=%s v=%v x=%x Q=%Q ",
    "brackets": "[%m] [%p] [%u] [%d] [%a] [%h] ",
    "the pid first": "%p %m %u %d ",
    "pid=": "%m pid=%p user=%u db=%d ",
    "the state first": "%e %m [%p] ",
    "tabs": "%m\t%p\t%u\t%d\t%e\t",
    "commas": "%m,%p,%u,%d,%h,",
    "padded": "%m [%8p] %-10u %-10d ",
    "angles": "<%m %u %p %r>",
    "the session's id": "%c %l %m ",
    "the application before brackets": "%m [%p] %u@%d,app=%a [%e] ",
    "a zone of minutes": "%m [%p] %u@%d ",
    "a zone by name": "%t [%p] %u@%d ",
}
ZONES = {"a zone of minutes": "Asia/Kathmandu", "a zone by name": "Australia/Adelaide", "old Debian": "Europe/Berlin"}
LANGUAGES = ["de_DE", "fr_FR", "es_ES", "it_IT", "sv_SE", "ru_RU", "uk_UA", "ja_JP", "ko_KR", "zh_CN"]
TELLING = re.compile("25P03|57P05|57P01|53300|08006")


def connect(user="app"):
    connection = psycopg2.connect(host="127.0.0.1", port=PORT, user=user, dbname="shop", application_name="billing")
    connection.autocommit = True
    return connection


def say(connection, *statements):
    cursor = connection.cursor()
    for statement in statements:
        cursor.execute(statement)


def misbehave():
    """One transaction left open, one session left idle, one client lost inside a transaction, one session ended by hand, three too many."""
    forgotten = connect()
    say(forgotten, "SET idle_in_transaction_session_timeout = '150ms'", "BEGIN", "SELECT 1")
    time.sleep(0.4)
    idle = connect()
    say(idle, "SET idle_session_timeout = '150ms'")
    time.sleep(0.4)
    lost = connect()
    say(lost, "BEGIN", "SELECT 2")
    wire = socket.socket(fileno=os.dup(lost.fileno()))
    wire.shutdown(socket.SHUT_RDWR)
    wire.close()
    time.sleep(0.1)
    ended, admin = connect(), connect("postgres")
    say(admin, f"SELECT pg_terminate_backend({ended.info.backend_pid})")
    time.sleep(0.1)
    admin.close()
    held = []
    for _ in range(12):
        try:
            held.append(connect())
        except psycopg2.OperationalError:
            pass
    for connection in held:
        connection.close()
    time.sleep(0.1)


class Server:
    def __init__(self, folder):
        self.data, self.log = f"{folder}/data", f"{folder}/data/log"
        run("initdb", "-D", self.data, "-U", "postgres", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8")
        with open(f"{self.data}/postgresql.conf", "a") as conf:
            conf.write(
                f"port = {PORT}\nlisten_addresses = '127.0.0.1'\nunix_socket_directories = '{folder}'\nmax_connections = 12\n"
                "superuser_reserved_connections = 3\nlogging_collector = on\nlog_destination = 'stderr,jsonlog'\nlog_filename = 'x.log'\n"
                "log_disconnections = on\nfsync = off\ntimezone = 'UTC'\n"
            )

    def start(self):
        run("pg_ctl", "-D", self.data, "-w", "-l", f"{self.data}/boot", "start")

    def stop(self):
        run("pg_ctl", "-D", self.data, "-w", "-m", "fast", "stop")

    def record(self, **settings):
        with open(f"{self.data}/postgresql.auto.conf", "w") as conf:
            conf.writelines(f"{name} = '{value}'\n" for name, value in settings.items())
        shutil.rmtree(self.log, ignore_errors=True)
        self.start()
        misbehave()
        self.stop()
        pids = {line.split('"pid":')[1].split(",")[0] for line in open(f"{self.log}/x.json") if TELLING.search(line) and "client backend" in line}
        return open(f"{self.log}/x.log").read(), sorted(pids, key=int)


def run(program, *arguments):
    subprocess.run([f"{BIN}/{program}", *arguments], check=True, capture_output=True)


ENGLISH = re.compile("terminating connection|too many|remaining connection slots|unexpected EOF|session time")


def main():
    with tempfile.TemporaryDirectory() as folder:
        server = Server(folder)
        server.start()
        run("psql", "-h", "127.0.0.1", "-p", str(PORT), "-U", "postgres", "-c", "CREATE ROLE app LOGIN", "-c", "CREATE DATABASE shop")
        server.stop()
        with open(HERE / "prefixes.txt", "w") as out:
            for name, prefix in PREFIXES.items():
                text, pids = server.record(log_line_prefix=prefix, log_timezone=ZONES.get(name, "UTC"))
                lines = [line for line in text.splitlines() if ENGLISH.search(line)]
                out.write("\n".join([f"## {name}: {prefix!r}; ended {' '.join(pids)}", *lines, ""]))
        with open(HERE / "languages.txt", "w") as out:
            for language in LANGUAGES:
                text, pids = server.record(log_line_prefix="%m [%p] %u@%d %e ", log_timezone="UTC", lc_messages=f"{language}.UTF-8")
                lines = [line for line in text.splitlines() if TELLING.search(line) and "@shop" in line]
                out.write("\n".join([f"## {language}; ended {' '.join(pids)}", *lines, ""]))


main()
