import type { EnableStep, Snippet } from 'leak-stream/plugin';

/** What makes Ecto's pool tell more. */
export const enable: readonly EnableStep[] = [
  {
    setting: 'timeout: 15_000 of the repo, which is the default',
    cost: 'Nothing, but it ends the work: the pool cuts off whoever holds a connection for longer, and says who it was and where it stood. With :infinity it never speaks.',
  },
  {
    setting: '+ :erlang.system_flag(:backtrace_depth, 30) at the start of the application',
    cost: 'Little. Stacks are eight frames deep by default: those of a slow statement then end inside the driver, before your code.',
  },
  {
    setting: 'DBConnection.get_connection_metrics(pool) and pool_size in a log line, every 2 s (DBConnection 2.7 and later)',
    cost: 'One line per sample. Without it nothing tells how full the pool is: it knows its free connections and who waits, so the line must bring pool_size along.',
  },
];

/** The same, to paste. */
export const snippets: readonly Snippet[] = [
  {
    where: 'config/runtime.exs',
    comment: '#',
    code: `config :shop, Shop.Repo, pool_size: 10, timeout: 15_000
`,
  },
  {
    where: 'lib/shop/pool_sampler.ex, and {Shop.PoolSampler, []} among the children of the application',
    comment: '#',
    code: `defmodule Shop.PoolSampler do
  use Task, restart: :permanent
  require Logger

  def start_link(_), do: Task.start_link(__MODULE__, :run, [])

  def run do
    %{pid: pool} = Ecto.Adapter.lookup_meta(Shop.Repo)
    metrics = DBConnection.get_connection_metrics(pool)
    Logger.info("pool #{inspect(metrics)} pool_size=#{Shop.Repo.config()[:pool_size]}")
    Process.sleep(2_000)
    run()
  end
end
`,
  },
];
