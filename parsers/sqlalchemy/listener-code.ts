/** Python: logs who checked a connection out, in the lines that the rule `listener` reads. Tried under threads and under asyncio. */
export const listener = String.raw`"""checkout_trace.py - logs who checked a pooled connection out. Standard library only.

    from checkout_trace import install
    install(engine, pool="orders")      # AsyncEngine: install(engine.sync_engine, …)
"""
import itertools, json, logging, os, re, sys, threading, time, traceback

log = logging.getLogger("leak_stream.checkout")
_sequence = itertools.count(1)


def _stack():
    frames = []
    frame = sys._getframe(2)
    while frame is not None:
        frames.append(frame)
        frame = frame.f_back
    greenlet = sys.modules.get("greenlet")      # asyncio: the awaiting code is on the parent greenlet
    parent = greenlet.getcurrent().parent if greenlet else None
    while parent is not None:
        frame = parent.gr_frame
        while frame is not None:
            frames.append(frame)
            frame = frame.f_back
        parent = parent.parent
    frames.reverse()                            # outermost call first, like traceback.format_stack()
    return traceback.StackSummary.extract(((f, f.f_lineno) for f in frames), lookup_lines=False)


def install(engine, pool="default", depth=12):
    import sqlalchemy
    from sqlalchemy import event
    modules = [sqlalchemy] + ([sys.modules["greenlet"]] if "greenlet" in sys.modules else [])
    libraries = tuple(os.path.dirname(m.__file__) + os.sep for m in modules)

    def own(name):                              # frames that say nothing about who it was
        return name == __file__ or name.startswith(libraries) or name.startswith("<")

    def line(kind, connection, sequence, **more):
        addresses = re.findall(r"0x[0-9a-fA-F]+", repr(connection))
        log.info(json.dumps({
            "event": kind, "pool": pool, "conn": addresses[-1] if addresses else hex(id(connection)), "seq": sequence,
            "pid": os.getpid(), "thread": threading.current_thread().name, "ts": round(time.time(), 3), **more}))

    @event.listens_for(engine, "checkout")
    def _checkout(connection, record, proxy):
        sequence = next(_sequence)
        record.info["checkout_trace"] = (sequence, time.monotonic())
        frames = [f for f in _stack() if not own(f.filename)][-depth:]
        line("pool.checkout", connection, sequence, stack=["%s:%d in %s" % (f.filename, f.lineno, f.name) for f in frames])

    def ended(kind, connection, record):
        sequence, since = record.info.pop("checkout_trace", (None, None))
        if sequence is not None:
            line(kind, connection, sequence, held_ms=round((time.monotonic() - since) * 1000, 1))

    @event.listens_for(engine, "checkin")
    def _checkin(connection, record):
        if connection is not None:
            ended("pool.checkin", connection, record)

    @event.listens_for(engine, "invalidate")
    def _invalidate(connection, record, exception):
        ended("pool.invalidate", connection, record)

    @event.listens_for(engine, "detach")
    def _detach(connection, record):
        ended("pool.detach", connection, record)
`;
