import type { Remedy } from 'leak-stream/plugin';

/** How to keep an Ecto pool from running dry. */
export const remedies: readonly Remedy[] = [
  {
    pattern: 'work-inside-the-transaction',
    text: 'The pool lends a connection for the time of a call: of one query, or of all that runs inside Repo.transaction and Repo.checkout. Take out of the transaction what needs no database (requests to other services, mails, files), and look at the plan of a statement that takes that long.',
    fix: 'order = Repo.get!(Order, id)\nreceipt = Payments.charge(order)          # no connection is held while the other side answers\nRepo.transaction(fn ->\n  Repo.update!(Order.paid(order, receipt))\nend)',
    containment:
      'timeout: 15_000 of the query or transaction is what cuts it off; a larger one only lets it hold the connection for longer. :queue_target and :queue_interval decide how soon callers give up.',
    validate: [
      'grep -c "checked out the connection for longer than" app.log   # 0',
      'Watch queue_time of the telemetry event [:my_app, :repo, :query]: it must stay near 0 under load.',
    ],
  },
];
