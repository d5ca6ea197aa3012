# Recorded shop.log: Postgrex on DBConnection's pool, as Ecto uses it. PGHOST, PGPORT, PGUSER and PGDATABASE name a PostgreSQL.
#   elixir shop.exs > shop.log 2>&1
unless Code.ensure_loaded?(Postgrex), do: Mix.install([{:postgrex, "~> 0.19"}, {:db_connection, "~> 2.10"}])

defmodule Shop.Repo do
  @size 3
  def start do
    Postgrex.start_link(
      name: Shop.Repo,
      hostname: System.fetch_env!("PGHOST"),
      port: String.to_integer(System.fetch_env!("PGPORT")),
      username: System.fetch_env!("PGUSER"),
      database: System.fetch_env!("PGDATABASE"),
      pool_size: @size,
      queue_target: 50,
      queue_interval: 500
    )
  end

  def query!(sql, params \\ [], opts \\ []), do: Postgrex.query!(Shop.Repo, sql, params, opts)
  def transaction(fun, opts), do: Postgrex.transaction(Shop.Repo, fun, opts)
  def metrics, do: DBConnection.get_connection_metrics(Shop.Repo)
  def size, do: @size
end

defmodule Shop.Receipts do
  require Logger

  # Holds its transaction while somebody else is to answer.
  def mail(order, mailer) do
    Shop.Repo.transaction(
      fn conn ->
        Postgrex.query!(conn, "select $1::int4", [order])
        delivered(mailer)
      end,
      timeout: 3_000
    )
  end

  defp delivered(mailer) do
    send(mailer, {:mail, self()})

    receive do
      :sent -> :ok
    end
  end
end

defmodule Shop.Statistics do
  def of_the_year do
    Shop.Repo.query!("select pg_sleep(5)", [], timeout: 2_000)
    :ok
  end
end

defmodule Shop.Orders do
  require Logger

  def show(id) do
    Shop.Repo.query!("select $1::int4", [id])
    Logger.info("GET /orders/#{id} 200")
    :ok
  end
end

defmodule Shop do
  require Logger

  def sampled do
    Logger.info("pool #{inspect(Shop.Repo.metrics())} pool_size=#{Shop.Repo.size()}")
    Process.sleep(1_000)
    sampled()
  end

  def guarded(path, fun) do
    fun.()
  rescue
    error -> Logger.error("#{path} 500\n" <> Exception.format(:error, error, __STACKTRACE__))
  end
end

require Logger
Logger.configure_backend(:console, format: "$date $time $metadata[$level] $message\n", colors: [enabled: false])
{:ok, _} = Application.ensure_all_started(:postgrex)
:erlang.system_flag(:backtrace_depth, 20)
{:ok, _} = Shop.Repo.start()
spawn(&Shop.sampled/0)
mailer = spawn(fn -> Process.sleep(:infinity) end)

for id <- 1..25 do
  Shop.Orders.show(id)
  Process.sleep(50)
end

for order <- 1..3 do
  spawn(fn -> Shop.Receipts.mail(order, mailer) end)
  Process.sleep(200)
end

for id <- 26..29 do
  Shop.guarded("GET /orders/#{id}", fn -> Shop.Orders.show(id) end)
  Process.sleep(600)
end

Process.sleep(2_000)
spawn(fn -> Shop.guarded("GET /statistics", &Shop.Statistics.of_the_year/0) end)
Process.sleep(3_000)

# A process that dies while it holds.
held = spawn(fn -> Shop.Receipts.mail(30, mailer) end)
Process.sleep(300)
Process.exit(held, :kill)
Process.sleep(500)

# A server that ends the session.
spawn(fn -> Shop.guarded("POST /orders", fn -> Shop.Repo.query!("select pg_terminate_backend(pg_backend_pid())") end) end)
Process.sleep(500)

# Callers that do not want to wait, when all connections are out.
for _ <- 1..3, do: spawn(fn -> Shop.Repo.transaction(fn _ -> Process.sleep(1_000) end, timeout: 3_000) end)
Process.sleep(100)
Shop.guarded("GET /health", fn -> Shop.Repo.query!("select 1", [], queue: false) end)
Process.sleep(1_500)

for id <- 31..40 do
  Shop.Orders.show(id)
  Process.sleep(50)
end
