import type { Sample } from 'leak-stream/plugin';

/** The listener of the recipe, and words like its own of something else. */
export const recipe: Readonly<Record<string, Sample>> = {
  'a listener, JSON after a prefix': {
    log: '2026-11-23T02:03:40.264Z INFO leak_stream.checkout [03ed-00001] {"event": "pool.checkout", "pool": "orders", "conn": "0x7f85f063a0c0", "seq": 1, "pid": 31365, "thread": "worker-0", "ts": 1795399420.265, "stack": ["/usr/lib/python3.11/threading.py:995 in _bootstrap", "/srv/app/shop/server.py:61 in serve", "/srv/app/shop/api/invoices.py:21 in create_invoice"]}',
    reads: { kind: 'checkout', connection: '0x7f85f063a0c0', origin: 'listener', sequence: '31365:1', thread: 'worker-0' },
    rule: 'listener',
  },
  'the same, returned': {
    log: '2026-11-23T02:03:40.269Z INFO leak_stream.checkout [03ed-00001] {"event": "pool.checkin", "pool": "orders", "conn": "0x7f85f063a0c0", "seq": 1, "pid": 31365, "thread": "worker-0", "ts": 1795399420.27, "held_ms": 5.1}',
    reads: { kind: 'checkin', connection: '0x7f85f063a0c0', reason: 'returned', heldMs: 5.1, sequence: '31365:1' },
    rule: 'listener',
  },
  'a listener with a traceback': {
    log: `2026-11-23 01:55:44,401 [22282:worker-0] INFO    leak_stream.checkout - pool.checkout conn=0x7f2dbc9620c0 seq=1 pid=22282 thread=worker-0
  File "/srv/app/shop/api/invoices.py", line 21, in create_invoice
    order = order_repo.fetch_order(session, req["order_id"])
  File "/srv/app/shop/repo/order_repo.py", line 9, in fetch_order
    row = session.execute(text("SELECT id FROM orders WHERE id = :id"), {"id": order_id}).first()`,
    reads: { kind: 'checkout', connection: '0x7f2dbc9620c0', origin: 'listener', sequence: '22282:1', thread: 'worker-0' },
    rule: 'listener',
  },
  'the same, detached': {
    log: '2026-11-23 01:55:44,402 [22282:worker-0] INFO    leak_stream.checkout - pool.detach conn=0x7f2dbc9620c0 seq=1 pid=22282 thread=worker-0 held_ms=62.9',
    reads: { kind: 'checkin', connection: '0x7f2dbc9620c0', reason: 'detached', heldMs: 62.9 },
    rule: 'listener',
  },
  'the same, invalidated': {
    log: '2026-11-23 01:55:44,402 [22282:worker-0] INFO    leak_stream.checkout - pool.invalidate conn=0x7f2dbc9620c0 seq=1 pid=22282 thread=worker-0 held_ms=62.9',
    reads: { kind: 'checkin', connection: '0x7f2dbc9620c0', reason: 'invalidated' },
    rule: 'listener',
  },
  'a listener in one line': {
    log: 'ts=2026-11-23T01:55:44.401Z level=debug logger=app.pool msg="checkout conn=0x7f2dbc9620c0 stack=/srv/shop/main.py:11:<module>>/srv/shop/billing.py:40:charge"',
    reads: { kind: 'checkout', connection: '0x7f2dbc9620c0', origin: 'listener' },
    rule: 'compact-listener',
  },
  'a shop at its till': {
    log: '2026-11-23 02:04:50,977 INFO shop.cart checkout completed, connection leak of the espresso machine reported to facilities',
    reads: [],
    decoy: true,
  },
};
